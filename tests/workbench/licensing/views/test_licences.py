# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list of licences and the page of each."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.workbench.catalogue.making import queries_of, software, text_of
from tests.workbench.licensing.asking import answered, asked, granted

from allmende.workbench.accounts.models import User

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]
LIST = "/en/licences/list"


def ids(answer: Any) -> list[str]:
    return [line.facts.id for line, _levels in answer.context["rows"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("?q=eupl", ["EUPL-1.0", "EUPL-1.1", "EUPL-1.2"]),
        ("?q=european+union+1.2", ["EUPL-1.2"]),
        ("?q=eupl&class=strong-copyleft", ["EUPL-1.0", "EUPL-1.1"]),
        ("?q=eupl&flag=osi", ["EUPL-1.1", "EUPL-1.2"]),
        ("?q=GPL-3.0&flag=deprecated&class=strong-copyleft", ["GPL-3.0", "GPL-3.0+"]),
        ("?q=nothing+at+all", []),
    ],
)
def test_the_list_searches_and_filters(client: Client, query: str, first: list[str]) -> None:
    found = ids(client.get(LIST + query + "&sort=id"))
    assert [one for one in found if "exception" not in one][: len(first) or None] == first


def test_deprecated_ids_wait_until_asked_for(client: Client) -> None:
    rows = json.loads(client.get(f"{LIST}.json").content)["licences"]
    assert not any(row["deprecated"] for row in rows)
    assert len(rows) > 600


def test_what_the_catalogue_has_stands_first(client_of: Signed, colleague: User) -> None:
    software("Forms", licences=("Zlib",))
    client = client_of(colleague)
    assert ids(client.get(LIST))[0] == "Zlib"
    assert ids(client.get(f"{LIST}?flag=used")) == ["Zlib"]
    assert ids(client.get(f"{LIST}?sort=id"))[0] == "0BSD"


def test_the_list_asks_no_more_often_the_more_software_there_is(
    client_of: Signed, colleague: User
) -> None:
    client = client_of(colleague)
    software("A", licences=("MIT",))
    before = queries_of(lambda: client.get(LIST))
    for name in "BCD":
        software(name, licences=("Zlib",))
    assert queries_of(lambda: client.get(LIST)) == before


def test_a_licence_tells_class_flags_duties_and_every_context(client: Client) -> None:
    text = text_of(client.get("/en/licences/EUPL-1.2/").content.decode())
    for said in (
        "strong copyleft",
        "approved as open source",
        "Its class is contested",
        "Rule: embed-strong-copyleft",
        "For passing it on",
        "Parts under EUPL-1.2 in a work under",
        "CC-BY-4.0",
    ):
        assert said in text


def test_an_id_is_found_in_any_case_and_shown_in_one(client: Client) -> None:
    assert client.get("/en/licences/eupl-1.2/").url == "/en/licences/EUPL-1.2/"
    assert client.get("/en/licences/No-Such-1.0/").status_code == 404


def test_a_deprecated_id_names_its_successor(client: Client) -> None:
    html = client.get("/en/licences/GPL-2.0+/").content.decode()
    assert "/en/licences/GPL-2.0-or-later/" in html


@pytest.mark.parametrize(
    "spdx_id", ["0BSD", "Aladdin", "GPL-2.0-with-classpath-exception", "zlib-acknowledgement"]
)
def test_odd_ones_have_a_page_too(client: Client, spdx_id: str) -> None:
    assert client.get(f"/en/licences/{spdx_id}/").status_code == 200


def test_software_precedents_and_waivers_are_for_who_may_see_them(
    client: Client, client_of: Signed, colleague: User, office: User
) -> None:
    software("Hidden forms", licences=("EUPL-1.2",))
    answered(office, asked(office, title="EUPL in the forms"), precedent=True)
    granted(office, expression="EUPL-1.2", purl="pkg:npm/forms")
    inside = client_of(colleague).get("/en/licences/EUPL-1.2/").content.decode()
    outside = client.get("/en/licences/EUPL-1.2/").content.decode()
    for said in ("Hidden forms", "EUPL in the forms", "pkg:npm/forms"):
        assert said in inside
        assert said not in outside


def test_the_page_of_a_software_leads_to_its_licences(client_of: Signed, colleague: User) -> None:
    software("Forms", licences=("MIT OR EUPL-1.2",))
    html = client_of(colleague).get("/en/catalogue/software/forms").content.decode()
    for address in ("MIT/", "EUPL-1.2/", "?software=forms&amp;context=embed"):
        assert f"/en/licences/{address}" in html
