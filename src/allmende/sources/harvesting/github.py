# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Organisations on GitHub, and what of their repositories has a publiccode.yml.

GET /orgs/ORG/repos names the next page in the Link header. Without a token GitHub answers 60
questions an hour, which is enough for a look, not for a harvest.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, Step, inner, word
from allmende.sources.harvesting.forges import repository

PAGE: Final = 100
KEPT: Final = (
    "id",
    "name",
    "full_name",
    "description",
    "html_url",
    "clone_url",
    "homepage",
    "default_branch",
    "topics",
    "stargazers_count",
    "archived",
    "fork",
    "created_at",
    "pushed_at",
)
"""Of a repository, what says something of the software."""


def read(ask: Ask, position: Json) -> Iterator[Found]:
    """Every public repository; the position is [which organisation, address of the next page]."""
    owners = sorted(ask.options.only)
    number, page = 0, ""
    match position:
        case [int(number), str(page)]:
            pass
    while number < len(owners):
        listing = f"/orgs/{quote(owners[number], safe='')}/repos?type=public&sort=created"
        answer = ask.get(page or ask.at(f"{listing}&direction=asc&per_page={PAGE}"))
        found = ask.records(answer)
        for one in found:
            yield from _repository(ask, one)
        page = answer.link("next") or ""
        number += not page
        ids = tuple(word(one.get("id")) for one in found)
        yield Step([number, page] if number < len(owners) else None, ids, more=bool(page))


def _repository(ask: Ask, one: dict[str, Json]) -> Iterator[Found]:
    full_name = word(one.get("full_name"))
    spdx = word(inner(one, "license", "spdx_id"))
    said: dict[str, Json] = {key: one[key] for key in KEPT if key in one}
    around: dict[str, Json] = {
        "name": one.get("name"),
        "url": one.get("homepage"),
        "repo_url": one.get("html_url"),
        "description": {"und": one.get("description")} if one.get("description") else None,
        "licences": spdx if spdx != "NOASSERTION" else None,
        "tags": one.get("topics"),
        "stars": one.get("stargazers_count"),
        "archived": one.get("archived"),
        "fork": one.get("fork"),
        "updated_at": one.get("pushed_at"),
    }

    def fetch(name: str) -> str:
        path = f"/repos/{quote(full_name)}/contents/{name}"
        answer = ask.get(path, json=False, accept="application/vnd.github.raw+json")
        return answer.text()

    changed = word(one.get("pushed_at"))
    said |= {"licence": spdx or None}
    where = word(one.get("html_url"))
    yield from repository(ask, word(one.get("id")), changed, around, said, where, fetch)


HARVESTER = Harvester("GitHub", read, needs="organisations", pause=0.2)
