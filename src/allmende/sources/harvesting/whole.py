# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A catalogue in one JSON file: fetched when it has changed, and then as a whole."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import VERSION, Ask, Found, Mark, Step, is_entry
from allmende.sources.harvesting.building import entry
from allmende.sources.harvesting.items import Unchanged

Values: TypeAlias = Callable[[dict[str, Json]], tuple[str, dict[str, Json]] | None]
"""A record -> its external id and the keys of the common form; None = it is no software."""


def read_file(
    ask: Ask, values: Values, *, path: str = "", within: tuple[str, ...] = ()
) -> Iterator[Found]:
    """Every record of the list, which stands at the keys `within` where the file is an object."""
    version = {
        key.removeprefix(VERSION): mark
        for key, mark in ask.marks.items()
        if key.startswith(VERSION)
    }
    answer = ask.get(path, unless=version)
    if answer.unchanged:
        for external_id, mark in ask.marks.items():
            if is_entry(external_id, mark):
                yield Unchanged(external_id)
            else:
                yield Mark(external_id, mark)
        yield Step(None)
        return
    data = answer.data
    for key in within:
        data = data.get(key) if isinstance(data, dict) else None
    records = ask.records(answer, data if within else None)
    for record in records:
        found = values(record)
        if found is None:
            continue
        external_id, known = found
        for one in entry(ask.source, external_id, known, record, answer.address):
            yield one
            if isinstance(one, Entry):
                yield Mark(external_id, one.digest[:16])
    for name, mark in answer.version.items():
        yield Mark(VERSION + name, mark)
    yield Step(None, total=len(records))
