# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What happens by itself: messages are sent, what is late is chased, what is over is deleted."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from allmende.workbench.cases.services import advancing, lanes, notices, reminding, retaining
from allmende.workbench.core import jobs


@jobs.declare(
    notices.JOB, gettext_lazy("Send messages of cases"), every=timedelta(minutes=10), by_hand=True
)
def send(running: jobs.Running) -> dict[str, Any]:
    """Send what waits; a second run sends nothing twice."""
    return notices.send_waiting(lambda sent: running.progress(sent))


@jobs.declare(lanes.ADVANCE, gettext_lazy("Take the steps of the workbench itself"))
def advance(running: jobs.Running) -> dict[str, Any]:
    """Move one case on where it can; a second run finds nothing to do."""
    return {"steps": advancing.advance(running.arguments["case"])}


@jobs.declare(
    "cases.advance-all",
    gettext_lazy("Move cases on that wait for the workbench"),
    every=timedelta(minutes=15),
    by_hand=True,
)
def advance_all(running: jobs.Running) -> dict[str, Any]:
    """Move every case on that can be; what a lost job left is found here."""
    return {"moved": advancing.advance_all()}


@jobs.declare(
    "cases.remind",
    gettext_lazy("Remind of late lanes and conditions"),
    every=timedelta(hours=1),
    by_hand=True,
)
def remind(running: jobs.Running) -> dict[str, Any]:
    """Chase what is late; once on each working day, however often it runs."""
    return reminding.remind()


@jobs.declare(
    "cases.delete-expired",
    gettext_lazy("Delete cases whose time of retention is over"),
    every=timedelta(days=1),
)
def delete_expired(running: jobs.Running) -> dict[str, Any]:
    """Delete what is due; a second run finds nothing."""
    return retaining.delete_expired()
