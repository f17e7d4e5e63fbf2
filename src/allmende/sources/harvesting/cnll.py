# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CNLL, the French association of open source companies: who gives support for what of SILL."""

from collections.abc import Iterator

from allmende.sources.entry import Json
from allmende.sources.harvesting.asking import Ask, Found, Harvester, items, word
from allmende.sources.harvesting.whole import read_file


def read(ask: Ask, _position: Json) -> Iterator[Found]:
    """Every software that has a company behind it, by its number in SILL."""
    return read_file(ask, _software)


def _software(record: dict[str, Json]) -> tuple[str, dict[str, Json]]:
    companies = items(record.get("prestataires"))
    return word(record.get("sill_id")), {
        "name": record.get("nom"),
        "contractors": [
            {"name": one.get("nom"), "homepage": one.get("url"), "country": "FR"}
            for one in companies
        ],
        "company_numbers": {word(one.get("nom")): one.get("siren") for one in companies},
    }


HARVESTER = Harvester("CNLL", read, pause=1.0)
