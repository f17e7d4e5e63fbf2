# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A source is harvested into the catalogue: once each, marked when gone, told when it fails."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.fetching import serving as faults
from tests.fetching.serving import Fault, Server
from tests.sources import serving
from tests.sources.serving import Software, changed, many
from tests.workbench.catalogue.harvests import (
    SOURCE,
    counts,
    harvested,
    impatient,
    planned,
    records,
)
from tests.workbench.catalogue.making import entry, take_in

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue.models import (
    Harvest,
    HarvestPlan,
    Source,
    SourceRecord,
)
from allmende.workbench.catalogue.models import Software as Products
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvesting, "calling", impatient)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(serving.italia(many(25))) as running:
        yield running


def test_a_run_brings_the_catalogue_in_and_the_next_one_only_what_changed(server: Server) -> None:
    plan = planned(server)
    first = harvested(plan)
    server.answering = serving.italia(changed(many(25), 3))
    second = harvested(plan)
    assert (first.state, counts(first)) == ("done", (25, 25, 0, 0, 0))
    assert (second.state, counts(second)) == ("done", (25, 0, 1, 24, 0))
    assert len(records()) == Products.objects.count() == 25
    assert plan.succeeded_at and plan.next_at > timezone.now() + timedelta(days=6)
    assert Source.objects.get(slug=SOURCE).imported_at


def test_what_is_gone_is_marked_and_the_mark_goes_when_it_comes_back(server: Server) -> None:
    plan = planned(server)
    harvested(plan)
    server.answering = serving.italia(many(24))
    assert harvested(plan).vanished == 1
    gone = SourceRecord.objects.get(external_id=Software(25).id)
    assert gone.vanished_at and gone.software.name == "Software 25"
    assert harvested(plan).vanished == 0
    server.answering = serving.italia(many(25))
    assert harvested(plan).returned == 1
    gone.refresh_from_db()
    assert gone.vanished_at is None
    told = Event.objects.filter(kind__startswith="catalogue.record-").values_list("kind", flat=True)
    assert sorted(told) == ["catalogue.record-returned", "catalogue.record-vanished"]


def test_a_record_that_came_by_a_file_is_marked_where_no_harvest_finds_it(server: Server) -> None:
    plan = planned(server)
    take_in(entry("Alt", SOURCE))
    assert harvested(plan).vanished == 1


def test_a_run_that_stops_short_marks_nothing_as_gone(server: Server) -> None:
    plan = planned(server)
    harvested(plan)
    server.answering = serving.italia(many(15))
    server.faults = lambda asked: faults.status(500) if "after" in asked.target else None
    assert harvested(plan).state == "failed"
    assert not SourceRecord.objects.exclude(vanished_at=None).exists()


def test_a_source_that_fails_keeps_its_state_and_says_since_when(server: Server) -> None:
    plan = planned(server, on=True)
    harvested(plan)
    before = records()
    server.faults = lambda _asked: faults.status(403)
    failed = harvested(plan)
    assert failed.problem["code"] == plan.problem["code"] == "Answered.forbidden"
    assert (
        failed.job and failed.job.state == Job.State.FAILED and server.address in failed.job.error
    )
    since = plan.failing_since
    assert since and plan.next_at <= timezone.now() + timedelta(hours=1, minutes=1)
    harvested(plan)
    assert plan.failing_since == since
    assert records() == before
    assert Event.objects.filter(kind="catalogue.harvest-failed").count() == 1
    server.faults = lambda _asked: None
    harvested(plan)
    assert (plan.failing_since, plan.problem) == (None, None)


def test_a_source_that_stays_away_is_asked_ever_more_seldom(server: Server) -> None:
    plan = planned(server)
    server.faults = lambda _asked: faults.status(403)
    harvested(plan)
    HarvestPlan.objects.update(failing_since=timezone.now() - timedelta(days=2))
    harvested(plan)
    assert plan.next_at > timezone.now() + timedelta(days=1, hours=23)


def test_a_source_that_fails_in_the_middle_goes_on_there(server: Server) -> None:
    plan = planned(server)
    server.faults = lambda asked: faults.status(403) if "20" in asked.target else None
    first = harvested(plan)
    server.faults = lambda _asked: None
    server.asked.clear()
    second = harvested(plan)
    assert (first.read, second.read, len(records())) == (20, 5, 25)
    assert len(server.asked) == 1


