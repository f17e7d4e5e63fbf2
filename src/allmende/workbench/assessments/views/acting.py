# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people do with a report: answer, suppress, judge again, analyse again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.assessments.forms import (
    RenewalForm,
    StatementForm,
    SuppressionForm,
    WithdrawalForm,
)
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.queries import judgements
from allmende.workbench.assessments.services import (
    answering,
    judging,
    renewing,
    starting,
    suppressing,
)
from allmende.workbench.assessments.views.finding import (
    assessment_or_404,
    finished_or_404,
    frame,
)
from allmende.workbench.assessments.views.reading import findings_of, report_for
from allmende.workbench.core.access import require, requires
from allmende.workbench.core.errors import Refused


@requires("assessments.view")
def criterion(request: HttpRequest, pk: int, criterion: str) -> HttpResponse:
    """One criterion with its answer, everything people said to it, and the form to say more."""
    assessment = finished_or_404(request.user, pk)
    answer = _answer_to(request.user, assessment, criterion)
    months, asked = _asked(assessment, criterion)
    form = StatementForm(request.POST or None, months=months)
    if request.method == "POST":
        require(request.user, "assessments.answer")
        if form.is_valid() and _done(
            request, lambda: answering.answer(request.user, assessment, criterion, **_said(form))
        ):
            messages.success(request, _("The answer was saved and counts in the report."))
            return redirect(assessment.get_absolute_url() + f"#{criterion}")
    said = list(judgements.statements(assessment.subject, criterion))
    context = {
        **frame(request, assessment, ""),
        "answer": answer,
        "criterion": criterion,
        "form": form,
        "withdrawal": WithdrawalForm(auto_id="withdraw_%s"),
        "statements": said,
        "may_answer": asked
        and answer["takes_human_answers"]
        and request.user.has_perm("assessments.answer")
        and assessment.subject.latest_id == assessment.pk,
        "may_withdraw": bool(said) and said[0].state != "withdrawn",
    }
    return render(request, "assessments/criterion.html", context)


def _said(form: StatementForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("state", "reason", "valid_until")}


def _answer_to(user: Any, assessment: Assessment, criterion: str) -> dict[str, Any]:
    every = report_for(user, assessment)["answers"]
    found = next((one for one in every if one["criterion"] == criterion), None)
    if found is None:
        raise Http404
    return dict(found)


def _asked(assessment: Assessment, criterion: str) -> tuple[int | None, bool]:
    """For how many months an answer holds by itself, and whether the policy still asks."""
    try:
        return answering.asked(assessment.subject, criterion).expires_after_months, True
    except Refused:
        return None, False


@require_POST
@requires("assessments.answer")
def withdraw(request: HttpRequest, pk: int, criterion: str) -> HttpResponse:
    """Take an answer back."""
    assessment = finished_or_404(request.user, pk)
    _answer_to(request.user, assessment, criterion)
    form = WithdrawalForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if _done(request, lambda: answering.withdraw(request.user, assessment, criterion, reason)):
        messages.success(request, _("The answer was withdrawn; that of the inspection counts."))
    return redirect("assessments:criterion", pk, criterion)


@requires("assessments.view_findings")
def finding(request: HttpRequest, pk: int, finding: str) -> HttpResponse:
    """One finding with all its places, and the form to let it stay."""
    assessment = finished_or_404(request.user, pk)
    found = _finding_or_404(assessment, finding)
    form = SuppressionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _done(
            request,
            lambda: suppressing.suppress(
                request.user, assessment, finding, said["reason"], said["expires"]
            ),
        ):
            messages.success(
                request, _("The finding is suppressed, and the reports are judged anew.")
            )
            return redirect("assessments:findings", pk)
    context = {
        **frame(request, assessment, "findings"),
        "finding": found,
        "form": form,
        "said": judgements.suppressions_of(assessment.subject.key, finding),
        "may_suppress": request.user.has_perm("assessments.suppress"),
        "by_repository": (found.get("suppressed") or {}).get("origin") == "repository",
    }
    return render(request, "assessments/finding.html", context)


@require_POST
@requires("assessments.suppress")
def count_again(request: HttpRequest, pk: int, finding: str) -> HttpResponse:
    """Take a suppression back."""
    assessment = finished_or_404(request.user, pk)
    _finding_or_404(assessment, finding)
    if _done(request, lambda: suppressing.withdraw(request.user, assessment, finding)):
        messages.success(request, _("The finding counts again."))
    return redirect("assessments:finding", pk, finding)


def _finding_or_404(assessment: Assessment, finding: str) -> dict[str, Any]:
    found = next((one for one in findings_of(assessment) or () if one["id"] == finding), None)
    if found is None:
        raise Http404
    return found


@require_POST
@requires("assessments.start")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Analyse the same repository once more."""
    assessment = assessment_or_404(request.user, pk)
    subject = assessment.subject
    try:
        return redirect(starting.again(request.user, subject))
    except starting.AlreadyRunning as there:
        messages.info(request, str(there))
        return redirect(there.assessment)
    except Refused as refused:
        messages.warning(request, str(refused))
    if subject.address:
        return redirect(assessment)
    asked = {"criteria": subject.criteria, "bundle": subject.name}
    if subject.software:
        asked["software"] = subject.software.slug
    return redirect(f"{reverse('assessments:new')}?{urlencode(asked)}")


@require_POST
@requires("assessments.start")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask an analysis to stop."""
    assessment = assessment_or_404(request.user, pk)
    if _done(request, lambda: starting.stop(request.user, assessment)):
        messages.success(request, _("The analysis will be stopped."))
    return redirect(assessment)


@require_POST
@requires("assessments.start")
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold what was seen against the criteria of today."""
    assessment = finished_or_404(request.user, pk)
    if _done(request, lambda: judging.judge_again(request.user, assessment)):
        messages.success(request, _("The report was judged by the policy of today."))
    return redirect(assessment)


@require_POST
@requires("assessments.start")
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how long an analysis holds, and whether it is renewed."""
    assessment = assessment_or_404(request.user, pk)
    form = RenewalForm(request.POST, subject=assessment.subject)
    if not form.is_valid():
        messages.warning(request, _("An analysis holds between 1 and 60 months."))
        return redirect(assessment)
    said = form.cleaned_data
    renews = said.get("renews", assessment.subject.renews)
    if _done(
        request,
        lambda: renewing.set_renewal(
            request.user, assessment.subject, months=said["months"], renews=renews
        ),
    ):
        messages.success(request, _("Saved."))
    return redirect(assessment)


def _done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; else the reason is told."""
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
        return False
    return True
