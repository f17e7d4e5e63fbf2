# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The long work of the page about openCode."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from allmende.workbench.core import jobs
from allmende.workbench.opencode.services import reading


@jobs.declare(reading.JOB, gettext_lazy("Read our groups on openCode"))
def read(running: jobs.Running) -> dict[str, Any]:
    """Read the projects there and where ours stand; a killed one goes on."""
    return reading.carry_out(running.job.pk, running.job.created_by, running.progress)


@jobs.declare(
    "opencode.read-due",
    gettext_lazy("Read openCode where it is due"),
    every=timedelta(hours=1),
)
def read_due(running: jobs.Running) -> dict[str, Any]:
    """Start the weekly reading; a second run finds it begun."""
    return {"started": reading.start_due()}
