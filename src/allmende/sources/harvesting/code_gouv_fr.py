# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""code.gouv.fr: the repositories of French public bodies in one file."""

from collections.abc import Iterator

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, word
from allmende.sources.harvesting.whole import read_file


def read(ask: Ask, _position: Json) -> Iterator[Found]:
    """Every repository that is no fork."""
    return read_file(ask, _repository)


def _repository(record: dict[str, Json]) -> tuple[str, dict[str, Json]] | None:
    if record.get("is_fork") is True or record.get("fork") is True:
        return None
    address = _first(record, "repository_url", "html_url")
    topics = record.get("topics")
    words = topics.split(",") if isinstance(topics, str) else topics
    text = record.get("description")
    return word(address), {
        "name": record.get("name") or _first(record, "full_name"),
        "url": record.get("homepage"),
        "repo_url": address,
        "description": {"und": text} if text else None,
        "licences": record.get("license"),
        "tags": [word(one) for one in words if word(one)] if isinstance(words, list) else None,
        "developer": _first(record, "organization_name", "owner"),
        "stars": _first(record, "stars_count", "stargazers_count"),
        "archived": _first(record, "is_archived", "archived"),
        "updated_at": _first(record, "last_update", "updated_at"),
        "programming_language": record.get("language"),
        "platform": record.get("platform"),
    }


def _first(record: dict[str, Json], *keys: str) -> Json:
    return next((record[key] for key in keys if record.get(key) is not None), None)


HARVESTER = Harvester("code.gouv.fr", read, pause=1.0, most=200_000_000)
