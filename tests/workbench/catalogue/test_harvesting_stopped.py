# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A worker is killed, stopped or given up during a harvest; nothing is lost or doubled."""

import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.fetching.serving import Asked, Fault, Server
from tests.sources import serving
from tests.sources.serving import many
from tests.workbench.catalogue.harvests import (
    counts,
    harvested,
    impatient,
    killed_on_page,
    planned,
    records,
)

from allmende.workbench.catalogue.models import Harvest, Software
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Event, Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvesting, "calling", impatient)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(serving.italia(many(45))) as running:
        yield running


def test_a_killed_run_goes_on_by_the_tick_with_nothing_twice_and_nothing_lost(
    server: Server,
) -> None:
    plan = planned(server)
    harvest = harvesting.start(None, plan.source)
    job = Job.objects.get(pk=harvest.job_id)
    assert killed_on_page(3, job) == -signal.SIGKILL
    harvest.refresh_from_db()
    assert (harvest.state, harvest.read, len(records())) == ("open", 20, 20)
    server.asked.clear()
    Job.objects.update(heartbeat_at=timezone.now() - jobs.STALE_AFTER - timedelta(seconds=1))
    jobs.tick()
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    jobs.run(job.pk)
    harvest.refresh_from_db()
    assert (harvest.state, counts(harvest)) == ("done", (45, 45, 0, 0, 0))
    assert sorted(records()) == [one.id for one in many(45)]
    assert Software.objects.count() == 45
    assert Event.objects.filter(kind="catalogue.software-created").count() == 45
    assert len(server.asked) == 3, "what was saved was asked for again"
    assert harvested(plan).unchanged == 45


def test_a_run_that_is_stopped_goes_on_from_its_last_page(server: Server) -> None:
    plan = planned(server)
    harvest = harvesting.start(None, plan.source)

    def stopping(asked: Asked) -> Fault | None:
        if asked.query.get("page[after]") == "20":
            Job.objects.filter(pk=harvest.job_id).update(cancel_requested=True)
            connection.close()
        return None

    server.faults = stopping
    jobs.run(harvest.job_id or 0)
    harvest.refresh_from_db()
    assert (harvest.state, harvest.read, len(records())) == ("stopped", 20, 20)
    server.faults = lambda _asked: None
    assert harvested(plan).read == 25
    assert len(records()) == 45


def test_a_worker_that_was_given_up_saves_nothing_more(server: Server) -> None:
    harvest = harvesting.start(None, planned(server).source)

    def taken_over(asked: Asked) -> Fault | None:
        if asked.query.get("page[after]") == "20":
            Job.objects.filter(pk=harvest.job_id).update(attempts=2)
            connection.close()
        return None

    server.faults = taken_over
    jobs.run(harvest.job_id or 0)
    assert len(records()) == 20
    assert Harvest.objects.get().state == "open", "the other worker ends it"
