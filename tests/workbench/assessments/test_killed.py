# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A worker that is killed in the middle of a publication check; the case comes through."""

import os
import signal
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from tests.repositories.making import Made
from tests.workbench.assessments.test_casework import fresh, with_bundle
from tests.workbench.cases import making as cases
from tests.workbench.cases.conftest import every_kind  # noqa: F401

from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.services import starting
from allmende.workbench.cases.services import moving
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def killed_in_the_middle(job: Job) -> int:
    """Let a process of its own run the job, kill it once the inspection is on its way; its exit."""
    connections.close_all()
    told, say = os.pipe()
    pid = os.fork()
    if not pid:
        heard = jobs.Running.progress

        def progress(running: jobs.Running, done: int, *more: Any, **named: Any) -> None:
            heard(running, done, *more, **named)
            os.write(say, b"!")
            signal.pause()

        jobs.Running.progress = progress  # type: ignore[method-assign]
        try:
            jobs.run(job.pk)
        finally:
            os._exit(1)
    os.close(say)
    os.read(told, 1)
    os.close(told)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_case_recovers_by_the_tick_where_the_worker_of_its_check_was_killed(
    every_kind: dict[str, Any],  # noqa: F811
    colleague: User,
    made: Made,
) -> None:
    case = cases.brought_to(colleague, every_kind["publication"], "draft")
    case = moving.take(colleague, with_bundle(colleague, case, made), "submit")
    job = Job.objects.get(kind=starting.JOB)
    assert killed_in_the_middle(job) == -signal.SIGKILL
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)
    assert not Assessment.objects.get().is_done
    long_ago = timezone.now() - jobs.STALE_AFTER - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=long_ago)
    jobs.tick()
    job.refresh_from_db()
    assert job.state == Job.State.WAITING and "last sign of life" in job.error
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    jobs.run(job.pk)
    assert Assessment.objects.get().is_done
    assert fresh(case).state == "submitted"
    for pk in Job.objects.filter(kind="cases.advance").values_list("pk", flat=True):
        jobs.run(pk)
    assert fresh(case).state == "triage"
