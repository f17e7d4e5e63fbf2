# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people do with a case: steps, conditions, discussion, files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.cases import words
from allmende.workbench.cases.forms.acting import CommentForm, ConditionForm, FileForm, StepForm
from allmende.workbench.cases.kinds import Kind, Transition
from allmende.workbench.cases.models import Case, Condition
from allmende.workbench.cases.queries import page as pages
from allmende.workbench.cases.services import conditions, filing, moving, talking
from allmende.workbench.cases.views.doing import done, seen
from allmende.workbench.cases.views.finding import case_or_404
from allmende.workbench.cases.views.showing import (
    decides,
    frame,
    steps_shown,
)
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused


@requires("cases.view")
def step(request: HttpRequest, number: str, transition: str) -> HttpResponse:
    """One step: what it means, what it asks, and what stands against it."""
    case = case_or_404(request.user, number)
    page = pages.page(request.user, case)
    asked = _transition_or_404(page.kind, transition, case.state)
    row = _row_or_404(page, transition)
    deciding = decides(page.kind, asked, case.state)
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, kind=page.kind, step=asked, decides=deciding)
    if request.method == "POST" and form.is_valid():
        try:
            moving.take(
                request.user,
                case,
                transition,
                reason=form.cleaned_data["reason"],
                tier=form.cleaned_data.get("tier", ""),
                conditions_set=form.wanted(),
                seen=seen(request),
            )
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("cases:step", number, transition)
        messages.success(request, _("“{step}” was done.").format(step=words.said(asked.label)))
        return redirect(case)
    context = {
        **frame(request, page, ""),
        "step": row,
        "form": form,
        "decides": deciding,
        "four_eyes": asked.four_eyes,
    }
    return render(request, "cases/step.html", context)


def _transition_or_404(kind: Kind, transition: str, state: str) -> Transition:
    try:
        return kind.transition(transition, state)
    except KeyError as error:
        raise Http404 from error


def _row_or_404(page: pages.Page, transition: str) -> dict[str, Any]:
    for rows in steps_shown(page).values():
        for one in rows:
            if one["id"] == transition:
                return one
    raise Http404


@requires("cases.view")
def discussion(request: HttpRequest, number: str) -> HttpResponse:
    """The discussion, and the form to say something."""
    case = case_or_404(request.user, number)
    page = pages.page(request.user, case)
    data = request.POST if request.method == "POST" else None
    form = CommentForm(data, insider=page.is_insider)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(
            request,
            lambda: talking.comment(request.user, case, said["text"], said.get("internal", False)),
        ):
            return redirect("cases:discussion", number)
    context = {**frame(request, page, "discussion"), "form": form, "may": _may_add(page)}
    return render(request, "cases/discussion.html", context)


@requires("cases.view")
def files(request: HttpRequest, number: str) -> HttpResponse:
    """The files, and the form to add one."""
    case = case_or_404(request.user, number)
    page = pages.page(request.user, case)
    posted = request.method == "POST"
    form = FileForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        insider=page.is_insider,
    )
    if posted and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            filing.attach(
                request.user,
                case,
                sent.name,
                sent.chunks(),
                form.cleaned_data.get("internal", False),
            )
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The file was added."))
            return redirect("cases:files", number)
    rows = [
        {"one": one, "may_remove": page.is_insider or one.by_id == request.user.pk}
        for one in page.attachments
    ]
    context = {
        **frame(request, page, "files"),
        "form": form,
        "rows": rows,
        "may": _may_add(page) and case.phase != "closed",
    }
    return render(request, "cases/files.html", context)


def _may_add(page: pages.Page) -> bool:
    return page.is_insider or "requester" in page.roles


@require_POST
@requires("cases.view")
def remove_file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a file away; that it was there stays to be read."""
    case = case_or_404(request.user, number)
    file = pages.attachment(request.user, case, pk) if pk < 2**63 else None
    if file is None:
        raise Http404
    reason = request.POST.get("reason", "")
    done(request, lambda: filing.remove(request.user, file, reason), _("The file was removed."))
    return redirect("cases:files", number)


@require_POST
@requires("cases.view")
def add_condition(request: HttpRequest, number: str) -> HttpResponse:
    """Set a condition beside lanes and decisions."""
    case = case_or_404(request.user, number)
    form = ConditionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please say what is to be done, and by which day."))
    else:
        said = form.cleaned_data
        new = conditions.NewCondition(said["text"], said["due_on"])
        done(request, lambda: conditions.add(request.user, case, new), _("The condition was set."))
    return redirect(case.get_absolute_url() + "#conditions")


@require_POST
@requires("cases.view")
def condition(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say that a condition is done, or that it was not after all."""
    case = case_or_404(request.user, number)
    one = _condition_or_404(case, pk)
    if request.POST.get("do") == "reopen":
        done(
            request, lambda: conditions.reopen(request.user, one), _("The condition is open again.")
        )
    else:
        note = request.POST.get("note", "")
        done(
            request,
            lambda: conditions.complete(request.user, one, note),
            _("The condition is done."),
        )
    return redirect(case.get_absolute_url() + "#conditions")


def _condition_or_404(case: Case, pk: int) -> Condition:
    found = case.conditions.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@require_POST
@requires("cases.view")
def watch(request: HttpRequest, number: str) -> HttpResponse:
    """Follow the case, hear nothing of it, or as everybody."""
    case = case_or_404(request.user, number)
    muted = {"follow": False, "quiet": True}.get(request.POST.get("how", ""))
    done(request, lambda: talking.watch(request.user, case, muted=muted), _("Saved."))
    return redirect(case)


@require_POST
@requires("cases.view")
def confidential(request: HttpRequest, number: str) -> HttpResponse:
    """Let fewer see the case, or all again."""
    case = case_or_404(request.user, number)
    wanted = request.POST.get("confidential") == "yes"
    done(request, lambda: moving.set_confidential(request.user, case, wanted), _("Saved."))
    return redirect(case)
