# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.licences.names import normalise
from allmende.licences.names.german import LATER as SPAETER
from allmende.licences.names.gnu import GNU_FAMILIES, LATER

WORDS = [one for one in LATER if not one.startswith(("+", ">")) and "eupl" not in one]


@pytest.mark.parametrize("family", GNU_FAMILIES, ids=lambda one: one.key)
def test_every_name_of_a_family_reads_the_same(family: object) -> None:
    key, stem, versions, phrases = (getattr(family, one) for one in family.__slots__)  # type: ignore[attr-defined]
    for short, full in versions.items():
        for phrase in phrases:
            assert normalise(f"{phrase} v{short}").expression == f"{stem}-{full}-only", (
                key,
                phrase,
            )
            assert normalise(f"{phrase} {full}+").expression == f"{stem}-{full}-or-later"
    for phrase in phrases:
        assert normalise(phrase).status == "ambiguous"


@pytest.mark.parametrize("words", [*WORDS, *(one for one in SPAETER if not one.startswith("ab"))])
def test_later_versions_are_said_in_many_ways(words: str) -> None:
    assert normalise(f"GPL 2 {words}").expression == "GPL-2.0-or-later"


@pytest.mark.parametrize("name", ["GPLv2 only", "nur GPL 2", "GPL (== 2)", "GPL 2.0, only"])
def test_only_stays_only(name: str) -> None:
    assert normalise(name).expression == "GPL-2.0-only"


@pytest.mark.parametrize("name", ["GPL 4", "LGPL 1", "GPL 2 3", "GPL 2 only or later", "GPL (> 2)"])
def test_a_contradiction_or_a_version_never_published_is_unknown(name: str) -> None:
    assert normalise(name).status == "unknown"


def test_any_version_is_what_the_licence_itself_says_of_it() -> None:
    assert normalise("GPL, any version").expression == "GPL-1.0-or-later"


def test_later_without_a_version_leaves_out_only() -> None:
    found = normalise("LGPL or later")

    assert found.status == "ambiguous"
    assert all(one.endswith("-or-later") for one in found.candidates)
