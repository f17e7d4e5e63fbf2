# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The long work of the assessments."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.services import checking, inspecting, renewing, starting
from allmende.workbench.core import jobs
from allmende.workbench.core.errors import Refused


@jobs.declare(
    starting.JOB,
    gettext_lazy("Analyse a repository"),
    template="assessments/job.html",
)
def assess(running: jobs.Running) -> dict[str, Any]:
    """Inspect a repository and answer the criteria; the job's result is key, state and summary.

    A second run of a finished analysis changes nothing.
    """
    found = Assessment.objects.select_related("subject__software", "asked_by")
    assessment = found.filter(pk=running.arguments["assessment"]).first()
    if assessment is None:
        raise Refused(_("This analysis was deleted."))
    if not assessment.is_done:
        told = _Told(running, assessment)
        assessment = inspecting.run(assessment.asked_by, assessment, told)
    checking.tell(assessment)
    if assessment.asked_by_id is None:
        renewing.start_next()
    return {
        "assessment": assessment.pk,
        "state": assessment.state,
        "must": assessment.summary.get("must", {}),
    }


class _Told:
    """Passes what the work says of itself on to the job, and its step to the analysis."""

    def __init__(self, running: jobs.Running, assessment: Assessment) -> None:
        self.running, self.assessment = running, assessment
        self.step: str | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        name = self.running.arguments["name"]
        self.running.progress(done, total, note=name)
        if step != self.step:
            Assessment.objects.filter(pk=self.assessment.pk).update(step=step)
            self.step = step


@jobs.declare(
    "assessments.renew",
    gettext_lazy("Renew expired analyses"),
    every=timedelta(days=1),
    by_hand=True,
)
def renew(running: jobs.Running) -> dict[str, Any]:
    """Judge anew what has lapsed, and start the analysis that is due the longest.

    The next one starts when that one is over, so that one runs at a time.
    """
    lapsed = renewing.judge_lapsed()
    renewing.forget_bundles()
    started = renewing.start_next()
    return {"judged_again": lapsed, "started": started.subject.name if started else ""}
