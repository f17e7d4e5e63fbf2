# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What lies somewhere as a file or folder of ours: JSON lines, and a VitePress site in git."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from allmende.sources import jsonl, vitepress
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, Mark, Step
from allmende.sources.harvesting.clones import opened
from allmende.sources.problem import Problem
from allmende.sources.registry import scheme_of

PAGES: Final = "**/software/*.md"


def read_lines(ask: Ask, _position: Json) -> Iterator[Found]:
    """The entries of a file with one JSON object a line.

    They speak for the source that is harvested, whatever source they name: no file from elsewhere
    speaks for another one, least of all for the office.
    """
    answer = ask.get(json=False)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "catalogue.jsonl"
        place.write_bytes(answer.content)
        yield from _all(_named(item, ask.source) for item in jsonl.read(place))
    yield Step(None)


def _named(item: Entry | Problem, source: str) -> Entry | Problem:
    if isinstance(item, Problem) or item.source == source:
        return item
    external_id = f"{item.source}:{item.external_id}"
    return replace(
        item,
        source=source,
        external_id=external_id,
        identifiers=((scheme_of(source), external_id),),
        usages=tuple(replace(usage, source=source) for usage in item.usages),
        support=tuple(replace(support, source=source) for support in item.support),
    )


def read_site(ask: Ask, _position: Json) -> Iterator[Found]:
    """The software pages of the newest commit; their texts have no date."""
    with opened(ask, ask.address) as repository, TemporaryDirectory() as folder:
        tree = repository.tree()
        found = [one.path for pattern in (PAGES, PAGES[3:]) for one in tree.glob(pattern)]
        for path in found:
            place = Path(folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(tree.read(path) or b"")
        yield from _all(vitepress.read(Path(folder), ask.source))
    yield Step(None)


def _all(items: Iterable[Entry | Problem]) -> Iterator[Found]:
    for item in items:
        yield item
        if isinstance(item, Entry):
            yield Mark(item.external_id, item.digest[:16])


LINES = Harvester("JSON lines", read_lines, most=200_000_000)
SITE = Harvester("VitePress", read_site)
