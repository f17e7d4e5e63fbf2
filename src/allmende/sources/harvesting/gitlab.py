# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A GitLab instance, whole or by groups: openCode, for one.

GET /api/v4/projects pages by key (order_by=id&pagination=keyset), groups by number; both name the
next page in the Link header. publiccode.yml is asked for where `last_activity_at` has moved.

`HARVESTER` brings what makes a catalogue, `STANDING` how the projects of groups stand: with or
without publiccode.yml, with the newest commit of the default branch.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final, TypeAlias
from urllib.parse import quote

from allmende.fetching import Answered, FetchError
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import (
    MISSING,
    Ask,
    Found,
    Harvester,
    Mark,
    Step,
    inner,
    word,
)
from allmende.sources.harvesting.building import entry
from allmende.sources.harvesting.forges import kept_as_it_was, publiccode_of, repository

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
STANDS: Final = (*KEPT, "visibility", "mirror", "import_url", "forked_from_project")
"""Of a project, what says how it stands; an interface may well leave out the last three."""


def private_token(token: str) -> Mapping[str, str]:
    """GitLab's own header, which takes personal, group and project tokens."""
    return {"PRIVATE-TOKEN": token}


def read(ask: Ask, position: Json) -> Iterator[Found]:
    """Every public project; the position is [which group, address of the next page]."""
    yield from _read(ask, position, _project)


def read_standing(ask: Ask, position: Json) -> Iterator[Found]:
    """How every public project stands; the position is the same."""
    yield from _read(ask, position, _standing)


Reading: TypeAlias = Callable[[Ask, dict[str, Json]], Iterator[Found]]


def _read(ask: Ask, position: Json, read_one: Reading) -> Iterator[Found]:
    listings = [_of_group(ask, name) for name in sorted(ask.options.only)] or [_of_instance(ask)]
    number, page = _place(position)
    while number < len(listings):
        answer = ask.get(page or listings[number])
        projects = ask.records(answer)
        for project in projects:
            yield from read_one(ask, project)
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

    changed = word(project.get("last_activity_at"))
    # A repository without a branch has no files; a project may have none at all.
    if not project.get("default_branch") and not ask.options.bare:
        return
    settled = _settled(changed, ask.client.clock.now())
    yield from repository(ask, number, changed, around, said, web, _files(ask, number), settled)


def _standing(ask: Ask, project: dict[str, Json]) -> Iterator[Found]:
    """A project as an Entry whose payload is {"repository", "commit", "publiccode"}.

    The branch is asked for each time, since a mirror moves without anybody's activity; the file
    only where something has changed. What cannot be read just now leaves what was read earlier.
    """
    number, web = word(project.get("id")), word(project.get("web_url"))
    said: dict[str, Json] = {key: project[key] for key in STANDS if key in project}
    try:
        commit = _newest(ask, number, word(project.get("default_branch")))
        state = json.dumps([said, commit], sort_keys=True)
        changed = hashlib.sha256(state.encode()).hexdigest()
        if ask.unchanged(number, changed):
            yield Mark(number, changed)
            yield from kept_as_it_was(ask, number)
            return
        _name, text = publiccode_of(_files(ask, number)) if commit else ("", None)
    except FetchError as error:
        if isinstance(error, Answered) and error.limited:  # all that follow would be answered alike
            raise
        yield from kept_as_it_was(ask, number, error)
        return
    around: dict[str, Json] = {"name": project.get("name"), "repo_url": web or None}
    payload: dict[str, Json] = {"repository": said, "commit": commit, "publiccode": text}
    for found in entry(ask.source, number, around, payload, web):
        yield found
        if isinstance(found, Entry):
            yield Mark(number, changed)


def _newest(ask: Ask, number: str, branch: str) -> Json:
    """Id and date of the newest commit of a branch; None where there is none to be read."""
    if not branch:
        return None
    path = f"/api/v4/projects/{quote(number, safe='')}/repository/branches/{quote(branch, safe='')}"
    try:
        found = ask.get(path).data
    except Answered as error:
        if error.status in MISSING:
            return None
        raise
    said = found if isinstance(found, dict) else {}
    id = word(inner(said, "commit", "id"))
    return {"id": id, "at": word(inner(said, "commit", "committed_date"))} if id else None


def _files(ask: Ask, number: str) -> Callable[[str], str]:
    def fetch(name: str) -> str:
        file = f"/api/v4/projects/{quote(number, safe='')}/repository/files/{name}/raw"
        return ask.get(file, query={"ref": "HEAD"}, json=False).text()

    return fetch


def _settled(changed: str, now: datetime) -> bool:
    """Whether a push from now on would move the word: GitLab moves it once an hour."""
    try:
        return now - datetime.fromisoformat(changed) > timedelta(hours=1)
    except (ValueError, TypeError):  # no time, or one without a zone
        return False


HARVESTER = Harvester("GitLab", read, credentials=private_token, pause=0.2)
STANDING = Harvester(
    "GitLab, how projects stand",
    read_standing,
    needs="groups",
    credentials=private_token,
    pause=0.2,
)
