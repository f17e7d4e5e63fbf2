# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list of publications: filters, what strangers read of it, and what goes along."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.workbench.publications import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries.cases import published as shown_cases
from allmende.workbench.cases.services import moving
from allmende.workbench.core.models import Unit
from allmende.workbench.publications.models import Publication, Verification

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


@pytest.fixture
def three() -> list[Publication]:
    """A public one, one that broke and one that ended, without their cases."""
    unit = Unit.objects.create(name="Department of Elections")
    public = making.stored_publication(
        None, name="Ballot", unit=unit, published_on=date(2025, 3, 1), public=True,
        description="Counts votes.", platforms=[{"de": "GitHub", "en": "GitHub"}],
    )  # fmt: skip
    broken = making.stored_publication(
        None, name="Roster", licence="EUPL-1.2", published_on=date(2026, 3, 1), public=True,
        platforms=[{"de": "Andere Plattform", "en": "Another platform"}],
    )  # fmt: skip
    broken.newest = Verification.objects.create(publication=broken, address="", reachable="no")
    broken.save()
    ended = making.stored_publication(
        None, name="Old Form", published_on=date(2025, 5, 1), end="archived", public=False,
    )  # fmt: skip
    return [public, broken, ended]


def names(client: Client, query: str = "") -> list[str]:
    """The names that both the page and the file hold under an address."""
    address = reverse("publications:export", args=["json"])
    sent = b"".join(client.get(f"{address}?{query}")).decode()
    found = [one["name"] for one in json.loads(sent)["publications"]]
    page = client.get(f"{reverse('publications:index')}?{query}").content.decode()
    assert all(one in page for one in found)
    assert not any(f">{one}</a>" in page for one in {"Ballot", "Roster", "Old Form"} - {*found})
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Roster", "Old Form", "Ballot"]),
        ("q=all", ["Ballot"]),
        ("result=fails", ["Roster"]),
        ("state=ended", ["Old Form"]),
        ("state=published&state=ended", ["Roster", "Old Form", "Ballot"]),
        ("platform=GitHub", ["Ballot"]),
        ("licence=EUPL-1.2", ["Roster"]),
        ("year=2025", ["Old Form", "Ballot"]),
        ("year=2025&state=published", ["Ballot"]),
        ("unit=99999999999999999999", []),
    ],
)
def test_the_list_and_its_file_follow_the_filters(
    client_of: ClientOf, colleague: User, three: Any, query: str, expected: list[str]
) -> None:
    assert names(client_of(colleague), query) == expected


def test_the_filters_say_how_many_each_would_leave(
    client_of: ClientOf, colleague: User, three: list[Publication]
) -> None:
    address = f"{reverse('publications:index')}?year=2025"
    answer = client_of(colleague).get(address)
    counts = {
        one["name"]: {each["value"]: each["count"] for each in one["choices"]}
        for one in answer.context["facets"]
    }
    assert counts["year"] == {"2026": 1, "2025": 2}
    assert counts["state"] == {"published": 1, "ended": 1}
    assert str(three[0].unit) in answer.content.decode() or "unit" not in counts


def test_strangers_read_the_short_form_of_what_is_public(
    client_of: ClientOf, stranger: Any, three: Any
) -> None:
    client = client_of(stranger)
    assert names(client) == ["Roster", "Ballot"]
    assert names(client, "licence=EUPL-1.2") == ["Roster"]
    page = client.get(reverse("publications:index")).content.decode()
    assert "Counts votes." in page and "Department of Elections" in page
    assert reverse("publications:publication", args=[three[0].pk]) not in page
    # What was verified and how it is reviewed is the office's own, also by a filter.
    assert "verified" not in page and names(client, "result=fails") == ["Roster", "Ballot"]
    rows = b"".join(client.get(reverse("publications:export", args=["csv"]))).decode()
    assert rows.splitlines()[0].lstrip("\ufeff") == (
        "name,description,licence,address,unit,since,end,successor"
    )


def test_what_a_published_case_makes_public_is_what_the_list_shows(
    client_of: ClientOf, stranger: Any, colleague: User
) -> None:
    case = making.in_state(colleague)
    making.stored_publication(case)
    assert names(client_of(stranger)) == []
    moving.take(colleague, case, "publish")
    assert names(client_of(stranger)) == ["Portal"]
    (shown,) = shown_cases("publication")
    assert (shown.number, shown.shown["name"], shown.shown["licence"]) == (
        case.number, "Portal", "MIT"
    )  # fmt: skip
    assert shown.shown["since"] == timezone.localdate().isoformat()
    moving.set_confidential(colleague, Case.objects.get(), True)
    assert names(client_of(stranger)) == [] and not shown_cases("publication")


def test_the_page_of_a_published_case_tells_the_way_it_went(
    client_of: ClientOf, colleague: User, office: User
) -> None:
    case = making.in_state(colleague)
    making.stored_publication(case)
    moving.take(colleague, case, "publish")
    case = Case.objects.get()
    moving.take(office, case, "archive", reason="It is replaced.")
    page = client_of(colleague).get(case.get_absolute_url())
    assert page.status_code == 200 and "Archived" in page.content.decode()


def test_an_empty_list_says_what_to_do_next(
    client_of: ClientOf, stranger: Any, colleague: User
) -> None:
    for person, address in ((stranger, "publications:unpublished"), (colleague, "cases:give")):
        page = client_of(person).get(reverse("publications:index")).content.decode()
        assert "Nothing is published yet" in page and reverse(address) in page
