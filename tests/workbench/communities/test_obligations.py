# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The register of obligations: what the policy says, how we stand, what happened."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.communities import policy, queries
from allmende.workbench.communities.apps import policy_is_usable
from allmende.workbench.communities.models import Obligation
from allmende.workbench.communities.services import assessing
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
KEY = "egovg-16a"
MET = {"state": "met", "evidence": "Decision of May.", "reviewed_on": None, "review_on": None}
OFFICE = """name: {de: Amt, en: Office}
office: {de: Amt, en: Office}
"""
DEMAND = """  - id: egovg-16a
    law: egovg
    section: {de: § 16a, en: § 16a}
    strength: may
    addressee: {de: Alle, en: All}
    demand: {de: Neu, en: Anew}
    follows: {de: Nichts, en: Nothing}
    source: https://example.org/
    read_on: 2026-11-23
    verified: false
"""


@pytest.fixture
def profile(tmp_path: Path, settings: Any) -> Callable[[str], None]:
    """Write obligations.yaml of an own profile and use it."""

    def write(content: str) -> None:
        (tmp_path / "office.yaml").write_text(OFFICE, encoding="utf-8")
        (tmp_path / "obligations.yaml").write_text(content, encoding="utf-8")
        policies.load.cache_clear()
        settings.POLICY = policies.load(str(tmp_path))

    return write


@pytest.mark.parametrize("office", ["plain", "munich"])
def test_every_shipped_demand_says_who_must_what_and_where_it_was_read(
    settings: Any, office: str
) -> None:
    settings.POLICY = policies.load(office)
    demands = policy.register().demands
    assert {"ozg-4-3", "egovg-16a", "cra-24", "interoperable-europe-4-1"} <= {
        one.id for one in demands
    }
    assert all(one.source.startswith("https://") and one.demand["de"] for one in demands)
    assert {one.strength for one in demands} <= {"must", "should", "may"}
    assert ("baydig-3-4-2" in {one.id for one in demands}) == (office == "munich")
    assert policy_is_usable() == []


def test_an_own_profile_adds_and_replaces(profile: Callable[[str], None]) -> None:
    plain = policy.register()
    profile("laws: {}\nobligations:\n" + DEMAND)
    own = policy.register()
    assert len(own.demands) == len(plain.demands) and own.version != plain.version
    assert own.demand(KEY).demand["en"] == "Anew"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("laws: {}\nobligations:\n" + DEMAND.replace("law: egovg", "law: none"), "called none"),
        ("laws: {}\nobligations:\n" + DEMAND + DEMAND, "stands here twice"),
        ("laws: {}\nobligations:\n" + DEMAND.replace("may", "can"), "strength"),
        (
            "laws: {}\nobligations:\n"
            + DEMAND.replace("  read_on: 2026-11-23\n    verified: false", "  verified: true"),
            "read_on is missing",
        ),
    ],
)
def test_a_mistake_in_the_file_is_told_by_the_system_check(
    profile: Callable[[str], None], content: str, why: str
) -> None:
    profile(content)
    (error,) = policy_is_usable()
    assert why in str(error.msg) and "obligations.yaml" in str(error.msg)


def test_nobody_assessed_means_unknown() -> None:
    assert {one.ours.state for one in queries.obligations()} == {"unknown"}
    assert Obligation.objects.count() == 0


def test_only_the_office_says_how_we_stand(office: User, legal: User) -> None:
    with pytest.raises(NotAllowed):
        assessing.assess(legal, KEY, MET)
    row = assessing.assess(office, KEY, MET)
    assert row.label == "Federal E-Government Act (EGovG), § 16a"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"state": "met", "evidence": " "}, "evidence"),
        ({"state": "not-applicable", "evidence": ""}, "evidence"),
        ({"reviewed_on": date.max}, "future"),
        ({"reviewed_on": date(2026, 5, 1), "review_on": date(2026, 5, 1)}, "before the last"),
    ],
)
def test_an_assessment_that_does_not_fit_is_refused(
    office: User, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        assessing.assess(office, KEY, {**MET, **said})
    assert Obligation.objects.count() == 0


def test_what_the_policy_does_not_know_cannot_be_assessed(office: User) -> None:
    with pytest.raises(Refused, match="no such demand"):
        assessing.assess(office, "none", MET)


def test_the_history_keeps_state_evidence_and_policy(
    client_of: ClientOf, office: User, colleague: User
) -> None:
    assessing.assess(office, KEY, {**MET, "state": "open", "evidence": ""})
    assessing.assess(office, KEY, MET)
    last = Event.objects.latest("id")
    assert (last.data["obligation_before"], last.data["obligation_now"]) == ("open", "met")
    assert last.data["policy"] == policy.register().version
    with translation.override("de"):
        address = reverse("communities:obligation", args=[KEY])
    page = client_of(colleague).get(address).content.decode()
    assert "offen → erfüllt" in page and page.count("Decision of May.") == 2
    assert "Behörden des Bundes" in page


def test_what_is_not_verified_says_so(client_of: ClientOf, colleague: User) -> None:
    client = client_of(colleague)
    pages = {
        key: client.get(reverse("communities:obligation", args=[key])).content.decode()
        for key in (KEY, "ozg-4-3")
    }
    assert "Not verified" in pages["ozg-4-3"] and "Not verified" not in pages[KEY]


def test_the_list_and_its_file_follow_the_filters(
    client_of: ClientOf, office: User, colleague: User, django_assert_max_num_queries: Any
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assessing.assess(office, KEY, {**MET, "review_on": yesterday})
    client, address = client_of(colleague), reverse("communities:obligations")
    with django_assert_max_num_queries(8):
        assert len(client.get(address).context["rows"]) == len(policy.register().demands)

    def keys(query: str) -> list[str]:
        on_page = [row["demand"].id for row in client.get(address + query).context["rows"]]
        sent = client.get(reverse("communities:obligations-export", args=["json"]) + query)
        in_file = [one["id"] for one in json.loads(b"".join(sent))["obligations"]]
        assert on_page == in_file
        return on_page

    assert keys("?state=met") == keys("?review=due") == keys("?q=federal+authorities") == [KEY]
    assert keys("?law=cra") == ["cra-24", "cra-14"]
    assert keys("?law=cra&verified=no") == ["cra-14"]
    assert keys("?strength=may") == []
    assert queries.reviews_due() == 1


def test_what_the_policy_drops_stays_known(
    client_of: ClientOf, office: User, colleague: User
) -> None:
    assessing.assess(office, KEY, MET)
    Obligation.objects.update(key="old-law", label="Old law, § 1")
    page = client_of(colleague).get(reverse("communities:obligations")).content.decode()
    assert "Old law, § 1" in page
    gone = client_of(colleague).get(reverse("communities:obligation", args=["old-law"]))
    assert gone.status_code == 404
