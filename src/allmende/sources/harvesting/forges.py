# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the forges have in common: repositories in pages, and in each perhaps a publiccode.yml."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from allmende.fetching import Answered, FetchError
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting import publiccode
from allmende.sources.harvesting.asking import MISSING, WITHOUT, Ask, Found, Mark
from allmende.sources.harvesting.building import entry
from allmende.sources.harvesting.items import Unchanged
from allmende.sources.harvesting.passing import problem_of

Fetch: TypeAlias = Callable[[str], str]
"""Name of a file -> its text. Raises FetchError."""


def repository(
    ask: Ask,
    external_id: str,
    changed: str,
    around: Mapping[str, Json],
    said: dict[str, Json],
    where: str,
    fetch: Fetch,
    settled: bool = True,
) -> Iterator[Found]:
    """The Entry of one repository: nothing where it has no publiccode.yml and is not asked for.

    What cannot be read just now is told, and what was read of it earlier holds. `settled`: the
    word `changed` will be another one when something changes from now on.
    """
    if ask.unchanged(external_id, changed):
        yield Unchanged(external_id)
        return
    if ask.unchanged(external_id, WITHOUT + changed):
        yield Mark(external_id, WITHOUT + changed)
        return
    try:
        name, text = publiccode_of(fetch)
    except Answered as error:
        if error.limited:  # all that follow would be answered alike
            raise
        yield from kept_as_it_was(ask, external_id, error)
        return
    except FetchError as error:
        yield from kept_as_it_was(ask, external_id, error)
        return
    if text is None and not ask.options.bare:
        if settled:
            yield Mark(external_id, WITHOUT + changed)
        return
    if text is None:
        found = list(entry(ask.source, external_id, around, said, where))
    else:
        place = f"{where}/{name}"
        spoken: dict[str, Json] = {"repository": said, "publiccode": text}
        found = list(
            publiccode.entry_of(ask.source, external_id, text, around, spoken, place, home=where)
        )
    yield from found
    if any(isinstance(one, Entry) for one in found):
        yield Mark(external_id, changed if settled else "")
    elif ask.had(external_id):
        yield Unchanged(external_id)


def kept_as_it_was(ask: Ask, external_id: str, error: FetchError | None = None) -> Iterator[Found]:
    """What was read of a repository earlier still holds, and why there is nothing newer."""
    if error is not None:
        yield problem_of(error)
    if ask.had(external_id):
        yield Unchanged(external_id)


def publiccode_of(fetch: Fetch) -> tuple[str, str | None]:
    """Name and text of the publiccode.yml, None where there is none. Raises FetchError."""
    for name in publiccode.FILES:
        try:
            return name, fetch(name)
        except Answered as error:
            if error.status not in MISSING:
                raise
    return "", None
