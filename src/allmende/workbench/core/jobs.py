# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Long work: declare a kind, start it, run it, and bring back what a killed worker left.

The Job row is the truth. The task queue only says "look at this row now", so a lost or doubled
task does no harm: a row is run by whoever moves it from waiting to running first.
"""

import json
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Job

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(minutes=5)
TRIES = 3
WAIT_BEFORE_RETRY = timedelta(minutes=1)
# One arbitrary number for PostgreSQL's advisory locks, as in audit.py.
SCHEDULE_LOCK = 4_112_027


class Cancelled(Exception):
    """Raised inside the work when somebody asked to stop it; what is committed stays."""


class Running:
    """What the work sees of its job: its arguments, and where to say how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far the work is; also the heartbeat.

        Raises Cancelled if asked to stop, or if the job was given up for dead and is another's.
        """
        changed = {"done": done, "heartbeat_at": timezone.now(), "note": str(note)[:300]}
        if total is not None:
            changed["total"] = total
        mine = Job.objects.filter(
            pk=self.job.pk, attempts=self.job.attempts, state=Job.State.RUNNING
        )
        if not mine.filter(cancel_requested=False).update(**changed):
            raise Cancelled


Work = Callable[[Running], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A declared kind of job: its name on screen, the work, and how often `tick` starts it.

    `template` shows the result where a list of its values would tell too little; work `by_hand`
    needs no arguments, so that a person may start it on the page of running work.
    """

    title: str | Promise
    work: Work
    every: timedelta | None = None
    template: str = ""
    by_hand: bool = False


KINDS: dict[str, Kind] = {}


def declare(
    key: str,
    title: str | Promise,
    every: timedelta | None = None,
    template: str = "",
    by_hand: bool = False,
) -> Callable[..., Work]:
    """Decorator: this function is the work of the kind `key`."""

    def keep(work: Work) -> Work:
        KINDS[key] = Kind(title, work, every, template, by_hand)
        return work

    return keep


def start(actor: Any, kind: str, **arguments: Any) -> Job:
    """Put a job in line; it runs as soon as a worker is free and this transaction is through."""
    if kind not in KINDS:
        raise LookupError(f"no job of kind {kind!r}")
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind, arguments=arguments, created_by_id=getattr(actor, "pk", None)
        )
        _trigger(job.pk)
    return job


def start_by_hand(actor: Any, kind: str) -> Job:
    """Start work that a person may ask for, unless it is in line already.

    Raises NotAllowed, Refused.
    """
    require(actor, "core.manage_jobs")
    if kind not in KINDS or not KINDS[kind].by_hand:
        raise Refused(_("Such work cannot be started by hand."))
    with transaction.atomic():
        unfinished = Job.objects.filter(kind=kind, state__in=[Job.State.WAITING, Job.State.RUNNING])
        if unfinished.exists():
            raise Refused(_("This work is in line already."))
        job = start(actor, kind)
        events.record(actor, "core.job-started", job)
    return job


def retry(actor: Any, job: Job) -> None:
    """Put a failed or cancelled job in line again. Raises NotAllowed, Refused."""
    require(actor, "core.manage_jobs")
    again = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    with transaction.atomic():
        if not again.update(
            state=Job.State.WAITING,
            attempts=0,
            error="",
            cancel_requested=False,
            due_at=timezone.now(),
            finished_at=None,
        ):
            raise Refused(_("Only failed or cancelled work can be started again."))
        events.record(actor, "core.job-retried", job)
        _trigger(job.pk)


def cancel(actor: Any, job: Job) -> None:
    """Ask a job to stop: at once if it waits, at its next progress if it runs."""
    require(actor, "core.manage_jobs")
    with transaction.atomic():
        waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
        if not waiting.update(state=Job.State.CANCELLED, finished_at=timezone.now()):
            running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
            if not running.update(cancel_requested=True):
                raise Refused(_("This work is over already."))
        events.record(actor, "core.job-cancelled", job)


@task()
def look(job_id: int) -> None:
    """The task the queue carries: run this row if it still waits."""
    run(job_id)


def run(job_id: int) -> None:
    """Run one job to its end, unless somebody else has it."""
    now = timezone.now()
    mine = Job.objects.filter(pk=job_id, state=Job.State.WAITING, due_at__lte=now).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        heartbeat_at=now,
        done=0,
        total=None,
        note="",
    )
    if not mine:
        return
    job = Job.objects.get(pk=job_id)
    still_mine = Job.objects.filter(pk=job_id, attempts=job.attempts, state=Job.State.RUNNING)
    try:
        result = KINDS[job.kind].work(Running(job)) or {}
        json.dumps(result)  # a result that cannot be kept is a failure of the work
        still_mine.update(state=Job.State.DONE, result=result, error="", finished_at=timezone.now())
    except Cancelled:
        still_mine.update(state=Job.State.CANCELLED, finished_at=timezone.now())
    except Refused as error:
        still_mine.update(state=Job.State.FAILED, error=str(error), finished_at=timezone.now())
    except Exception:
        log.exception("job %s failed", job)
        _fail(still_mine, job.attempts, traceback.format_exc(limit=-8))


def _fail(running: QuerySet[Job], attempts: int, error: str) -> None:
    """Put the one job in line for its next attempt; end it after the last, or if asked to stop."""
    now = timezone.now()
    stopped = running.filter(cancel_requested=True)
    if stopped.update(state=Job.State.CANCELLED, error=error, finished_at=now):
        return
    last = attempts >= TRIES
    running.update(
        state=Job.State.FAILED if last else Job.State.WAITING,
        error=error,
        due_at=now + WAIT_BEFORE_RETRY * attempts,
        finished_at=now if last else None,
    )


def tick() -> int:
    """Start what is due: stale, waiting without a task, and scheduled. Gives the number started.

    Called each minute; calling it more often, or from two places, does no harm.
    """
    now = timezone.now()
    for job in stale(now):
        why = str(_("The worker stopped without a word; its last sign of life is too old."))
        _fail(stale(now).filter(pk=job.pk, attempts=job.attempts), job.attempts, why)
    _start_scheduled(now)
    due = Job.objects.filter(state=Job.State.WAITING, due_at__lte=now).exclude(pk__in=_in_line())
    started = list(due.values_list("pk", flat=True))
    for pk in started:
        _trigger(pk)
    return len(started)


def _in_line() -> set[int]:
    """Jobs whose task waits in the queue already; another would only lengthen the queue."""
    ready = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=look.module_path
    ).values_list("args_kwargs", flat=True)
    return {carried["args"][0] for carried in ready}


def stale(now: datetime) -> QuerySet[Job]:
    """Jobs that claim to run although nobody has heard of them for five minutes."""
    return Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)


@transaction.atomic
def _start_scheduled(now: datetime) -> None:
    _wait_for_other_ticks()
    for key, kind in KINDS.items():
        if kind.every is None:
            continue
        recent = Q(created_at__gt=now - kind.every)
        unfinished = Q(state__in=[Job.State.WAITING, Job.State.RUNNING])
        if not Job.objects.filter(recent | unfinished, kind=key).exists():
            Job.objects.create(kind=key)


def _wait_for_other_ticks() -> None:
    """Hold back another tick until this transaction ends; SQLite's IMMEDIATE does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SCHEDULE_LOCK])


def _trigger(job_id: int) -> None:
    transaction.on_commit(lambda: look.enqueue(job_id))
