# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allmende.sources import describe, known_sources, scheme_of


def test_the_site_and_its_export_share_their_ids() -> None:
    assert scheme_of("munich-site") == scheme_of("munich-opensource") == "opensource.muenchen.de"


def test_a_source_has_its_own_scheme_where_nothing_else_is_said() -> None:
    assert scheme_of("dpg-registry") == "dpg-registry"


def test_an_unknown_source_is_described_by_its_slug_and_believed_last() -> None:
    info = describe("somebody")

    assert (info.name, info.scheme, info.known) == ("somebody", "somebody", False)
    assert info.licence is None
    assert info.priority < min(known.priority for known in known_sources())


def test_the_own_site_is_believed_first() -> None:
    assert known_sources()[0].slug == "munich-site"


@pytest.mark.parametrize("slug", [info.slug for info in known_sources()])
def test_every_source_says_what_is_needed_to_show_its_data(slug: str) -> None:
    info = describe(slug)

    assert info.known
    assert info.attribution
    assert info.homepage and info.homepage.startswith("https://")
    assert info.priority in (20, 40, 60, 80)
    assert info.languages
    assert info.as_of is None or info.as_of[:2] == "20"


@pytest.mark.parametrize(
    ("slug", "licence"),
    [
        ("awesome-selfhosted", "CC-BY-SA-3.0"),
        ("awesome-sysadmin", "CC-BY-SA-4.0"),
        ("open-sustainable-technology", "CC-BY-4.0"),
        ("awesome-privacy", "CC0-1.0"),
        ("sill-2022", "etalab-2.0"),
        ("us-code-gov-2020", None),
    ],
)
def test_the_licence_of_the_data_is_known(slug: str, licence: str | None) -> None:
    assert describe(slug).licence == licence


def test_every_source_of_the_real_data_is_described(shared_data: Path) -> None:
    slugs = {
        json.loads(line)["source"]
        for path in (shared_data / "catalogues").glob("*.jsonl")
        if path.name != "orgs.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines()
    }

    assert slugs - {info.slug for info in known_sources()} == set()
