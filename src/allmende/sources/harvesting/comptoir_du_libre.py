# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Comptoir du Libre: one file with software, who uses it, and who gives support."""

from collections.abc import Iterator

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, inner, items, word
from allmende.sources.harvesting.whole import read_file


def read(ask: Ask, _position: Json) -> Iterator[Found]:
    """Every software of the export."""
    return read_file(ask, _software, within=("softwares",))


def _software(record: dict[str, Json]) -> tuple[str, dict[str, Json]]:
    # Where there is nothing PHP writes an empty list instead of an object.
    wikidata = word(inner(record, "external_resources", "wikidata", "id"))
    sill = word(inner(record, "external_resources", "sill", "id"))
    return word(record.get("id")), {
        "name": record.get("name"),
        "url": inner(record, "external_resources", "website"),
        "repo_url": inner(record, "external_resources", "repository"),
        "licences": record.get("licence"),
        "tags": record.get("keywords"),
        "logo_url": record.get("logoUrl"),
        "used_by": [{"name": user.get("name")} for user in items(record.get("users"))],
        "contractors": [
            {
                "name": one.get("name"),
                "homepage": inner(one, "external_resources", "website") or one.get("url"),
            }
            for one in items(record.get("providers"))
        ],
        "wikidata_id": wikidata or None,
        "sill_id": sill or None,
        "page": record.get("url"),
        "updated_at": record.get("modified"),
    }


HARVESTER = Harvester("Comptoir du Libre", read, pause=1.0, most=100_000_000)
