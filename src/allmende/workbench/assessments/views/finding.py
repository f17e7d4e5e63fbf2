# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The record an address names, if this person may see it; and what every page of one shows."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allmende.criteria import load_criteria
from allmende.workbench.assessments import policy, words
from allmende.workbench.assessments.forms import RenewalForm
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.reports import coverage, links
from allmende.workbench.assessments.services import bundles
from allmende.workbench.core import navigation


def assessment_or_404(user: Any, pk: int | str) -> Assessment:
    """Raises Http404, also for one this person may not see."""
    # A number that no database can hold names nothing.
    if len(str(pk)) > 18 or (found := queries.assessment(user, int(pk))) is None:
        raise Http404
    return found


def finished_or_404(user: Any, pk: int | str) -> Assessment:
    """One that has a report."""
    found = assessment_or_404(user, pk)
    if not found.is_done:
        raise Http404
    return found


def frame(request: HttpRequest, assessment: Assessment, tab: str) -> dict[str, Any]:
    """What every tab of a report shows: head, tabs, coverage, what has changed since."""
    user, subject = request.user, assessment.subject
    own = subject.criteria == words.OWN
    navigation.belongs_to(request, reverse(f"assessments:{'checks' if own else 'index'}"))
    newest = subject.latest_id == assessment.pk
    return {
        **running(assessment),
        "subject": subject,
        "own": own,
        "title": words.criteria_title(subject.criteria),
        "what": subject.software.name if subject.software else subject.name,
        "tabs": list(_tabs(user, assessment, tab)) if assessment.is_done else [],
        "coverage": coverage.lines((assessment.report or {}).get("coverage") or {}),
        "is_newest": newest,
        "newer": None if newest else subject.latest_id,
        "changed_policy": newest and assessment.is_done and _policy_changed(assessment),
        "commit_page": links.commit(subject.address, assessment.commit),
        "may_start": user.has_perm("assessments.start"),
        "may_repeat": user.has_perm("assessments.start") and _can_repeat(assessment),
        "renewal": RenewalForm(subject=subject),
    }


def running(assessment: Assessment) -> dict[str, Any]:
    """How far the work on it is, and how it ended where it did not succeed."""
    job = assessment.job
    under_way = assessment.is_running
    return {
        "assessment": assessment,
        "running": under_way,
        "job": job,
        "step": words.STEPS.get(assessment.step, "") if job and job.state == "running" else "",
        "percent": job.percent if job and under_way else None,
        "stopped": not under_way and job is not None and job.state == "cancelled",
    }


def _can_repeat(assessment: Assessment) -> bool:
    return bool(assessment.subject.address) or (
        not assessment.is_done and bundles.is_kept(assessment.bundle)
    )


def _policy_changed(assessment: Assessment) -> bool:
    """Whether the criteria are others than those the report was made with."""
    if assessment.subject.criteria not in words.sets():
        return False
    criteria = load_criteria(assessment.subject.criteria, policy.profile())
    return assessment.criteria_version != criteria.version


def _tabs(user: Any, assessment: Assessment, current: str) -> Iterator[dict[str, Any]]:
    answers = sum(
        sum(figures.get(one, 0) for one in words.FIGURES.values())
        for figures in assessment.summary.values()
    )
    for key, label, number in (
        ("assessment", _("Criteria"), answers),
        ("comparison", _("What changed"), assessment.changed),
        ("findings", _("Findings"), assessment.open_findings),
        ("facts", _("Facts"), None),
        ("history", pgettext("analysis", "History"), None),
    ):
        if key == "findings" and not user.has_perm("assessments.view_findings"):
            continue
        yield {
            "label": label,
            "address": reverse(f"assessments:{key}", args=[assessment.pk]),
            "count": number,
            "current": key == current,
        }