MEETS: dict[int, Fault] = {
    1: faults.too_many("7"),
    3: faults.status(500),
    5: faults.truncated,
    7: faults.hangs_up,
    9: faults.not_json,
}


def test_a_run_under_faults_brings_the_same_as_one_without(server: Server) -> None:
    server.answering = serving.italia(many(300), most=50)
    harvested(planned(server))
    whole = records()
    SourceRecord.objects.all().delete()
    HarvestPlan.objects.update(state=None)
    server.asked.clear()
    server.faults = lambda asked: MEETS.get(asked.number % 11)
    faulty = harvested(planned(server))
    assert (faulty.state, faulty.read, records() == whole) == ("done", 300, True)
    assert len(server.asked) > 6


def broken(number: int) -> Software:
    return Software(number, file="- no publiccode\n")


def test_records_that_cannot_be_read_are_counted_and_the_first_are_kept(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvesting, "PROBLEMS_KEPT", 3)
    server.answering = serving.italia([*many(5), *(broken(number) for number in range(6, 26))])
    run = harvested(planned(server))
    assert (run.state, run.read, run.errors, len(run.problems)) == ("done", 5, 20, 3)


def test_only_the_office_plans_and_starts(server: Server, colleague: User, office: User) -> None:
    plan = planned(server)
    for act in (
        lambda: harvesting.set_plan(colleague, SOURCE, {"on": True}),
        lambda: harvesting.start(colleague, plan.source),
        lambda: harvesting.stop(colleague, plan.source),
    ):
        with pytest.raises(NotAllowed):
            act()
    harvesting.start(office, plan.source)
    with pytest.raises(Refused):
        harvesting.start(office, plan.source)


def test_what_is_due_is_started_once(server: Server) -> None:
    plan = planned(server, on=True)
    planned_off = harvesting.set_plan(None, "dpg", {"on": False})
    assert (harvesting.start_due(), harvesting.start_due()) == (1, 0)
    assert Harvest.objects.get().source == plan.source != planned_off.source


def test_a_run_in_line_can_be_stopped_and_another_started(server: Server, office: User) -> None:
    plan = planned(server)
    harvest = harvesting.start(office, plan.source)
    harvesting.stop(office, plan.source)
    harvest.refresh_from_db()
    assert harvest.state == "stopped"
    assert harvested(plan).state == "done"


def test_a_run_whose_job_was_given_up_does_not_block_the_source(server: Server) -> None:
    plan = planned(server, on=True)
    harvest = harvesting.start(None, plan.source)
    Job.objects.filter(pk=harvest.job_id).update(state=Job.State.FAILED)
    harvesting.settle()
    harvest.refresh_from_db()
    plan.refresh_from_db()
    assert (harvest.state, bool(plan.failing_since)) == ("failed", True)


def test_no_secret_but_a_token_made_for_it_is_sent(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLMENDE_SECRET_KEY", "secret")
    monkeypatch.setenv("OPENCODE_TOKEN", "theirs")
    monkeypatch.setenv("ALLMENDE_TOKEN_ITALY", "ours")

    def token(slug: str, **values: Any) -> str | None:
        return harvesting.options_of(harvesting.set_plan(None, slug, values)).token

    assert token("opencode") == "theirs"
    assert token("opencode", address=server.address) is None
    assert token("opencode", token_variable="OPENCODE_TOKEN") is None
    assert token(SOURCE, token_variable="ALLMENDE_SECRET_KEY") is None
    assert token(SOURCE, token_variable="ALLMENDE_TOKEN_ITALY") == "ours"


def test_the_plan_needs_what_its_way_of_reading_needs() -> None:
    plan = harvesting.set_plan(None, "github", {})
    assert harvesting.missing("github", harvesting.options_of(plan)) == "organisations"
    with pytest.raises(Refused):
        harvesting.start(None, plan.source)
    plan = harvesting.set_plan(None, "github", {"only": ["it-at-m"]})
    assert harvesting.missing("github", harvesting.options_of(plan)) == ""
