# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Quadrant, findings, duplicates and sources alike: what holds for each of these pages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.workbench.catalogue.making import entry, pair, pairs, placed, queries_of, take_in

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import deriving

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]
PAGES = ("quadrant", "findings", "duplicates", "sources", "upload")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("view", PAGES)
def test_a_page_has_one_heading_one_title_and_no_inline_style_or_script(
    view: str, language: str, client_of: Signed, office: User
) -> None:
    placed("Keycloak"), pair()
    with translation.override(language):
        html = client_of(office).get(reverse(f"catalogue:{view}")).content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert not re.search(r"<title>\s*–", html)
    assert not re.search(r'<[^>]*\s(style|on[a-z]+)="', html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("view", PAGES)
def test_an_empty_workbench_says_what_would_be_here(
    view: str, client_of: Signed, office: User
) -> None:
    html = client_of(office).get(reverse(f"catalogue:{view}")).content.decode()
    assert ('class="empty"' in html) == (view != "upload")


def test_no_list_asks_more_often_the_longer_it_is(client_of: Signed, office: User) -> None:
    client = client_of(office)
    addresses = [reverse(f"catalogue:{view}") for view in ("quadrant", "findings", "duplicates")]
    addresses += [reverse("catalogue:sources"), "/en/catalogue/findings.json"]

    def grow(names: range) -> None:
        for number in names:
            placed(f"Tool {number}")
        pairs(*((f"Pair {number}", f"pair-{number}", 0.9) for number in range(names.stop)))
        take_in(entry("Elsewhere", f"list-{names.start}"))
        deriving.refresh_findings(list(Software.objects.all()))

    grow(range(2))
    client.get(addresses[0])
    few = {one: queries_of(lambda one=one: client.get(one)) for one in addresses}
    grow(range(2, 12))
    assert {one: queries_of(lambda one=one: client.get(one)) for one in addresses} == few


def test_the_records_of_a_source_and_a_pair_cost_the_same_for_few_and_many(
    client_of: Signed, office: User
) -> None:
    client, costs = client_of(office), []
    client.get("/en/catalogue/sources")
    for number in (1, 12):
        first = pairs(*((f"Pair {n}", f"pair-{n}", 0.9) for n in range(number)))[0]
        addresses = ("/en/catalogue/sources/list-a", reverse("catalogue:pair", args=[first.pk]))
        costs.append([queries_of(lambda one=one: client.get(one)) for one in addresses])
    assert costs[0] == costs[1]
