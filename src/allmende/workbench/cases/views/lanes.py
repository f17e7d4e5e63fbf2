# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The page of a lane: its checklist, what the machine and people say, and what comes of it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.criteria import load_criteria
from allmende.policies import PolicyError
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import definitions, registry, relations, words
from allmende.workbench.cases.forms.acting import LaneForm
from allmende.workbench.cases.forms.looking import reviewers
from allmende.workbench.cases.kinds import Item
from allmende.workbench.cases.models import LaneRun
from allmende.workbench.cases.queries import page as pages
from allmende.workbench.cases.services import lanes as services
from allmende.workbench.cases.views.doing import done
from allmende.workbench.cases.views.finding import case_or_404
from allmende.workbench.cases.views.showing import frame, lane_rows
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import NotAllowed, Refused


@requires("cases.view")
def lane(request: HttpRequest, number: str, lane: str) -> HttpResponse:
    """A lane, and for whoever reviews the form to answer it."""
    case = case_or_404(request.user, number)
    page = pages.page(request.user, case)
    view = _view_or_404(page, lane)
    posted = request.method == "POST"
    form = LaneForm(request.POST if posted else None, lane=view.lane, lines=view.lines)
    if posted:
        if not view.may_answer:
            raise NotAllowed("cases.answer_lane")
        if form.is_valid() and _answered(request, view, form):
            return redirect("cases:lane", number, lane)
    searched = request.GET.get("reviewer-search", "")
    mends = registry.mends(request.user, case, filter(None, map(_failed, view.lines)))
    context = {
        **frame(request, page, ""),
        "row": next(one for one in lane_rows(page) if one["view"] is view),
        "view": view,
        "help": words.said(view.lane.help),
        "guide": registry.guide_address(case.kind, "lane", lane),
        "lines": [
            {"line": one, "question": question(one.item), "hint": words.said(one.item.hint),
             "asked": form.asked(one) if view.may_answer else None,
             "mend": mends.get(_failed(one))}
            for one in view.lines
        ],
        "form": form,
        "may_repeat": view.run.state == LaneRun.State.ANSWERED
        and page.kind.state(case.state).lanes
        and relations.answers_lane(
            request.user, case, view.run.role, view.run.reviewer_id
        ),
        "may_assign": view.may_assign and view.run.state in ("waiting", "running"),
        "searched": searched,
        "people": reviewers(view.run.role, searched),
    }  # fmt: skip
    return render(request, "cases/lane.html", context)


def _answered(request: HttpRequest, view: pages.LaneView, form: LaneForm) -> bool:
    """Keep the answers to the lines and, where it is finished, what comes of the lane."""
    try:
        with transaction.atomic():
            for item, state, reason in form.given():
                services.answer_item(request.user, view.run, item, state, reason)
            if "finish" in request.POST:
                said = form.cleaned_data
                services.answer_lane(
                    request.user, view.run, said["answer"], said["reason"], form.wanted()
                )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The answers were saved."))
    return True


@require_POST
@requires("cases.view")
def assign(request: HttpRequest, number: str, lane: str) -> HttpResponse:
    """Give a lane to somebody, or to nobody in particular."""
    case = case_or_404(request.user, number)
    view = _view_or_404(pages.page(request.user, case), lane)
    key = request.POST.get("reviewer", "")
    person = None
    if key:
        is_number = key.isdecimal() and key.isascii() and len(key) < 18
        person = User.objects.filter(pk=int(key)).first() if is_number else None
        if person is None:
            raise Http404
    done(request, lambda: services.assign(request.user, view.run, person), _("Saved."))
    return redirect("cases:lane", number, lane)


@require_POST
@requires("cases.view")
def again(request: HttpRequest, number: str, lane: str) -> HttpResponse:
    """Look at an answered lane once more."""
    case = case_or_404(request.user, number)
    view = _view_or_404(pages.page(request.user, case), lane)
    done(request, lambda: services.reopen_lane(request.user, view.run))
    return redirect("cases:lane", number, lane)


def _view_or_404(page: pages.Page, lane: str) -> Any:
    found = next((one for one in page.lanes if one.lane.id == lane), None)
    if found is None:
        raise Http404
    return found


def _failed(line: pages.Line) -> str:
    """The criterion that the machine did not find met, by its id; else empty."""
    said = line.machine
    asked = line.item.criterion
    return asked.id if asked and said and said.state in ("not-met", "partly") else ""


def question(item: Item) -> str:
    """What a line asks: its own question, or that of its criterion."""
    if item.question:
        return words.said(item.question)
    if item.criterion is None:
        return item.id
    try:
        criteria = load_criteria(item.criterion.set, definitions.profile())
    except PolicyError:
        return item.id
    found = next((one for one in criteria.criteria if one.id == item.criterion.id), None)
    return words.said(found.question) if found else item.id
