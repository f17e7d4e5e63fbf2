# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Jobs: run once, retried, cancelled, and brought back when a worker dies."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from allmende.workbench.accounts.models import User
from allmende.workbench.core import events as trail
from allmende.workbench.core import jobs
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event as Happened
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db
State = Job.State


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Declare what the only kind of job does: `kind(lambda running: {"answer": 42})`."""
    monkeypatch.setattr(jobs, "KINDS", {})

    def be(work: jobs.Work, every: timedelta | None = None, by_hand: bool = False) -> str:
        jobs.declare("test", "A test", every, by_hand=by_hand)(work)
        return "test"

    yield be


def ran(job: Job) -> Job:
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def due_now(job: Job) -> Job:
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    job.refresh_from_db()
    return job


def silent_for(job: Job, minutes: int) -> Job:
    """The worker has not been heard of for so long."""
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=minutes))
    job.refresh_from_db()
    return job


def breaks(running: jobs.Running) -> None:
    raise ZeroDivisionError("the work broke")


def test_a_job_waits_until_it_is_run_and_keeps_its_result(kind, office: User) -> None:
    job = jobs.start(office, kind(lambda running: {"sum": sum(running.arguments["of"])}), of=[1, 2])
    assert (job.state, job.created_by) == (State.WAITING, office)
    job = ran(job)
    assert (job.state, job.result, job.attempts, job.error) == (State.DONE, {"sum": 3}, 1, "")
    assert job.finished_at is not None


def test_a_job_of_an_unknown_kind_cannot_be_started(kind) -> None:
    with pytest.raises(LookupError, match="no-such-kind"):
        jobs.start(None, "no-such-kind")
    assert not Job.objects.exists()


def test_a_started_job_gets_its_task_once_the_transaction_is_through(
    kind, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start(None, kind(lambda running: None))
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_a_finished_job_is_not_run_again(kind) -> None:
    calls: list[int] = []
    job = jobs.start(None, kind(lambda running: calls.append(1)))
    ran(job)
    ran(job)
    assert calls == [1]


def test_a_job_is_not_run_before_it_is_due(kind) -> None:
    job = jobs.start(None, kind(lambda running: None))
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() + timedelta(hours=1))
    assert ran(job).state == State.WAITING


def test_progress_is_seen_while_the_work_runs(kind) -> None:
    seen: list[tuple[Any, ...]] = []

    def work(running: jobs.Running) -> None:
        running.progress(0, 8, "reading")
        running.progress(2, note="writing")
        job = Job.objects.get(pk=running.job.pk)
        seen.append((job.state, job.done, job.total, job.percent, job.note))

    ran(jobs.start(None, kind(work)))
    assert seen == [(State.RUNNING, 2, 8, 25, "writing")]


def test_nobody_knows_how_far_a_job_without_a_total_is() -> None:
    assert Job(done=5).percent is None
    assert Job(done=9, total=6).percent == 100


def test_broken_work_is_tried_three_times_with_growing_pauses(kind) -> None:
    job = jobs.start(None, kind(breaks))
    pauses = []
    for _ in range(jobs.TRIES):
        before = timezone.now()
        job = ran(due_now(job))
        pauses.append(round((job.due_at - before) / timedelta(minutes=1)))
        assert "the work broke" in job.error
        assert "breaks" in job.error
    assert pauses[:2] == [1, 2]
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert job.finished_at is not None
    jobs.tick()
    assert ran(due_now(job)).state == State.FAILED


def test_work_that_heals_leaves_no_error(kind) -> None:
    tries: list[int] = []

    def work(running: jobs.Running) -> None:
        tries.append(1)
        if len(tries) < 2:
            raise ConnectionError

    job = ran(due_now(ran(jobs.start(None, kind(work)))))
    assert (job.state, job.error, job.attempts) == (State.DONE, "", 2)


def test_a_refusal_fails_at_once_with_its_sentence(kind) -> None:
    def work(running: jobs.Running) -> None:
        raise Refused("This file is not JSON.")

    job = ran(jobs.start(None, kind(work)))
    assert (job.state, job.error, job.attempts) == (State.FAILED, "This file is not JSON.", 1)


def test_a_result_that_cannot_be_kept_is_a_failure_and_not_a_job_that_runs_for_ever(kind) -> None:
    job = ran(jobs.start(None, kind(lambda running: {"result": object()})))
    assert job.state == State.WAITING
    assert "not JSON serializable" in job.error


def test_a_kind_that_no_app_declares_any_more_fails_with_its_name(kind) -> None:
    job = ran(Job.objects.create(kind="gone"))
    assert "gone" in job.error


def test_waiting_work_is_cancelled_at_once(kind, office: User) -> None:
    job = jobs.start(office, kind(breaks))
    jobs.cancel(office, job)
    assert ran(job).state == State.CANCELLED
    assert Happened.objects.get().kind == "core.job-cancelled"


def test_running_work_stops_at_its_next_progress(kind, office: User) -> None:
    reached: list[str] = []

    def work(running: jobs.Running) -> None:
        jobs.cancel(office, running.job)
        reached.append("before")
        running.progress(1)
        reached.append("after")

    job = ran(jobs.start(office, kind(work)))
    assert (job.state, reached) == (State.CANCELLED, ["before"])


def test_work_that_was_asked_to_stop_and_breaks_is_not_tried_again(kind, office: User) -> None:
    def work(running: jobs.Running) -> None:
        jobs.cancel(office, running.job)
        raise ConnectionError

    assert ran(jobs.start(office, kind(work))).state == State.CANCELLED


def test_finished_work_cannot_be_cancelled(kind, office: User) -> None:
    job = ran(jobs.start(office, kind(lambda running: None)))
    with pytest.raises(Refused, match="over already"):
        jobs.cancel(office, job)
    assert not Happened.objects.exists()


@pytest.mark.parametrize("role", ["office", "administrator"])
def test_failed_work_is_started_again_by_who_may(
    kind, role: str, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(role)
    job = jobs.start(actor, kind(lambda running: None))
    Job.objects.filter(pk=job.pk).update(state=State.FAILED, attempts=3, error="broke")
    jobs.retry(actor, job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (State.WAITING, 0, "")
    assert trail.sentence(Happened.objects.get()) == f"started test #{job.pk} again"
    assert ran(job).state == State.DONE


def test_cancelled_work_may_be_started_again(kind, office: User) -> None:
    job = jobs.start(office, kind(lambda running: running.progress(1)))
    jobs.cancel(office, job)
    jobs.retry(office, job)
    assert ran(job).state == State.DONE


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING, State.DONE])
def test_work_that_did_not_fail_is_not_started_again(kind, office: User, state: str) -> None:
    job = jobs.start(office, kind(breaks))
    Job.objects.filter(pk=job.pk).update(state=state)
    with pytest.raises(Refused):
        jobs.retry(office, job)
    assert not Happened.objects.exists()


@pytest.mark.parametrize("role", ["colleague", "community", "legal", "stranger"])
@pytest.mark.parametrize("act", [jobs.retry, jobs.cancel])
def test_others_neither_cancel_nor_start_again(
    kind, role: str, act: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    job = jobs.start(None, kind(breaks))
    with pytest.raises(NotAllowed):
        act(request.getfixturevalue(role), job)
    job.refresh_from_db()
    assert job.state == State.WAITING


def test_what_a_killed_worker_left_is_brought_back_by_tick(kind) -> None:
    job = jobs.start(None, kind(lambda running: {"healed": True}))
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=1)
    silent_for(job, minutes=6)
    jobs.tick()
    job.refresh_from_db()
    assert job.state == State.WAITING
    assert "sign of life" in job.error
    assert ran(due_now(job)).result == {"healed": True}


def test_a_worker_that_dies_each_time_is_given_up(kind) -> None:
    job = jobs.start(None, kind(breaks))
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=jobs.TRIES)
    silent_for(job, minutes=6)
    jobs.tick()
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_a_job_heard_of_lately_is_left_alone(kind) -> None:
    job = jobs.start(None, kind(breaks))
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=1)
    silent_for(job, minutes=4)
    jobs.tick()
    job.refresh_from_db()
    assert job.state == State.RUNNING


def test_a_worker_given_up_for_dead_stops_and_changes_nothing(kind) -> None:
    reached: list[str] = []

    def work(running: jobs.Running) -> dict[str, str]:
        silent_for(running.job, minutes=6)
        jobs.tick()
        reached.append("woke up")
        running.progress(7)
        reached.append("went on")
        return {"from": "the dead"}

    job = ran(jobs.start(None, kind(work)))
    assert (job.state, job.result, job.done, reached) == (State.WAITING, {}, 0, ["woke up"])


def test_tick_hands_out_what_lost_its_task(kind, django_capture_on_commit_callbacks) -> None:
    job = jobs.start(None, kind(lambda running: None))
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.tick() == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_tick_does_not_lengthen_the_queue_while_a_task_waits(
    kind, django_capture_on_commit_callbacks
) -> None:
    jobs.start(None, kind(lambda running: None))
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            jobs.tick()
    assert DBTaskResult.objects.count() == 1


def test_scheduled_work_is_started_once_per_period(kind) -> None:
    kind(lambda running: None, every=timedelta(hours=1))
    jobs.tick()
    jobs.tick()
    job = Job.objects.get()
    ran(job)
    jobs.tick()
    assert Job.objects.count() == 1
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    jobs.tick()
    assert Job.objects.count() == 2


def test_scheduled_work_that_takes_long_is_not_started_beside_itself(kind) -> None:
    kind(lambda running: None, every=timedelta(minutes=10))
    jobs.tick()
    Job.objects.update(
        state=State.RUNNING,
        created_at=timezone.now() - timedelta(hours=2),
        heartbeat_at=timezone.now(),
    )
    jobs.tick()
    assert Job.objects.count() == 1


def test_who_comes_second_by_state_does_nothing(kind) -> None:
    calls: list[int] = []

    def work(running: jobs.Running) -> None:
        calls.append(1)
        jobs.run(running.job.pk)

    assert ran(jobs.start(None, kind(work))).state == State.DONE
    assert calls == [1]


def at_once(act: Callable[[], Any], people: int = 4) -> None:
    together = Barrier(people)

    def one(_: int) -> None:
        try:
            together.wait(timeout=10)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(one, range(people)))


@pytest.mark.django_db(transaction=True)
def test_of_several_runners_at_once_one_wins(kind) -> None:
    calls: list[int] = []
    released = Event()

    def work(running: jobs.Running) -> None:
        calls.append(1)
        released.wait(0.2)

    job = jobs.start(None, kind(work))
    at_once(lambda: jobs.run(job.pk))
    job.refresh_from_db()
    assert (calls, job.state, job.attempts) == ([1], State.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_several_ticks_at_once_start_scheduled_work_once(kind) -> None:
    kind(lambda running: None, every=timedelta(hours=1))
    at_once(jobs.tick)
    assert Job.objects.count() == 1


def test_the_suite_works_off_what_waits(kind, work_off_jobs) -> None:
    first = jobs.start(None, kind(lambda running: None))
    assert [job.pk for job in work_off_jobs()] == [first.pk]
    jobs.start(None, kind(breaks))
    (failed,) = work_off_jobs(failures=True)
    assert "the work broke" in failed.error


# --- started by hand ------------------------------------------------------------------------------


def test_work_that_needs_no_arguments_is_started_by_hand_and_leaves_an_event(
    kind, office: User
) -> None:
    job = jobs.start_by_hand(office, kind(lambda running: {"answer": 42}, by_hand=True))
    assert ran(job).state == State.DONE
    assert Happened.objects.get(kind="core.job-started").actor == office


def test_work_that_is_in_line_is_not_started_twice_by_hand(kind, office: User) -> None:
    name = kind(lambda running: None, by_hand=True)
    ran(jobs.start_by_hand(office, name))
    jobs.start_by_hand(office, name)
    with pytest.raises(Refused):
        jobs.start_by_hand(office, name)


def test_work_that_needs_arguments_is_not_started_by_hand(kind, office: User) -> None:
    name = kind(lambda running: None)
    for unfit in (name, "unheard-of"):
        with pytest.raises(Refused):
            jobs.start_by_hand(office, unfit)
    assert not Job.objects.exists()


def test_an_employee_starts_no_work_by_hand(kind, colleague: User) -> None:
    name = kind(lambda running: None, by_hand=True)
    with pytest.raises(NotAllowed):
        jobs.start_by_hand(colleague, name)


def test_the_page_of_running_work_starts_what_may_be_started(office: User, client_of) -> None:
    client = client_of(office)
    assert "Look for duplicates" in client.get("/en/jobs/").content.decode()
    answer = client.post("/en/jobs/start", {"kind": "catalogue.propose"})
    assert answer.url == f"/en/jobs/{Job.objects.get(kind='catalogue.propose').pk}"
    assert client.post("/en/jobs/start", {"kind": "catalogue.import"}).url == "/en/jobs/"
