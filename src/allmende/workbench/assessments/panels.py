# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the assessments put on the start page and beside a software of the catalogue."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from allmende.workbench.assessments import words
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import panels


@panels.hand_in
def assessments(request: HttpRequest) -> Iterator[panels.Figure]:
    """For the office: analyses that have expired, and those that did not succeed."""
    if not request.user.has_perm("assessments.start"):
        return
    counted = queries.counts(request.user)
    address = reverse("assessments:index")
    for run in ("expired", "failed"):
        if number := counted.get(run):
            yield panels.Figure(number, _counted(run, number), f"{address}?state={run}", "warn")


def _counted(run: str, number: int) -> str:
    """The words beside the number."""
    if run == "expired":
        return ngettext("expired analysis", "expired analyses", number)
    return ngettext("analysis that did not succeed", "analyses that did not succeed", number)


@panels.hand_in_beside("catalogue.software")
def of_software(request: HttpRequest, software: Software) -> Iterator[panels.Panel]:
    """How the analyses of a software stand, or how to begin one."""
    user = request.user
    if not user.has_perm("assessments.view"):
        return
    rows = [_row(one) for one in queries.of_software(user, software)]
    yield panels.Panel(
        "assessments/panels/software.html",
        {
            "rows": rows,
            "may_start": user.has_perm("assessments.start"),
            "start": f"{reverse('assessments:new')}?software={software.slug}",
            "address": f"{reverse('assessments:index')}?software={software.slug}",
        },
        place="side",
    )


def _row(subject: Any) -> dict[str, Any]:
    latest = subject.latest
    return {
        "subject": subject,
        "title": words.criteria_title(subject.criteria),
        "report": latest or subject.newest,
        "latest": latest,
        "run": words.RUNS[subject.run],
        "tag": words.RUN_TAGS.get(subject.run, ""),
        "must": latest.summary.get("must") if latest else None,
        "should": latest.summary.get("should") if latest else None,
    }
