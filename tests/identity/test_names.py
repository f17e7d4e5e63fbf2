# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.identity import is_generic, normalise_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pi-hole", "Pi-Hole"),
        ("ForwardEmail", "Forward Email"),
        ("NGINX", "NGINX (Wasm)"),
        ("Antragsgrün", "Antragsgruen"),
        ("Straße", "Strasse"),
        ("Baïkal", "Baikal"),
        ("SantéMPI", "SanteMPI"),
        ("GitLab", "GitLab CE"),
        ("Portainer", "Portainer Community Edition"),
        ("Sentry", "Sentry Self-Hosted"),
        ("Grafana", "Grafana OSS"),
        ("Mozilla Firefox", "Mozilla Firefox ESR"),
        ("OpenSpeedTest", "OpenSpeedTest™"),
        ("Démarches simplifiées", "Démarches Simplifiées"),
        ("amdopt_amiego", "AMDopt-AMIEGO"),
        ("draw.io", "Drawio"),
        ("R&D", "R and D"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    "names",
    [
        ("C", "C++", "C#", "F#"),
        (".NET", "NET", "ASP.NET"),
        ("Notepad", "Notepad++"),
        ("Podman", "Podman Desktop"),
        ("RStudio", "RStudio Server"),
        ("Atom", "Atom Community"),
        ("BEAM", "Apache Beam"),
        ("Iceshrimp", "Iceshrimp.NET"),
        ("Brave Browser", "Brave Search"),
        ("CE", "ESR", "OSS"),
        ("!!!", "???", "(x)", "[y]"),
        ("Icecast", "Icecast 2"),
    ],
)
def test_names_of_different_products_differ(names: tuple[str, ...]) -> None:
    assert all(
        normalise_name(one) != normalise_name(other) for one, other in combinations(names, 2)
    )


@pytest.mark.parametrize("name", ["API", "website", "Docs", "Survey (questionnaire)", "C", "42"])
def test_generic_names_say_nothing(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Keycloak", "Git", "Docker", "QGIS"])
def test_product_names_are_not_generic(name: str) -> None:
    assert not is_generic(name)


@settings(deadline=None)
@given(st.text())
def test_a_key_is_stable_and_never_empty_for_something_visible(name: str) -> None:
    key = normalise_name(name)
    assert " " not in key or not key.strip()
    assert key or not any(character.isalnum() for character in name)
