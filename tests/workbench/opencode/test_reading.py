# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Our groups are read over HTTP, our addresses by git; a killed job loses nothing."""

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.fetching import serving as faults
from tests.fetching.serving import Server
from tests.repositories.making import make
from tests.sources import serving
from tests.workbench.api import making as api
from tests.workbench.catalogue.test_harvesting_stopped import killed_on_page
from tests.workbench.opencode import making
from tests.workbench.publications import making as publishing

from allmende.workbench.core import jobs
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job
from allmende.workbench.opencode.models import Head, Project, Reading
from allmende.workbench.opencode.services import reading

pytestmark = pytest.mark.django_db
ASKED_BY_GIT = reading._head_of  # before a test puts something else in its place


def test_a_reading_brings_projects_and_where_ours_stand(server: Server) -> None:
    api.ours(1)
    assert making.read().result == {"projects": 2, "new": 2, "vanished": 0, "asked": 1}
    project = Project.objects.get(external_id="1")
    assert (project.commit, project.file) == (making.THERE, api.file(1))
    assert Head.objects.get().commit == making.OURS
    kept = Reading.objects.get()
    assert kept.succeeded_at and kept.next_at - kept.succeeded_at == reading.RHYTHM


def test_out_of_step_counts_from_the_day_it_was_seen_until_it_ends(server: Server) -> None:
    api.ours(1)
    making.read()
    since = Project.objects.get(external_id="1").differs_since
    assert since
    making.read()
    assert Project.objects.get(external_id="1").differs_since == since
    server.answering = serving.gitlab([making.there(1, commit=making.OURS), making.there(2)])
    making.read()
    assert Project.objects.get(external_id="1").differs_since is None


def test_what_is_no_longer_there_vanishes_and_comes_back(server: Server) -> None:
    making.read()
    server.answering = serving.gitlab(making.many_there(1))
    assert making.read().result["vanished"] == 1
    assert Project.objects.get(vanished_at=None).external_id == "1"
    server.answering = serving.gitlab(making.many_there(2))
    making.read()
    assert not Project.objects.exclude(vanished_at=None).exists()


def test_a_failure_leaves_what_was_read_and_says_since_when_and_why(server: Server) -> None:
    making.read()
    server.faults = lambda _asked: lambda _asked, _reply: faults.Reply(404)
    job = making.read()
    kept = Reading.objects.get()
    assert job.state == "failed" and "404" in job.error
    assert kept.failing_since and kept.problem["code"] == "Answered.missing"
    assert Project.objects.filter(vanished_at=None).count() == 2
    first = kept.failing_since
    making.read()
    assert Reading.objects.get().failing_since == first
    assert Event.objects.filter(kind="opencode.failed").count() == 1
    server.faults = lambda _asked: None
    making.read()
    assert Reading.objects.get().failing_since is None


def test_an_address_of_ours_that_does_not_answer_keeps_its_last_commit(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.ours(1)
    making.read()
    why = {"de": "Weg.", "en": "Gone."}
    monkeypatch.setattr(reading, "_head_of", lambda _address: (None, why))
    making.read()
    head = Head.objects.get()
    assert (head.commit, head.problem, bool(head.failing_since)) == (making.OURS, why, True)


def test_git_says_where_a_public_repository_stands(
    server: Server, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_head_of", ASKED_BY_GIT)
    settings.REPOSITORY_SCHEMES = ("https", "file")
    made = make(tmp_path / "portal")
    made.commit({"README.md": "# Portal"})
    type(publishing.public()).objects.update(public=True, address=publishing.address(made))
    making.read()
    head = Head.objects.get()
    assert (head.commit, head.branch) == (made.git("rev-parse", "HEAD"), "main")


@pytest.mark.django_db(transaction=True)
def test_a_killed_reading_goes_on_by_the_tick_where_it_was(server: Server) -> None:
    server.answering = serving.gitlab(making.many_there(150))
    started = reading.start(None)
    job = Job.objects.get(pk=started.job_id)
    assert killed_on_page(2, job) == -signal.SIGKILL
    assert Project.objects.count() == 100
    server.asked.clear()
    Job.objects.update(heartbeat_at=timezone.now() - jobs.STALE_AFTER - timedelta(seconds=1))
    jobs.tick()
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, Project.objects.count()) == ("done", 150)
    lists = [one for one in server.asked if one.path.endswith("/projects")]
    assert len(lists) == 1, "a page that was saved was asked for again"


def test_a_reading_is_due_once_a_week(server: Server) -> None:
    making.read()
    assert reading.start_due() == 0
    Reading.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    assert (reading.start_due(), reading.start_due()) == (1, 0)


def test_without_a_group_nothing_is_read(settings: Any, office: Any) -> None:
    settings.POLICY = making.policy(settings.POLICY, groups=())
    with pytest.raises(Refused):
        reading.start(office)
    assert reading.start_due() == 0


def test_the_demo_calls_no_other_host(settings: Any, office: Any) -> None:
    settings.DEMO = True
    with pytest.raises(Refused):
        reading.start(office)
    assert reading.start_due() == 0


def test_two_readings_at_once_are_refused_and_one_is_stopped(office: Any) -> None:
    reading.start(office)
    with pytest.raises(Refused):
        reading.start(office)
    reading.stop(office)
    assert Reading.objects.get().is_running is False


def test_only_the_office_has_it_read(community: Any) -> None:
    for act in (reading.start, reading.stop):
        with pytest.raises(NotAllowed):
            act(community)
