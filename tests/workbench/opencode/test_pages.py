# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list, the page of one software, and what the office does there."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.api import making as api
from tests.workbench.assessments import stored
from tests.workbench.catalogue.making import queries_of, text_of
from tests.workbench.opencode import making

from allmende.workbench.assessments.models import Subject
from allmende.workbench.core.models import Job
from allmende.workbench.opencode.models import Pairing

pytestmark = pytest.mark.django_db
LIST = "opencode:index"


@pytest.fixture
def desk(client: Client, office: Any) -> Client:
    client.force_login(office)
    return client


def page(client: Client, name: str = LIST, *arguments: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def software(client: Client, number: int = 1) -> str:
    return page(client, "opencode:software", f"werkzeug-{number}")


def test_the_list_tells_of_each_software_how_it_stands(desk: Client) -> None:
    api.ours(1)
    api.ours(2)
    making.project(1, file=api.file(1, softwareType=""), said={"mirror": True})
    making.head(1)
    shown = page(desk)
    for words in ("is mirrored there", "out of step", "publiccode.yml is valid.", "not there"):
        assert words in shown


@pytest.mark.parametrize(
    ("show", "names"),
    [("", "12"), ("there", "1"), ("absent", "2"), ("gaps", "1"), ("mirrored", ""), ("x", "12")],
    ids=["all", "there", "absent", "gaps", "mirrored", "unknown word"],
)
def test_a_figure_leads_to_its_list(desk: Client, show: str, names: str) -> None:
    api.ours(1)
    api.ours(2)
    making.project(1, file=None)
    answer = desk.get(reverse(LIST) + f"?show={show}")
    found = [row["entry"].name for row in answer.context["rows"]]
    assert found == [f"Werkzeug {one}" for one in names]
    figures = [*answer.context["figures"], *answer.context["more"]]
    numbers = {one.address.partition("show=")[2]: one.number for one in figures}
    assert show in ("", "x") or numbers[f"{show}#list"] == len(found)


def test_what_our_groups_hold_beside_that_is_told(desk: Client) -> None:
    making.project(1, name="Fremdes Werkzeug")
    assert "Fremdes Werkzeug" in page(desk)


def test_without_a_group_the_page_says_what_to_do(desk: Client, settings: Any) -> None:
    settings.POLICY = making.policy(settings.POLICY, groups=())
    assert "Whoever keeps the policy writes it into office.yaml" in page(desk)


def test_the_list_goes_out_as_a_file_as_it_is_filtered(desk: Client) -> None:
    api.ours(1)
    api.ours(2)
    making.project(1, file=None)
    address = reverse("opencode:export", args=["json"])
    rows = json.loads(b"".join(desk.get(address)))["opencode"]
    assert [(one["slug"], one["there"]) for one in rows] == [
        ("werkzeug-1", True),
        ("werkzeug-2", False),
    ]
    assert rows[0]["missing"] == ["file"]
    rows = json.loads(b"".join(desk.get(address + "?show=absent")))["opencode"]
    assert [one["slug"] for one in rows] == ["werkzeug-2"]


def test_the_list_needs_as_many_queries_for_many(desk: Client) -> None:
    def grow(number: int) -> None:
        api.ours(number)
        making.project(number)
        making.head(number)

    grow(1)
    page(desk)
    few = queries_of(lambda: page(desk))
    for number in range(2, 6):
        grow(number)
    assert queries_of(lambda: page(desk)) == few


def test_the_page_of_a_software_shows_both_values_and_what_to_do(desk: Client) -> None:
    api.ours(1)
    making.project(1, file=api.file(1, legal="{license: MIT}", softwareType=""))
    shown = software(desk)
    for words in ("EUPL-1.2", "MIT", "legal.license", "softwareType", "Put the named places right"):
        assert words in shown


def test_a_presumed_pair_is_confirmed_on_the_page(desk: Client) -> None:
    api.ours(1)
    project = making.project(1, file=None)
    address = reverse("opencode:decide", args=[project.pk, "werkzeug-1"])
    desk.post(address, {"verdict": "same"})
    assert "confirmed by a person" in software(desk)
    desk.post(address, {"verdict": "other"})
    assert "Said to be another one" in software(desk)
    desk.post(address, {"verdict": ""})
    assert not Pairing.objects.exists()


def test_a_pair_with_nothing_of_ours_is_not_found(desk: Client) -> None:
    address = reverse("opencode:decide", args=[making.project(1).pk, "werkzeug-1"])
    assert desk.post(address, {"verdict": "same"}).status_code == 404


def test_badges_are_told_as_computed_by_us_with_date_and_evidence(
    desk: Client, office: Any
) -> None:
    one = api.ours(1)
    assert "no finished analysis of this repository is there" in software(desk)
    report = stored.report(office)
    Subject.objects.filter(pk=report.subject_id).update(software=one)
    answer = desk.get(reverse("opencode:software", args=["werkzeug-1"]))
    shown = text_of(answer.content.decode())
    assert "Computed by us, not given by openCode." in shown
    assert "Level 1: unknown" in shown
    assert report.get_absolute_url() in answer.content.decode()


def test_software_that_is_not_ours_has_no_page(desk: Client) -> None:
    api.ours(1, stance="in-use")
    assert desk.get(reverse("opencode:software", args=["werkzeug-1"])).status_code == 404


def test_the_office_has_it_read_and_stopped(desk: Client) -> None:
    desk.post(reverse("opencode:start"))
    assert Job.objects.get().kind == "opencode.read"
    assert "is being read" in page(desk)
    desk.post(reverse("opencode:stop"))
    assert Job.objects.get().state == "cancelled"


def test_the_page_of_our_software_leads_there_for_those_who_look_after_it(
    desk: Client, client_of: Any, colleague: Any
) -> None:
    one = api.ours(1)
    making.project(1)
    address = reverse("opencode:software", args=[one.slug])
    assert address in desk.get(one.get_absolute_url()).content.decode()
    assert address not in client_of(colleague).get(one.get_absolute_url()).content.decode()


def test_the_listing_in_catalogues_leads_here(desk: Client) -> None:
    api.ours(1)
    assert f'href="{reverse(LIST)}"' in desk.get(reverse("listing:index")).content.decode()
