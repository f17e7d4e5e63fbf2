# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Consultations: who writes and reads our position, the list, the month, the feed."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.workbench.cases import standing
from tests.workbench.communities import making

from allmende.workbench.accounts.models import User
from allmende.workbench.communities import queries
from allmende.workbench.communities.models import Consultation
from allmende.workbench.communities.services import consulting
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
DRAFT = {"state": "in-work", "position": "We agree.", "reason": "", "outcome": "", "links": []}


def test_responsible_and_delegates_write_the_position_others_do_not(
    person: Callable[..., User], colleague: User, legal: User, community: User
) -> None:
    found = making.consultation(delegate=colleague, responsible=legal)
    for writes in (colleague, legal, person("office")):
        assert consulting.take_position(writes, found, DRAFT).position == "We agree."
    for reads in (community, person()):
        with pytest.raises(NotAllowed):
            consulting.take_position(reads, found, DRAFT)
    elsewhere = making.consultation()
    with pytest.raises(NotAllowed):
        consulting.take_position(colleague, elsewhere, DRAFT)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"state": "declined"}, "Say why"),
        ({"state": "submitted", "position": " "}, "Write down"),
        ({"links": ["javascript:alert(1)"]}, "no web address"),
    ],
)
def test_a_position_that_lacks_something_is_refused(
    office: User, said: dict[str, Any], why: str
) -> None:
    found = making.consultation()
    with pytest.raises(Refused, match=why):
        consulting.take_position(office, found, {**DRAFT, **said})
    assert Consultation.objects.get().state == "noted"


def test_every_step_is_kept_with_before_and_after(office: User) -> None:
    found = making.consultation()
    consulting.take_position(office, found, DRAFT)
    consulting.take_position(office, found, {**DRAFT, "state": "submitted"})
    told = [
        (one.data["consultation_before"], one.data["consultation_now"])
        for one in Event.objects.filter(kind="communities.position-taken").order_by("id")
    ]
    assert told == [("noted", "in-work"), ("in-work", "submitted")]


def test_a_draft_is_read_by_who_works_on_it_and_what_is_submitted_by_all(
    client_of: ClientOf, office: User, legal: User, community: User, colleague: User, person: Any
) -> None:
    found = making.consultation(delegate=colleague, state="in-work", position="We object.")
    address = reverse("communities:consultation", args=[found.pk])
    export = reverse("communities:consultations-export", args=["json"])

    def reads(who: User) -> bool:
        page = client_of(who).get(address).content.decode()
        (row,) = json.loads(b"".join(client_of(who).get(export)))["consultations"]
        assert ("We object." in page) == (row["position"] == "We object.")
        return "We object." in page

    other = person()
    assert [reads(one) for one in (office, legal, community, colleague, other)] == [True] * 4 + [
        False
    ]
    consulting.take_position(office, found, {**DRAFT, "state": "submitted", "position": "No."})
    assert "No." in client_of(other).get(address).content.decode()


def test_a_delegate_finds_the_form_and_saves(client_of: ClientOf, colleague: User) -> None:
    found = making.consultation(delegate=colleague)
    client, address = client_of(colleague), reverse("communities:position", args=[found.pk])
    assert client.get(reverse("communities:consultation", args=[found.pk])).context["may_write"]
    said = {**DRAFT, "links": " https://example.org/a \n\nhttps://example.org/b"}
    assert client.post(address, said).status_code == 302
    found.refresh_from_db()
    assert found.links == ["https://example.org/a", "https://example.org/b"]
    assert "https://example.org/a\nhttps" in client.get(address).content.decode()


def test_it_is_not_due_before_it_is_asked(office: User) -> None:
    found = making.consultation()
    said = {name: getattr(found, name) for name in consulting.FIELDS}
    with pytest.raises(Refused, match="before it was asked"):
        asked = found.due_on + timedelta(days=1) if found.due_on else None
        consulting.save(office, {**said, "asked_on": asked}, found)


