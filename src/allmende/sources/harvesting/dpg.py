# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The registry of Digital Public Goods: one file with what passed, one with what is nominated."""

from collections.abc import Iterator

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, items, word
from allmende.sources.harvesting.whole import read_file


def read(ask: Ask, _position: Json) -> Iterator[Found]:
    """Every digital public good that is software, or does not say what it is."""
    return read_file(ask, _good, path="/dpgs/")


def _good(record: dict[str, Json]) -> tuple[str, dict[str, Json]] | None:
    kinds = record.get("type")
    if isinstance(kinds, list) and kinds and "software" not in kinds:
        return None
    addresses = [one.get("url") for one in items(record.get("repositories"))]
    organisations = items(record.get("organizations"))
    goals, sectors = items(record.get("SDGs")), _texts(record, "sectors")
    values: dict[str, Json] = {
        "name": record.get("name"),
        "aliases": record.get("aliases"),
        "url": record.get("website"),
        "repo_url": record.get("repositoryURL") or next(iter(addresses), None),
        "other_repos": addresses,
        "description": {"en": record.get("description")} if record.get("description") else None,
        "licences": [one.get("spdx") for one in _licences(record)],
        "tags": [*(f"SDG{word(goal.get('SDGNumber'))}" for goal in goals), *sectors],
        "organisations": [one.get("name") for one in organisations],
        "stage": record.get("stage"),
        "type": kinds,
    }
    return word(record.get("id")), values


def _licences(record: dict[str, Json]) -> list[dict[str, Json]]:
    return items(record.get("license")) or items(record.get("openlicenses"))


def _texts(record: dict[str, Json], key: str) -> list[str]:
    found = record.get(key)
    return [word(one) for one in found if word(one)] if isinstance(found, list) else []


HARVESTER = Harvester("Digital Public Goods", read, pause=1.0)
