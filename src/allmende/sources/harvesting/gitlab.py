# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A GitLab instance, whole or by groups: openCode, for one.

GET /api/v4/projects pages by key (order_by=id&pagination=keyset), groups by number; both name the
next page in the Link header. publiccode.yml is asked for where `last_activity_at` has moved.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, Step, inner, word
from allmende.sources.harvesting.forges import repository

PAGE: Final = 100
KEPT: Final = (
    "id",
    "name",
    "path_with_namespace",
    "description",
    "web_url",
    "http_url_to_repo",
    "default_branch",
    "topics",
    "star_count",
    "archived",
    "created_at",
    "last_activity_at",
)
"""Of a project, what says something of the software."""


def private_token(token: str) -> Mapping[str, str]:
    """GitLab's own header, which takes personal, group and project tokens."""
    return {"PRIVATE-TOKEN": token}


def read(ask: Ask, position: Json) -> Iterator[Found]:
    """Every public project; the position is [which group, address of the next page]."""
    listings = [_of_group(ask, name) for name in sorted(ask.options.only)] or [_of_instance(ask)]
    number, page = _place(position)
    while number < len(listings):
        answer = ask.get(page or listings[number])
        projects = ask.records(answer)
        for project in projects:
            yield from _project(ask, project)
        page = answer.link("next") or ""
        number += not page
        total = word(answer.headers.get("x-total", ""))
        yield Step(
            [number, page] if number < len(listings) else None,
            tuple(word(project.get("id")) for project in projects),
            int(total) if total.isdigit() and len(listings) == 1 else None,
            more=bool(page),
        )


def _of_instance(ask: Ask) -> str:
    return ask.at(
        f"/api/v4/projects?visibility=public&order_by=id&sort=asc&pagination=keyset&per_page={PAGE}"
    )


def _of_group(ask: Ask, name: str) -> str:
    path = f"/api/v4/groups/{quote(name, safe='')}/projects"
    words = "visibility=public&include_subgroups=true&with_shared=false&order_by=id&sort=asc"
    return ask.at(f"{path}?{words}&per_page={PAGE}")


def _place(position: Json) -> tuple[int, str]:
    match position:
        case [int(number), str(page)]:
            return number, page
    return 0, ""


def _project(ask: Ask, project: dict[str, Json]) -> Iterator[Found]:
    number = word(project.get("id"))
    web = word(project.get("web_url"))
    said: dict[str, Json] = {key: project[key] for key in KEPT if key in project}
    around: dict[str, Json] = {
        "name": project.get("name"),
        "repo_url": web or None,
        "catalogue_repo_url": project.get("http_url_to_repo"),
        "description": {"und": project.get("description")} if project.get("description") else None,
        "tags": project.get("topics"),
        "stars": project.get("star_count"),
        "archived": project.get("archived"),
        "updated_at": project.get("last_activity_at"),
        "namespace": inner(project, "namespace", "full_path"),
    }

    def fetch(name: str) -> str:
        file = f"/api/v4/projects/{quote(number, safe='')}/repository/files/{name}/raw"
        answer = ask.get(file, query={"ref": "HEAD"}, json=False)
        return answer.text()

    changed = word(project.get("last_activity_at"))
    # A repository without a branch has no files; a project may have none at all.
    if not project.get("default_branch") and not ask.options.bare:
        return
    settled = _settled(changed, ask.client.clock.now())
    yield from repository(ask, number, changed, around, said, web, fetch, settled)


def _settled(changed: str, now: datetime) -> bool:
    """Whether a push from now on would move the word: GitLab moves it once an hour."""
    try:
        return now - datetime.fromisoformat(changed) > timedelta(hours=1)
    except (ValueError, TypeError):  # no time, or one without a zone
        return False


HARVESTER = Harvester("GitLab", read, credentials=private_token, pause=0.2)
