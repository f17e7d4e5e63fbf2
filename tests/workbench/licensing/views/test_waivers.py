# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pages of waivers, and the warning before their end."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.workbench.catalogue.making import queries_of, text_of
from tests.workbench.licensing.asking import ending, granted, in_days

from allmende.workbench.accounts.models import User
from allmende.workbench.licensing.models import Waiver

pytestmark = pytest.mark.django_db

Signed = Callable[[Any], Client]
LIST = "/en/licences/waivers"


def form(**said: Any) -> dict[str, Any]:
    return {
        "purl": "pkg:npm/forms",
        "contexts": ["embed"],
        "reason": "It stays a module of its own.",
        "expires": in_days(100).isoformat(),
        **said,
    }


def test_the_public_reads_those_of_the_policy_file_only(client: Client, office: User) -> None:
    granted(office, purl="pkg:npm/secret")
    text = text_of(client.get(LIST).content.decode())
    assert "Written in the policy file" in text
    assert "pkg:npm/slash" in text
    assert "pkg:npm/secret" not in text
    assert client.get(f"{LIST}/{Waiver.objects.get().pk}").status_code == 302
    rows = json.loads(client.get(f"{LIST}.json").content)["waivers"]
    assert {row["origin"] for row in rows} == {"policy"}


def test_a_waiver_is_granted_by_form(client_of: Signed, office: User) -> None:
    answer = client_of(office).post(f"{LIST}/new", form(), follow=True)
    assert "The waiver counts from now on." in answer.content.decode()
    assert Waiver.objects.get().by == office


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"reason": ""}, "required"),
        ({"contexts": []}, "required"),
        ({"expires": ""}, "required"),
        ({"expires": in_days(2000).isoformat()}, "24 months"),
        ({"purl": ""}, "at least one"),
        ({"purl": "slash"}, "not a package URL"),
        ({"expression": "GPL 2"}, "not an SPDX expression"),
    ],
)
def test_a_wrong_form_keeps_what_was_written(
    client_of: Signed, office: User, wrong: dict[str, Any], why: str
) -> None:
    html = client_of(office).post(f"{LIST}/new", form(**wrong)).content.decode()
    assert "error-summary" in html
    assert why in html
    assert "It stays a module" in html or "reason" in wrong
    assert not Waiver.objects.exists()


def test_replacing_begins_with_what_the_old_one_says(client_of: Signed, office: User) -> None:
    old, client = granted(office), client_of(office)
    html = client.get(f"{LIST}/{old.pk}/replace").content.decode()
    assert 'value="pkg:npm/node-forge"' in html
    client.post(f"{LIST}/{old.pk}/replace", form())
    page = text_of(client.get(f"{LIST}/{old.pk}").content.decode())
    assert "taken back" in page
    assert "Replaced by" in page


def test_a_withdrawal_needs_its_reason(client_of: Signed, office: User) -> None:
    waiver, client = granted(office), client_of(office)
    address = f"{LIST}/{waiver.pk}"
    assert "error-summary" in client.post(f"{address}/withdraw", {}).content.decode()
    client.post(f"{address}/withdraw", {"reason": "Removed."})
    waiver.refresh_from_db()
    assert (waiver.state, waiver.withdrawal) == ("withdrawn", "Removed.")


def test_the_list_narrows_by_state(client_of: Signed, office: User) -> None:
    ending(office, 20, purl="pkg:npm/soon")
    ending(office, -1, purl="pkg:npm/over")
    client = client_of(office)
    assert len(client.get(LIST).context["rows"]) == 2
    rows = client.get(f"{LIST}?state=expiring").context["rows"]
    assert [row["waiver"].purl for row in rows] == ["pkg:npm/soon"]
    assert "No waiver in this state" in client.get(f"{LIST}?state=withdrawn").content.decode()


def test_the_list_asks_no_more_often_the_longer_it_is(client_of: Signed, office: User) -> None:
    client = client_of(office)
    granted(office)
    before = queries_of(lambda: client.get(LIST))
    for number in range(3):
        granted(office, purl=f"pkg:npm/part-{number}")
    assert queries_of(lambda: client.get(LIST)) == before


@pytest.mark.parametrize(
    ("role", "days", "told"),
    [
        ("office", 30, True),
        ("legal", -1, True),
        ("office", 90, False),
        ("colleague", 30, False),
    ],
)
def test_the_start_page_warns_who_grants_before_the_end(
    client_of: Signed, person, role: str, days: int, told: bool, request
) -> None:
    ending(person("office"), days, purl="pkg:npm/soon")
    html = client_of(request.getfixturevalue(role)).get("/en/").content.decode()
    assert ("pkg:npm/soon" in html) == told
