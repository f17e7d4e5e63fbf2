# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a repository lacks for its publication: the files, what is open, and the patch."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allmende.criteria import load_criteria
from allmende.workbench.assessments.words import OWN
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import cases
from allmende.workbench.cases.words import said
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.publications import queries, words
from allmende.workbench.publications.forms import PreparationForm
from allmende.workbench.publications.models import Preparation
from allmende.workbench.publications.services import checked, preparing


@requires("publications.view")
def page(request: HttpRequest, number: str) -> HttpResponse:
    """The pieces with their content; what people add is kept, and all is prepared anew."""
    case = _case_or_404(request, number)
    found = queries.preparation_of(case)
    may_prepare = preparing.may_prepare(request.user, case)
    if request.method == "POST":
        if not may_prepare:
            raise NotAllowed("publications.prepare")
        form = PreparationForm(request.POST)
        if form.is_valid():
            try:
                preparing.start(request.user, case, form.cleaned_data)
                messages.success(request, _("The files are being prepared."))
            except Refused as refused:
                messages.warning(request, str(refused))
            return redirect("publications:prepare", number)
    else:
        form = PreparationForm(initial=found.said if found else {})
    check = checked.check_of(case)
    pieces = [_piece(one, _questions(case)) for one in (found.pieces or ())] if found else []
    context = {
        "case": case,
        "preparation": found,
        "pieces": [one for one in pieces if one["state"] != "kept"],
        "kept": [one for one in pieces if one["state"] == "kept"],
        "open": sum(len(one["needs"]) for one in pieces),
        "problem": said(found.problem) if found and found.problem else "",
        "failed": bool(found and found.job and found.job.state == found.job.State.FAILED),
        "may_prepare": may_prepare,
        "form": form,
        "check": check,
        "is_old": bool(check and found and found.commit and found.commit != check.commit),
        "file": _name(found) if found else "",
    }
    return render(request, "publications/preparing/page.html", context)


@require_safe
@requires("publications.view")
def patch(request: HttpRequest, number: str) -> HttpResponse:
    """The patch as a file, never as a page, whatever it holds."""
    found = queries.preparation_of(_case_or_404(request, number))
    if found is None or not found.patch:
        raise Http404
    sent = HttpResponse(found.patch.encode(), content_type="application/octet-stream")
    sent["Content-Disposition"] = f'attachment; filename="{_name(found)}"'
    sent["X-Content-Type-Options"] = "nosniff"
    return sent


def _case_or_404(request: HttpRequest, number: str) -> Case:
    case = cases.by_number(request.user, number)
    if case is None or case.kind != "publication" or not preparing.may_see(request.user, case):
        raise Http404
    return case


def _name(found: Preparation) -> str:
    return f"{found.case.number.lower()}-prepare.patch"


def _questions(case: Case) -> dict[str, str]:
    """The criteria of the office by id: a piece names some that not every office asks."""
    from django.conf import settings

    asked = load_criteria(OWN, str(settings.POLICY.directory))
    return {one.id: said(one.question) for one in asked.criteria}


def _piece(one: dict[str, Any], questions: dict[str, str]) -> dict[str, Any]:
    return {
        "path": one["path"],
        "title": said(one["title"]),
        "why": said(one["why"]),
        "state": one["state"],
        "says": words.PIECES[one["state"]],
        "tag": words.PIECE_TAGS[one["state"]],
        "meets": [{"id": id, "question": questions[id]} for id in one["meets"] if id in questions],
        "needs": [said(text) for text in one["needs_human"]],
        "content": one["content"],
    }
