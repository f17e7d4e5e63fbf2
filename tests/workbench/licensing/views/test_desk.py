# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The page of the desk: the form, the answer, its address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.workbench.catalogue.making import queries_of, software, text_of
from tests.workbench.licensing.asking import answered, asked, granted

from allmende.workbench.accounts.models import User

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def page(client: Client, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/licences/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_asks_the_policy_and_is_told_that_it_is_no_legal_advice(client: Client) -> None:
    text = text_of(page(client, "?licence=EUPL-1.2&context=embed"))
    assert "to be avoided" in text
    assert "Rule: embed-strong-copyleft" in text
    assert "no legal advice. Policy: munich" in text
    assert "Sign in to ask" not in text


def test_in_german_the_answer_is_german(client: Client) -> None:
    with translation.override("de"):
        text = text_of(page(client, "?licence=EUPL-1.2&context=embed", "de"))
    assert "zu vermeiden" in text
    assert "keine Rechtsberatung" in text


def test_the_address_of_an_answer_fills_the_form_again(client: Client) -> None:
    html = page(client, "?licence=MIT&context=embed&uses=pass-on&uses=network")
    assert 'value="MIT"' in html
    assert html.count(" checked") == 3


def test_without_a_context_every_context_is_answered(client: Client) -> None:
    html = page(client, "?licence=EUPL-1.2")
    for key in ("use", "contribute", "embed", "build-only", "publish", "distinct-component"):
        assert f"?licence=EUPL-1.2&amp;context={key}" in html


def test_a_software_brings_its_licence(client_of: Signed, colleague: User) -> None:
    software("Forms", licences=("AGPL-3.0-only",))
    text = text_of(page(client_of(colleague), "?software=forms&context=use"))
    assert "Forms licence as the catalogue has it" in text
    assert "AGPL-3.0-only" in text


def test_a_software_that_one_may_not_see_does_not_exist(client: Client) -> None:
    software("Forms", licences=("AGPL-3.0-only",))
    assert "no entry of this name" in page(client, "?software=forms&context=use")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?context=use", "Name a licence, a software or a package."),
        ("?purl=node-forge&context=use", "not a package URL"),
        ("?software=nowhere", "no entry of this name"),
        ("?licence=MIT&context=elsewhere", "Select a valid choice"),
        (f"?licence={'M' * 1001}", "at most 1000 characters"),
    ],
)
def test_what_is_missing_is_said_at_its_field(client: Client, query: str, why: str) -> None:
    html = page(client, query)
    assert "error-summary" in html
    assert why in html


@pytest.mark.parametrize(
    "licence", ["GPL", "BSD", "House licence", "MIT AND", "((((", "\x00", "NONE", "LicenseRef-x"]
)
def test_every_text_gets_an_answer(client: Client, licence: str) -> None:
    data = {"licence": licence, "context": "embed"}
    assert client.get("/en/licences/", data).status_code == 200


def test_several_readings_are_told_apart_with_a_link_each(client: Client) -> None:
    html = page(client, "?licence=GPL&context=embed")
    assert "?licence=GPL-3.0-only&amp;context=embed" in html
    assert "What has to be done" not in html


def test_where_the_policy_has_no_answer_the_way_leads_to_the_office(
    client_of: Signed, colleague: User, client: Client
) -> None:
    query = "?licence=House+licence&context=use"
    way = f"/en/licences/questions/new{query}".replace("&", "&amp;")
    assert way in page(client_of(colleague), query)
    assert "Sign in to ask the office" in page(client, query)


def test_precedents_stand_beside_the_answer_for_who_is_signed_in(
    client_of: Signed, colleague: User, office: User, client: Client
) -> None:
    answered(office, asked(office, title="EUPL in the forms"), precedent=True)
    query = "?licence=EUPL-1.2&context=embed"
    assert "EUPL in the forms" in page(client_of(colleague), query)
    assert "EUPL in the forms" not in page(client, query)


def test_an_answer_asks_no_more_often_the_more_is_kept(
    client_of: Signed, colleague: User, office: User
) -> None:
    client, query = client_of(colleague), "?licence=EUPL-1.2&context=embed"
    answered(office, asked(office), precedent=True)
    granted(office)
    before = queries_of(lambda: page(client, query))
    for number in range(3):
        answered(office, asked(office, title=f"Question {number}"), precedent=True)
        granted(office, purl=f"pkg:npm/part-{number}")
    assert queries_of(lambda: page(client, query)) == before
