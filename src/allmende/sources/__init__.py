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

`harvest` reads a catalogue over the network, page by page (see `allmende.sources.harvesting` for
what it gives and how to go on after a kill):

    >>> from allmende.fetching import Client, Rules
    >>> from allmende.sources import harvest
    >>> with Client(Rules(contact="https://example.org/office")) as client:  # doctest: +SKIP
    ...     for item in harvest(client, "developers-italia"):
    ...         ...
"""

from allmende.sources.common import common_form
from allmende.sources.entry import (
    SHAPE,
    Entry,
    Json,
    NotOfThisShape,
    Support,
    Usage,
    digest_of,
)
from allmende.sources.harvesting import (
    HARVESTERS,
    Checkpoint,
    Finished,
    Harvester,
    Item,
    NotHarvestable,
    Options,
    State,
    Unchanged,
    harvest,
    harvest_standing,
)
from allmende.sources.jsonl import HEAD, READABLE, Limits, kind_of
from allmende.sources.jsonl import read as read_jsonl
from allmende.sources.problem import Level, Problem, explain
from allmende.sources.registry import SourceInfo, describe, known_sources, scheme_of
from allmende.sources.vitepress import read as read_vitepress

__all__ = [
    "HARVESTERS",
    "HEAD",
    "READABLE",
    "SHAPE",
    "Checkpoint",
    "Entry",
    "Finished",
    "Harvester",
    "Item",
    "Json",
    "Level",
    "Limits",
    "NotHarvestable",
    "NotOfThisShape",
    "Options",
    "Problem",
    "SourceInfo",
    "State",
    "Support",
    "Unchanged",
    "Usage",
    "common_form",
    "describe",
    "digest_of",
    "explain",
    "harvest",
    "harvest_standing",
    "kind_of",
    "known_sources",
    "read_jsonl",
    "read_vitepress",
    "scheme_of",
]
