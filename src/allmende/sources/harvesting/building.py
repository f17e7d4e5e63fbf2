# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From what a source says to an Entry, by way of the keys of the common form (mapping.py)."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from allmende.sources.entry import Entry, Json
from allmende.sources.mapping import Identity, entry_of
from allmende.sources.problem import Problem, shown
from allmende.sources.record import Record, depth_exceeds, mend

MAX_DEPTH: Final = 64
MAX_PAYLOAD: Final = 1 << 20
"""Characters of what one source says of one software."""
MAX_NAME: Final = 500


def entry(
    source: str,
    external_id: str,
    values: Mapping[str, Json],
    said: Json,
    where: str,
) -> Iterator[Entry | Problem]:
    """The Entry of `values` and the warnings about it, or the Problem that kept it out.

    `said` is what the source said, verbatim; `where` is its address.
    """
    if depth_exceeds(said, MAX_DEPTH):
        yield Problem(where, None, "TooDeep", str(MAX_DEPTH))
        return
    kept, damaged = mend({"said": said})
    try:
        payload = json.dumps(kept["said"], ensure_ascii=False, sort_keys=True, allow_nan=False)
    except ValueError:  # 1e999 is JSON, but no number
        yield Problem(where, None, "NumberOutOfRange", "inf")
        return
    if len(payload) > MAX_PAYLOAD:
        yield Problem(where, None, "RecordTooLarge", str(MAX_PAYLOAD))
        return
    clean, _ = mend(
        {key: value for key, value in values.items() if value not in (None, "", [], {})}
    )
    record = Record(clean, where, None)
    name = " ".join((record.text("name") or "").split())
    for key, text in (("source_id", external_id), ("name", name)):
        if not text or len(text) > MAX_NAME:
            yield Problem(where, None, "MissingKey", shown(text), key=key)
            return
    if damaged:
        record.warn("BrokenCharacters", None)
    yield entry_of(record, Identity(source, external_id, name), payload)
    yield from record.warnings
