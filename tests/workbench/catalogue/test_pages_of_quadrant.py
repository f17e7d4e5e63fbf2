# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The quadrant: the same in picture and table, and how a software gets its place."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import placed, software, text_of

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.catalogue.services import editing, placing

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]


def test_the_table_says_what_the_picture_shows(client_of: Signed, office: User) -> None:
    one = software("Keycloak")
    placing.place(office, one, 0.2, 0.62, "The same everywhere.")
    answer = client_of(office).get(reverse("catalogue:quadrant"))
    html = answer.content.decode()
    assert "Keycloak: Standard of the IT market" in html
    row = text_of(
        html[html.index('id="placed-keycloak"') :].partition("</tr>")[0].join(["<main>"] * 2)
    )
    for said in ("Keycloak", "observed", "Standard of the IT market", "0.20", "0.62"):
        assert said in row
    assert "The same everywhere." in row and "Olga Office" in row and "today" in row


def test_an_area_narrows_the_table_and_says_its_strategy(client_of: Signed, office: User) -> None:
    placed("Keycloak", 0.1, 0.5), placed("Masterportal", 0.9, 0.9)
    answer = client_of(office).get("/en/catalogue/quadrant?area=own-development")
    assert [row.software.name for row in answer.context["rows"]] == ["Masterportal"]
    area = quadrant().area("own-development")
    assert area and area.strategy["en"] in text_of(answer.content.decode())
    counts = {tab["label"]: tab["count"] for tab in answer.context["tabs"]}
    assert counts["All areas"] == 2 and counts["In-house development"] == 1
    assert "/en/catalogue/export.csv?area=own-development" in answer.content.decode()


def test_the_stance_narrows_picture_counts_and_table(client_of: Signed, office: User) -> None:
    placed("Keycloak"), placed("Watched")
    editing.edit(None, Software.objects.get(slug="keycloak"), {"stance": "in-use"})
    answer = client_of(office).get("/en/catalogue/quadrant?stance=in-use&area=it-market")
    assert [row.software.name for row in answer.context["rows"]] == ["Keycloak"]
    assert len(answer.context["picture"].points) == 1
    assert {tab["address"] for tab in answer.context["tabs"]} >= {"?stance=in-use"}


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["A", "B", "C"]),
        ("-name", ["C", "B", "A"]),
        ("x", ["B", "C", "A"]),
        ("?", ["A", "B", "C"]),
    ],
)
def test_the_table_can_be_sorted(
    sort: str, names: list[str], client_of: Signed, office: User
) -> None:
    placed("A", 0.9), placed("B", 0.1), placed("C", 0.5)
    answer = client_of(office).get("/en/catalogue/quadrant", {"sort": sort})
    assert [row.software.name for row in answer.context["rows"]] == names


def test_an_area_nobody_knows_shows_everything(client_of: Signed, office: User) -> None:
    placed("Keycloak")
    answer = client_of(office).get("/en/catalogue/quadrant?area=nowhere&stance=odd")
    assert len(answer.context["rows"]) == 1


def test_a_software_is_placed_by_the_form(client_of: Signed, office: User) -> None:
    one = software("Keycloak")
    answer = client_of(office).post(
        reverse("catalogue:place", args=[one.slug]), {"x": "0.2", "y": "0.62", "reason": "Same."}
    )
    assert answer.url == one.get_absolute_url()
    placement = one.placements.get()
    assert (placement.x, placement.y, placement.reason, placement.by) == (
        0.2,
        0.62,
        "Same.",
        office,
    )


def test_a_refused_place_keeps_what_was_written_and_shows_the_point_there(
    client_of: Signed, office: User
) -> None:
    one = placed("Keycloak")
    answer = client_of(office).post(
        reverse("catalogue:place", args=[one.slug]), {"x": "0.9", "y": "0.9", "reason": ""}
    )
    html = answer.content.decode()
    assert "error-summary" in html and 'value="0.9"' in html
    assert "Keycloak lies in the area “In-house development”." in html
    assert one.placements.count() == 1


def test_the_form_tells_strategy_and_history_in_words(client_of: Signed, office: User) -> None:
    one = placed("Keycloak", 0.1)
    placing.place(office, one, 0.9, 0.9, "We changed our mind.")
    html = client_of(office).get(reverse("catalogue:place", args=[one.slug])).content.decode()
    text = text_of(html)
    assert text.index("In-house development: We changed our mind.") < text.index(
        "Standard of the IT market: Because of Keycloak."
    )
    assert "0.90 to the right, 0.90 up" in text
    area = quadrant().area("own-development")
    assert area and area.strategy["en"] in text
