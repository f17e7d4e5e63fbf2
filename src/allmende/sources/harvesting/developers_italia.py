# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The API of Developers Italia, which other catalogues run as well (Switzerland's, for one).

GET /software: {"data": [...], "links": {"next": "?page[after]=..."}}, 100 a page. Its `from` and
`to` look at the day of creation, hence every pass reads everything, and `updatedAt` tells what is
new.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs

from allmende.fetching import NotWhatWasExpected
from allmende.sources.entry import Json
from allmende.sources.harvesting import publiccode
from allmende.sources.harvesting.asking import Ask, Found, Harvester, Mark, Step, inner, word
from allmende.sources.harvesting.items import Unchanged
from allmende.sources.problem import Problem

PAGE: Final = 100


def read(ask: Ask, position: Json) -> Iterator[Found]:
    """Every software that is active; the position is the cursor of the next page."""
    cursor = word(position)
    while True:
        query: dict[str, str | int] = {"page[size]": PAGE}
        answer = ask.get("/software", query=query | ({"page[after]": cursor} if cursor else {}))
        if not isinstance(answer.data, dict):
            raise NotWhatWasExpected(answer.address, detail="no object with data and links")
        records = ask.records(answer, answer.data.get("data"))
        for record in records:
            yield from _software(ask, record)
        cursor = _cursor(inner(answer.data, "links", "next"))
        yield Step(cursor or None, tuple(word(record.get("id")) for record in records))
        if not cursor:
            return


def _software(ask: Ask, record: dict[str, Json]) -> Iterator[Found]:
    external_id = word(record.get("id"))
    changed = word(record.get("updatedAt"))
    if record.get("active") is False:
        return
    if ask.unchanged(external_id, changed):
        yield Unchanged(external_id)
        return
    where = ask.at(f"/software/{external_id}")
    around: dict[str, Json] = {
        "catalogue_repo_url": record.get("url"),
        "aliases_urls": record.get("aliases"),
        "catalogue": record.get("catalogId"),
        "vitality": record.get("vitality"),
        "updated_at": record.get("updatedAt"),
    }
    text = record.get("publiccodeYml")
    if not isinstance(text, str):
        yield Problem(where, None, "MissingKey", key="publiccodeYml")
        return
    kept = False
    for found in publiccode.entry_of(ask.source, external_id, text, around, record, where):
        kept = kept or not isinstance(found, Problem)
        yield found
    if kept:
        yield Mark(external_id, changed)
    elif ask.had(external_id):
        yield Unchanged(external_id)


def _cursor(link: Json) -> str:
    """Only the cursor of the link: what else it holds differs from version to version."""
    return parse_qs(word(link).partition("?")[2]).get("page[after]", [""])[0]


HARVESTER = Harvester("Developers Italia API", read, pause=1.0)
