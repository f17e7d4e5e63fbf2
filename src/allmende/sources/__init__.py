# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""Public catalogues in, entries out: one reader per form, nothing lost, nothing raised.

    >>> from allmende.sources import Entry, explain, read_jsonl
    >>> for item in read_jsonl("catalogue.jsonl"):
    ...     if isinstance(item, Entry):
    ...         print(item.name, item.licences)
    ...     else:
    ...         print(explain(item, "de"))

`read_jsonl` reads files with one JSON object a line (or a JSON list), `read_vitepress` the
pages of a VitePress site; `describe` says what is known of a source, its licence first.
Entries and problems go to JSON and back with `to_json` and `from_json`.
"""

from allmende.sources.entry import (
    SHAPE,
    Entry,
    Json,
    NotOfThisShape,
    Support,
    Usage,
    digest_of,
)
from allmende.sources.jsonl import HEAD, READABLE, Limits, kind_of
from allmende.sources.jsonl import read as read_jsonl
from allmende.sources.problem import Level, Problem, explain
from allmende.sources.registry import SourceInfo, describe, known_sources, scheme_of
from allmende.sources.vitepress import read as read_vitepress

__all__ = [
    "HEAD",
    "READABLE",
    "SHAPE",
    "Entry",
    "Json",
    "Level",
    "Limits",
    "NotOfThisShape",
    "Problem",
    "SourceInfo",
    "Support",
    "Usage",
    "describe",
    "digest_of",
    "explain",
    "kind_of",
    "known_sources",
    "read_jsonl",
    "read_vitepress",
    "scheme_of",
]
