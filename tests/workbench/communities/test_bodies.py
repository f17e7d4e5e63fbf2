# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bodies from the policy and of our own, and who speaks for us in them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.workbench.communities import making

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.communities import policy, queries
from allmende.workbench.communities.models import Body
from allmende.workbench.communities.services import bodies
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
OWN = {
    **dict.fromkeys(bodies.FIELDS, ""),
    "name_de": "Runder Tisch",
    "kind": "municipal",
    "read_on": None,
}
NAMED = {"person": None, "name": "", "role": "", "since": None, "until": None, "notes": ""}


@pytest.fixture(params=["plain", "munich"])
def office_of(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.POLICY = policies.load(request.param)
    return str(request.param)


def test_every_body_of_the_policy_has_both_languages_and_a_source(office_of: str) -> None:
    found = policy.bodies()
    assert {"zendis", "it-planungsrat", "kommunales-open-source-board"} <= {one.id for one in found}
    assert all(one.about["de"] and one.about["en"] and one.source for one in found)
    assert ("stmd" in {one.id for one in found}) == (office_of == "munich")


def test_the_own_profile_takes_the_place_of_the_common_entry(settings: Any) -> None:
    settings.POLICY = policies.load("munich")
    (board,) = [one for one in policy.bodies() if one.id == "kommunales-open-source-board"]
    assert board.ours["en"] == "Founding member"


def test_what_stands_in_the_policy_is_taken_over_once(office: User) -> None:
    before = len(policy.bodies())
    assert bodies.take_in(office) == {"added": before, "changed": 0}
    assert bodies.take_in() == {"added": 0, "changed": 0}
    Body.objects.filter(key="zendis").update(homepage="https://old.example.org/")
    assert bodies.take_in() == {"added": 0, "changed": 1}
    assert Event.objects.filter(kind="communities.body-changed").count() == 1


def test_only_the_office_changes_bodies_and_those_of_the_policy_nobody(
    office: User, community: User
) -> None:
    with pytest.raises(NotAllowed):
        bodies.take_in(community)
    with pytest.raises(NotAllowed):
        bodies.save(community, OWN)
    with pytest.raises(Refused, match="come from the policy"):
        bodies.save(office, OWN, making.body(key="fitko"))
    with pytest.raises(Refused, match="day on which it was read"):
        bodies.save(office, {**OWN, "source": "https://example.org/"})
    row = bodies.save(office, OWN)
    assert bodies.save(office, {**OWN, "name_en": "Round Table"}, row).name == "Round Table"
    with translation.override("de"):  # what events keep does not depend on who looks
        assert (row.name, str(row)) == ("Runder Tisch", "Round Table")


def test_a_delegate_is_a_person_or_a_name_and_ends_after_the_beginning(
    office: User, colleague: User
) -> None:
    body, today = making.body(), timezone.localdate()
    with pytest.raises(Refused, match="Choose a person"):
        bodies.delegate(office, body, NAMED)
    with pytest.raises(Refused, match="Choose a person"):
        bodies.delegate(office, body, {**NAMED, "person": colleague, "name": "Kim"})
    with pytest.raises(Refused, match="before the beginning"):
        early = {"since": today, "until": today - timedelta(days=1)}
        bodies.delegate(office, body, {**NAMED, "name": "Kim", **early})
    with pytest.raises(NotAllowed):
        bodies.delegate(colleague, body, {**NAMED, "name": "Kim"})
    assert bodies.delegate(office, body, {**NAMED, "name": "Kim"}).who == "Kim"


@pytest.mark.parametrize(
    ("since", "until", "speaks"),
    [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-5, 5, True)],
)
def test_a_delegate_speaks_for_us_from_the_first_to_the_last_day(
    colleague: User, since: int | None, until: int | None, speaks: bool
) -> None:
    days = {"since": since, "until": until}
    today = timezone.localdate()
    given = {
        name: None if value is None else today + timedelta(days=value)
        for name, value in days.items()
    }
    body = making.body()
    row = body.delegations.create(person=colleague, **given)
    assert (queries.bodies_of(colleague) == {body.pk}) is speaks is row.is_current


def test_the_list_shows_who_speaks_for_us_in_a_constant_number_of_queries(
    client_of: Callable[[User], Client],
    colleague: User,
    office: User,
    django_assert_max_num_queries: Any,
) -> None:
    client, address = client_of(colleague), reverse("communities:bodies")
    for _number in range(3):
        making.consultation(delegate=office)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert page.count("Olga Office") == 3
    for _number in range(20):
        making.consultation(delegate=office)
    with django_assert_max_num_queries(12):
        client.get(address)


def test_the_filters_of_the_list_go_along_with_the_file(
    client_of: Callable[[User], Client], colleague: User
) -> None:
    client = client_of(colleague)
    making.consultation(delegate=colleague)
    making.body(kind="state", name_en="Ministry")
    page = client.get(reverse("communities:bodies") + "?delegated=no")
    assert [one.name for one in page.context["page"]] == ["Ministry"]
    sent = client.get(reverse("communities:bodies-export", args=["csv"]) + "?kind=state")
    lines = b"".join(sent).decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Ministry"]


def test_a_form_that_is_wrong_keeps_what_was_typed(
    client_of: Callable[[User], Client], office: User
) -> None:
    client, body = client_of(office), making.body()
    address = reverse("communities:delegate", args=[body.pk])
    answer = client.post(address, {"role": "observer"})
    assert "Choose a person" in answer.content.decode() and "observer" in answer.content.decode()
    answer = client.post(address, {"name": "Kim", "role": "observer"}, follow=True)
    assert "Kim" in answer.content.decode()
