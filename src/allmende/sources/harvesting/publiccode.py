# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A publiccode.yml, however broken, as keys of the common form."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import yaml

from allmende import publiccode
from allmende.identity import normalise_repository
from allmende.sources.entry import Entry, Json
from allmende.sources.harvesting.asking import inner, items, word
from allmende.sources.harvesting.building import entry
from allmende.sources.problem import Level, Problem, shown

FILES: Final = ("publiccode.yml", "publiccode.yaml")
MAX_FILE: Final = 1_000_000
"""Characters."""


def values_of(said: Mapping[str, Any]) -> dict[str, Json]:
    """The common form of what the file says; what has no key there keeps a name of its own."""
    languages = {str(tag): part for tag, part in _mapping(said, "description").items()}
    parts = {tag: part for tag, part in languages.items() if isinstance(part, dict)}
    users: list[Json] = [{"name": word(user)} for user in _list(said, "usedBy") if word(user)]
    logo = word(inner(said, "logo"))
    return {
        "name": said.get("name"),
        "aliases": _unlike(
            said.get("name"), (part.get("localisedName") for part in parts.values())
        ),
        "url": said.get("landingURL"),
        "repo_url": said.get("url"),
        "documentation_url": next(
            (part["documentation"] for part in parts.values() if part.get("documentation")), None
        ),
        "logo_url": logo if logo.startswith(("http://", "https://")) else None,
        "developer": inner(said, "organisation", "name")
        or inner(said, "legal", "mainCopyrightOwner")
        or inner(said, "legal", "repoOwner"),
        "description": _by_language(parts, "shortDescription"),
        "long_description": _by_language(parts, "longDescription"),
        "licences": inner(said, "legal", "license"),
        "tags": said.get("categories"),
        "platforms": said.get("platforms"),
        "used_by": users,
        "contractors": [
            {"name": one.get("name"), "homepage": one.get("website")}
            for one in items(inner(said, "maintenance", "contractors"))
        ],
        "latest_release": said.get("softwareVersion"),
        "release_date": said.get("releaseDate"),
        "status": said.get("developmentStatus"),
        "software_type": said.get("softwareType"),
        "features": {tag: part["features"] for tag, part in parts.items() if part.get("features")},
        "maintenance_type": inner(said, "maintenance", "type"),
        "languages": inner(said, "localisation", "availableLanguages"),
        "scope": inner(said, "intendedAudience", "scope"),
        "countries": inner(said, "intendedAudience", "countries"),
        "organisation": inner(said, "organisation", "uri"),
        "based_on": said.get("isBasedOn"),
        "depends_on": said.get("dependsOn"),
        "supports": said.get("supports"),
        "roadmap": said.get("roadmap"),
        "publiccode_version": said.get("publiccodeYmlVersion"),
    }


def entry_of(
    source: str,
    external_id: str,
    text: str,
    around: Mapping[str, Json],
    said: Json,
    where: str,
    home: str = "",
) -> Iterator[Entry | Problem]:
    """The Entry of a file. `around` is what is known beside it; the file's own word goes first.

    `home` is the repository the file was found in. A `url` that names another one is a claim: a
    fork keeps the file of its original (standard, forks), and so may anybody. The entry then stands
    at `home`, and the claim in `extra`, for a person to follow.

    Of a file whose syntax breaks, what stands before goes in, with a warning.
    """
    if len(text) > MAX_FILE:
        yield Problem(where, None, "FileTooLarge", str(MAX_FILE))
        return
    read = publiccode.read(text)
    broken = _broken(text, where, "warning" if read.get("name") else "error")
    if not read.get("name"):
        yield broken or Problem(where, None, "MissingKey", key="name")
        return
    values = {key: value for key, value in values_of(read).items() if value}
    yield from entry(source, external_id, {**around, **_at_home(values, home)}, said, where)
    if broken:
        yield broken


def _at_home(values: Mapping[str, Json], home: str) -> Mapping[str, Json]:
    """The values with a foreign repository's address as the claim it is."""
    here, claimed = normalise_repository(home), word(values.get("repo_url"))
    there = normalise_repository(claimed)
    if here is None or there is None or here.key == there.key:
        return values
    return {**values, "repo_url": home, "claims": claimed}


def _broken(text: str, where: str, level: Level) -> Problem | None:
    """Where the syntax breaks; the rest of the standard is `allmende publiccode check`'s affair."""
    first: list[type] = []  # the stream, the document, and what the document is
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if len(first) < 3:
                first.append(type(event))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = shown(str(error.problem or error.context or ""))
        line = mark.line + 1 if mark else None
        return Problem(where, line, "BrokenPubliccode", reason, level)
    except (yaml.YAMLError, ValueError) as error:
        return Problem(where, None, "BrokenPubliccode", shown(str(error)), level)
    if yaml.MappingStartEvent not in first:
        return Problem(where, None, "BrokenPubliccode", "no keys and values", level)
    return None


def _mapping(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = said.get(key)
    return found if isinstance(found, dict) else {}


def _list(said: Mapping[str, Any], key: str) -> list[Any]:
    found = said.get(key)
    return found if isinstance(found, list) else [found] if isinstance(found, str) else []


def _by_language(parts: Mapping[str, dict[str, Any]], key: str) -> dict[str, Json]:
    return {tag: part[key] for tag, part in parts.items() if part.get(key)}


def _unlike(name: Json, others: Iterable[Json]) -> list[Json]:
    found = dict.fromkeys(word(other) for other in others)
    return [other for other in found if other and other != name]