def test_what_is_open_comes_first_by_its_day(client_of: ClientOf, colleague: User) -> None:
    today = timezone.localdate()
    for title, days, state in (
        ("closed long ago", -90, "ended"),
        ("closed", -10, "submitted"),
        ("no day", None, "noted"),
        ("far", 90, "noted"),
        ("late", -1, "in-work"),
        ("soon", 3, "noted"),
    ):
        due = None if days is None else today + timedelta(days=days)
        making.consultation(title_en=title, due_on=due, state=state)
    client, address = client_of(colleague), reverse("communities:consultations")

    def titles(query: str = "") -> list[str]:
        return [row["one"].title for row in client.get(address + query).context["rows"]]

    assert titles() == ["late", "soon", "far", "no day", "closed", "closed long ago"]
    assert titles("?when=late&when=soon") == ["late", "soon"]
    assert titles("?when=closed&state=ended") == ["closed long ago"]
    assert titles("?q=FAR") == ["far"]
    assert titles("?mine=1") == []
    facets = {one["name"]: one for one in client.get(address + "?state=noted").context["facets"]}
    counted = {one["value"]: one["count"] for one in facets["when"]["choices"]}
    assert counted == {"soon": 1, "later": 1, "never": 1}


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client_of: ClientOf, colleague: User, office: User, django_assert_max_num_queries: Any
) -> None:
    client = client_of(colleague)
    for _number in range(30):
        making.consultation(delegate=office, responsible=office)
    for name in ("communities:consultations", "communities:calendar"):
        with django_assert_max_num_queries(12):
            client.get(reverse(name))
    with django_assert_max_num_queries(8):
        sent = client.get(reverse("communities:consultations-export", args=["csv"]))
        assert b"".join(sent).count(b"\r\n") == 31


def test_a_month_shows_what_is_due_in_it_and_turns(client_of: ClientOf, colleague: User) -> None:
    making.consultation(title_en="Leap", due_on=date(2028, 2, 29))
    making.consultation(title_en="March", due_on=date(2028, 3, 1))
    making.consultation(title_en="Whenever", due_on=None)
    client, address = client_of(colleague), reverse("communities:calendar")
    context = client.get(f"{address}?month=2028-02").context
    assert [row["one"].title for row in context["rows"]] == ["Leap"]
    assert [row["one"].title for row in context["without_day"]] == ["Whenever"]
    on_sheet = [
        (one["day"], row["one"].title)
        for week in context["weeks"]
        for one in week
        for row in one["rows"]
        if one["inside"]
    ]
    assert on_sheet == [(date(2028, 2, 29), "Leap")]
    assert (context["before"].month, context["after"]) == (1, date(2028, 3, 1))


@pytest.mark.parametrize("month", ["", "2028-13", "x", "9999-12", "0001-01", "2028-02-01"])
def test_a_month_that_is_none_is_this_one(client_of: ClientOf, colleague: User, month: str) -> None:
    answer = client_of(colleague).get(reverse("communities:calendar"), {"month": month})
    assert answer.context["first"] == timezone.localdate().replace(day=1)


def test_the_secret_of_the_own_calendar_opens_that_of_consultations(
    client_of: ClientOf, colleague: User, stranger: Any
) -> None:
    due = making.consultation(title_en="Guideline; draft", position="We object.")
    making.consultation(title_en="Over", state="ended")
    making.consultation(title_en="Whenever", due_on=None)
    made = client_of(colleague).post(reverse("cases:calendar"), {"do": "make"})
    (address,) = [
        one["address"] for one in made.context["addresses"] if "consultations" in one["address"]
    ]
    content = client_of(stranger).get(address.replace("http://testserver", "")).content.decode()
    assert content.count("BEGIN:VEVENT") == 1 and f"UID:consultation-{due.pk}@allmende" in content
    assert "SUMMARY:Guideline\\; draft" in content and "We object." not in content
    wrong = reverse("communities:feed", args=["x"])
    assert client_of(stranger).get(wrong).status_code == 404
    User.objects.update(is_active=False)
    gone = reverse("communities:feed", args=[standing.feed(colleague)])
    assert client_of(stranger).get(gone).status_code == 404


def test_the_start_page_counts_what_one_speaks_for(
    client_of: ClientOf, office: User, colleague: User
) -> None:
    making.consultation(delegate=colleague)
    making.consultation()
    making.consultation(due_on=timezone.localdate() + timedelta(days=15))
    assert (queries.due_soon(), queries.due_soon(colleague)) == (2, 1)
    page = client_of(colleague).get(reverse("core:today")).content.decode()
    assert "when=late&amp;when=soon&amp;mine=1" in page
    assert "mine=1" not in client_of(office).get(reverse("core:today")).content.decode()
