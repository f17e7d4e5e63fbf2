# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Harvests of a catalogue on loopback, and what the database holds of them."""

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connections
from tests.fetching.serving import Server

from allmende.fetching import Client, Clock, Limits, Rules
from allmende.workbench.catalogue.models import Harvest, HarvestPlan, SourceRecord
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job

SOURCE = "developers-italia"


def impatient(_rest: Callable[[float], None] | None = None) -> Client:
    """A client that may call loopback, tells the time of day, and never waits for real."""
    rules = Rules("https://example.org", allowed=("127.0.0.1",), limits=Limits(pause=0.0))
    return Client(rules, clock=Clock(sleep=lambda _seconds: None, chance=lambda: 0.5))


def planned(server: Server, **values: Any) -> HarvestPlan:
    return harvesting.set_plan(None, SOURCE, {"address": f"{server.address}/v1", **values})


def harvested(plan: HarvestPlan) -> Harvest:
    """The next run over the source, through its job."""
    harvest = harvesting.start(None, plan.source)
    assert harvest.job
    jobs.run(harvest.job.pk)
    harvest.refresh_from_db()
    plan.refresh_from_db()
    return harvest


def counts(harvest: Harvest) -> tuple[int, int, int, int, int]:
    return (
        harvest.read,
        harvest.created,
        harvest.changed,
        harvest.unchanged,
        harvest.vanished,
    )


def records() -> dict[str, str]:
    """Id -> digest of every record of the source."""
    return dict(
        SourceRecord.objects.filter(source__slug=SOURCE).values_list("external_id", "digest")
    )


def killed_on_page(number: int, job: Job) -> int:
    """Let a process of its own run the job, kill it while it saves this page; how it ended."""
    connections.close_all()
    told, say = os.pipe()
    pid = os.fork()
    if not pid:
        heard, calls = jobs.Running.progress, count(1)

        def progress(running: jobs.Running, *more: Any, **named: Any) -> None:
            heard(running, *more, **named)
            if next(calls) == number:
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
