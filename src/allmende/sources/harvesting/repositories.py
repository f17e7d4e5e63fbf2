# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Any git repositories, each with a publiccode.yml of its own."""

from collections.abc import Iterator

from allmende.fetching import Refused
from allmende.identity import normalise_repository
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting import publiccode
from allmende.sources.harvesting.asking import Ask, Found, Harvester, Mark, Step, Stopped
from allmende.sources.harvesting.clones import opened
from allmende.sources.harvesting.items import Unchanged
from allmende.sources.harvesting.passing import problem_of
from allmende.sources.problem import Problem


def read(ask: Ask, position: Json) -> Iterator[Found]:
    """Each of the repositories asked for; the position is how many are done."""
    addresses = sorted(set(ask.options.only))
    done = position if isinstance(position, int) else 0
    for number, address in enumerate(addresses[done:], start=done + 1):
        yield from _repository(ask, address)
        yield Step(number if number < len(addresses) else None, (address,), len(addresses))


def _repository(ask: Ask, address: str) -> Iterator[Found]:
    known = normalise_repository(address)
    external_id = known.key if known else address
    try:
        with opened(ask, address) as repository:
            tree = repository.tree()
            files = [name for name in publiccode.FILES if name in tree.entries]
            text = tree.text(files[0]) if files else None
            id = tree.entries[files[0]].id if files else ""
    except (Stopped, Refused) as error:
        yield error.problem if isinstance(error, Stopped) else problem_of(error)
        if ask.had(external_id):
            yield Unchanged(external_id)
        return
    if text is None:
        yield Problem(address, None, "NoPubliccode")
        return
    if ask.unchanged(external_id, id):
        yield Unchanged(external_id)
        return
    around: dict[str, Json] = {"repo_url": known.url if known else address}
    said: dict[str, Json] = {"repository": address, "publiccode": text}
    for found in publiccode.entry_of(
        ask.source, external_id, text, around, said, f"{address}/{files[0]}", home=address
    ):
        yield found
        if isinstance(found, Entry):
            yield Mark(external_id, id)


HARVESTER = Harvester("git, publiccode.yml", read, needs="addresses")
