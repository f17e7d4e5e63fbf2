# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of software."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.slugs import slug_for


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Keycloak", "keycloak"),
        ("Ämterweg & Bürgerbüro", "aemterweg-and-buergerbuero"),
        ("Straße", "strasse"),
        ("Notepad++", "notepad-plus-plus"),
        ("C#", "c-sharp"),
        ("Démarches simplifiées", "demarches-simplifiees"),
        ("7-Zip", "7-zip"),
        ("日本語", "software"),
        ("", "software"),
        ("<script>alert(1)</script>", "scriptalert1script"),
    ],
)
def test_a_name_makes_a_readable_address(name: str, slug: str) -> None:
    assert slug_for(name, ()) == slug


def test_namesakes_are_numbered() -> None:
    assert slug_for("Zammad", {"zammad"}) == "zammad-2"
    assert slug_for("Zammad", {"zammad", "zammad-2"}) == "zammad-3"


@given(st.lists(st.text(max_size=150) | st.sampled_from(["Cockpit", "cockpit", "Cockpit!"])))
def test_slugs_are_unique_ascii_and_fit_their_column(names: list[str]) -> None:
    given_out: set[str] = set()
    for name in names:
        slug = slug_for(name, given_out)
        assert slug not in given_out
        assert re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", slug)
        assert len(slug) <= (Software._meta.get_field("slug").max_length or 0)
        given_out.add(slug)


@given(st.text())
def test_the_same_name_gives_the_same_address(name: str) -> None:
    assert slug_for(name, ()) == slug_for(name, ())
