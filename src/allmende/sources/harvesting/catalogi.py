# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Catalogi, the software behind SILL: one file with everything, catalogi.json."""

from collections.abc import Iterator

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, inner, items, word
from allmende.sources.harvesting.whole import read_file


def read(ask: Ask, _position: Json) -> Iterator[Found]:
    """Every software that is still listed."""
    return read_file(ask, _software)


def _software(record: dict[str, Json]) -> tuple[str, dict[str, Json]] | None:
    if record.get("dereferencing"):
        return None
    external = inner(record, "softwareExternalData")
    data = external if isinstance(external, dict) else {}
    systems = inner(record, "operatingSystems")
    counts = record.get("userAndReferentCountByOrganization")
    providers = items(record.get("serviceProviders")) + items(record.get("providers"))
    wikidata = word(data.get("externalId") or record.get("wikidataId"))
    values: dict[str, Json] = {
        "name": record.get("name") or record.get("softwareName"),
        "url": data.get("websiteUrl") or record.get("url"),
        "repo_url": data.get("sourceUrl") or record.get("codeRepositoryUrl"),
        "documentation_url": data.get("documentationUrl"),
        "logo_url": record.get("image") or data.get("logoUrl"),
        "description": _texts(record.get("description"), data.get("description")),
        "licences": record.get("license") or data.get("license"),
        "tags": _union(record.get("categories"), record.get("keywords")),
        "platforms": [name for name, on in systems.items() if on]
        if isinstance(systems, dict)
        else None,
        "used_by": [{"name": name} for name in counts] if isinstance(counts, dict) else None,
        "contractors": [
            {"name": one.get("name"), "homepage": one.get("url") or one.get("website")}
            for one in providers
        ],
        "wikidata_id": wikidata if wikidata[:1] == "Q" else None,
        "comptoir_du_libre_id": word(record.get("comptoirDuLibreId")) or None,
        "latest_release": inner(record, "latestVersion", "semVer"),
        "similar": [
            one.get("label") or one.get("name")
            for one in items(record.get("similarExternalSoftwares"))
        ],
        "in_observation": record.get("isStillInObservation"),
        "users": counts,
    }
    return word(record.get("id")), values


def _texts(plain: Json, by_language: Json) -> Json:
    """The catalogue's own words are French unless they say otherwise."""
    own: dict[str, Json] = {"fr": plain} if isinstance(plain, str) else {}
    said = plain if isinstance(plain, dict) else own
    return {**(by_language if isinstance(by_language, dict) else {}), **said}


def _union(*lists: Json) -> list[Json]:
    return [item for found in lists if isinstance(found, list) for item in found]


HARVESTER = Harvester("Catalogi (SILL)", read, pause=1.0, most=100_000_000)
