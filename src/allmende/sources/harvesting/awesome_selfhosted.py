# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""awesome-selfhosted: a git repository with one small YAML file a software."""

from collections.abc import Iterator
from typing import Final

import yaml

from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, Mark, Step, word
from allmende.sources.harvesting.building import entry
from allmende.sources.harvesting.clones import opened
from allmende.sources.harvesting.items import Unchanged
from allmende.sources.problem import Problem, shown

FILES: Final = "software/*.yml"
_FLAGS: Final = {"true": True, "false": False}


def read(ask: Ask, _position: Json) -> Iterator[Found]:
    """Every file of the newest commit."""
    with opened(ask, ask.address) as repository:
        tree = repository.tree()
        files = {one.path: one.id for one in tree.glob(FILES)}
        for path, id in files.items():
            external_id = path.rpartition("/")[2].removesuffix(".yml")
            if ask.unchanged(external_id, id):
                yield Unchanged(external_id)
                continue
            yield from _software(ask, external_id, path, tree.text(path), id)
        yield Step(None, tuple(files), len(files))


def _software(ask: Ask, external_id: str, path: str, text: str | None, id: str) -> Iterator[Found]:
    said = _read(text or "")
    if isinstance(said, str):
        yield Problem(path, None, "BrokenYaml", shown(said))
        if ask.had(external_id):
            yield Unchanged(external_id)
        return
    for found in entry(ask.source, external_id, _values(said), said, path):
        yield found
        if isinstance(found, Entry):
            yield Mark(external_id, id)


def _read(text: str) -> dict[str, Json] | str:
    """The keys of a file, every scalar the text it is written as; or why there are none."""
    try:
        if any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(text, yaml.CBaseLoader)):
            return "YAML alias"  # a few nested ones can stand for millions of values
        found = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # builds nothing but text
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return str(error)
    return found if isinstance(found, dict) else "no keys and values"


def _values(said: dict[str, Json]) -> dict[str, Json]:
    release = said.get("current_release")
    current = release if isinstance(release, dict) else {}
    return {
        "name": said.get("name"),
        "url": said.get("website_url"),
        "repo_url": said.get("source_code_url"),
        "demo_url": said.get("demo_url"),
        "description": {"en": said.get("description")} if said.get("description") else None,
        "licences": said.get("licenses"),
        "platforms": said.get("platforms"),
        "tags": said.get("tags"),
        "stars": said.get("stargazers_count"),
        "updated_at": said.get("updated_at"),
        "archived": _FLAGS.get(word(said.get("archived"))),
        "latest_release": current.get("tag"),
        "latest_release_at": current.get("published_at"),
        "depends_3rdparty": _FLAGS.get(word(said.get("depends_3rdparty"))),
    }


HARVESTER = Harvester("awesome-selfhosted", read)
