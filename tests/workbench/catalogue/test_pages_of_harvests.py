# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office switches a source on, sees how it goes, starts and stops a run."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.fetching import serving as faults
from tests.fetching.serving import Server
from tests.sources import serving
from tests.sources.serving import many
from tests.workbench.catalogue.harvests import SOURCE, harvested, impatient, planned
from tests.workbench.catalogue.making import queries_of, software, text_of

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Harvest, HarvestPlan
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvesting, "calling", impatient)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(serving.italia(many(12))) as running:
        yield running


def page(client: Client, name: str, *arguments: Any, query: str = "") -> str:
    answer = client.get(reverse(f"catalogue:{name}", args=arguments) + query)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


@pytest.fixture
def desk(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def test_the_office_switches_a_known_source_on(desk: Client) -> None:
    assert "Comptoir du Libre" in page(desk, "sources")
    address = reverse("catalogue:harvest-plan", args=["comptoir-du-libre"])
    answer = desk.post(address, {"on": "on", "every": 3}, follow=True)
    assert "waits for its first run" in text_of(answer.content.decode())
    plan = HarvestPlan.objects.get(source__slug="comptoir-du-libre")
    assert (plan.on, plan.every) == (True, 3)


@pytest.mark.parametrize(
    ("slug", "said", "words"),
    [
        ("github", {"on": "on"}, "Please name at least one organisation."),
        ("swiss-oss-catalogue", {"on": "on"}, "Please give the address"),
        ("dpg", {"token_variable": "ALLMENDE_SECRET_KEY"}, "begins with ALLMENDE_TOKEN_"),
        ("dpg", {"address": "file:///etc/passwd"}, "http"),
        ("dpg", {"every": 0}, "greater than or equal to 1"),
    ],
)
def test_a_plan_that_cannot_work_is_not_kept(
    desk: Client, slug: str, said: dict[str, Any], words: str
) -> None:
    answer = desk.post(reverse("catalogue:harvest-plan", args=[slug]), {"every": 7, **said})
    assert words in text_of(answer.content.decode())
    assert not HarvestPlan.objects.exists()


def test_the_page_of_a_source_tells_what_its_runs_brought(desk: Client, server: Server) -> None:
    plan = planned(server, on=True)
    harvested(plan)
    server.answering = serving.italia(many(11))
    harvested(plan)
    text = page(desk, "source", SOURCE)
    assert "healthy" in text and "One record is not seen any more" in text
    gone = page(desk, "source", SOURCE, query="?gone=1")
    assert "Software 12" in gone and "Software 11" not in gone
    assert "1 not seen any more" in page(desk, "sources")
    assert "not seen there since" in page(desk, "software-tab", "software-12", "sources")
    assert "CC-BY" in page(desk, "harvest-plan", SOURCE) or "Licence of the data" in text


def test_a_source_that_fails_says_why_and_since_when(desk: Client, server: Server) -> None:
    server.faults = lambda _asked: faults.status(403)
    run = harvested(planned(server, on=True))
    for text in (page(desk, "source", SOURCE), page(desk, "harvest", run.pk)):
        assert server.address in text
    assert "fails since" in page(desk, "sources")


def test_a_run_is_started_seen_and_stopped(desk: Client, server: Server) -> None:
    planned(server)
    answer = desk.post(reverse("catalogue:harvest-start", args=[SOURCE]), follow=True)
    assert "begins as soon as a worker is free" in text_of(answer.content.decode())
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    assert "is being harvested" in page(desk, "source", SOURCE)
    desk.post(reverse("catalogue:harvest-stop", args=[SOURCE]))
    assert Harvest.objects.get().state == "stopped"


def test_the_demo_calls_nobody_and_says_so(desk: Client, server: Server, settings: Any) -> None:
    settings.DEMO = True
    planned(server)
    assert "The demo office calls no other host" in page(desk, "sources")
    answer = desk.post(reverse("catalogue:harvest-start", args=[SOURCE]), follow=True)
    assert "The demo office calls no other host" in text_of(answer.content.decode())
    assert not Harvest.objects.exists()


def test_a_colleague_reads_and_changes_nothing(
    client: Client, colleague: User, server: Server
) -> None:
    run = harvested(planned(server))
    client.force_login(colleague)
    assert "12" in page(client, "harvest", run.pk)
    assert "Harvest now" not in page(client, "source", SOURCE)
    assert client.post(reverse("catalogue:harvest-start", args=[SOURCE])).status_code == 403


def test_the_list_of_sources_takes_the_same_queries_for_many(desk: Client, server: Server) -> None:
    planned(server)
    few = queries_of(lambda: list(queries.sources()))
    for slug in ("dpg", "cnll", "opencode"):
        harvesting.set_plan(None, slug, {"on": True})
    software()
    assert (
        queries_of(lambda: [one.plan for one in queries.sources() if one.slug != "list-a"]) == few
    )


OWN = {
    "name": "Our Forge",
    "harvester": "gitlab",
    "licence": "CC0-1.0",
    "priority": 30,
    "every": 7,
}


def test_the_office_adds_a_source_of_its_own_choice(desk: Client, server: Server) -> None:
    given = {**OWN, "address": server.address, "only": "stadt", "on": "on"}
    answer = desk.post(reverse("catalogue:source-new"), given, follow=True)
    assert "waits for its first run" in text_of(answer.content.decode())
    plan = HarvestPlan.objects.select_related("source").get(source__slug="our-forge")
    assert (plan.harvester, plan.only, plan.source.licence, plan.source.priority) == (
        "gitlab",
        ["stadt"],
        "CC0-1.0",
        30,
    )
    kinds = Event.objects.values_list("kind", flat=True)
    assert list(kinds) == ["catalogue.source-added", "catalogue.harvest-planned"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"address": ""}, "Please give the address"),
        ({"harvester": ""}, "This field is required"),
        ({"licence": ""}, "This field is required"),
        ({"harvester": "github"}, "Please name at least one organisation"),
        ({"name": "opencode"}, "There is a source of this name already"),
        ({"name": "Upload"}, "There is a source of this name already"),
        ({"name": "own"}, "There is a source of this name already"),
        ({"address": "http://10.0.0.1/api"}, "network"),
        ({"token_variable": "SECRET_KEY"}, "begins with ALLMENDE_TOKEN_"),
    ],
    ids=["address", "way", "licence", "organisation", "known", "word", "own", "inside", "token"],
)
def test_a_new_source_is_checked_before_it_is_saved(
    desk: Client, server: Server, changes: dict[str, str], words: str
) -> None:
    given = {**OWN, "address": server.address, **changes}
    answer = desk.post(reverse("catalogue:source-new"), given)
    assert words in text_of(answer.content.decode())
    assert not HarvestPlan.objects.exists()


def test_a_source_is_not_added_twice(desk: Client, server: Server) -> None:
    given = {**OWN, "address": server.address}
    desk.post(reverse("catalogue:source-new"), given)
    answer = desk.post(reverse("catalogue:source-new"), given)
    assert "There is a source of this name already" in text_of(answer.content.decode())
