# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The board of a kind: its cases by state, and a way to move each with and without a mouse."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.cases import definitions, relations, words
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import board as boards
from allmende.workbench.cases.services import moving
from allmende.workbench.cases.views import filters
from allmende.workbench.cases.views.doing import done, seen
from allmende.workbench.cases.views.finding import case_or_404, list_of
from allmende.workbench.cases.views.lists import case_row
from allmende.workbench.cases.views.showing import FIGURE_TAGS, asks_something
from allmende.workbench.core import navigation
from allmende.workbench.core.access import requires


@requires("cases.view")
def board(request: HttpRequest, kind: str) -> HttpResponse:
    """Each state as a column; closed ones show only how many, and lead to the list."""
    shown = definitions.current().get(kind)
    if shown is None:
        raise Http404
    navigation.belongs_to(request, list_of(shown)["address"])
    standing = relations.standing_roles(request.user)
    wanted = filters.wanted(request.GET)
    columns = [
        (one, [_card(request.user, standing, case) for case in one.cards])
        for one in boards.columns(request.user, kind, wanted)
    ]
    reached = {
        to for _one, cards in columns for card in cards for _step, _said, to in card["steps"]
    }
    context = {
        "kind": shown,
        "title": words.said(shown.title),
        "list": list_of(shown),
        "wanted": wanted,
        "columns": [
            {
                "state": one.state,
                "label": words.said(one.state.label),
                "tag": FIGURE_TAGS[one.state.figure],
                "number": one.number,
                "more": one.number - len(one.cards),
                "cards": cards,
                "counted": one.state.phase == "closed",
            }
            for one, cards in columns
            if one.number or one.state.phase == "open" or one.state.id in reached
        ],
    }
    return render(request, "cases/board.html", context)


def _card(user: Any, standing: relations.Roles, case: Case) -> dict[str, Any]:
    """A case with the steps its roles open; what stands against one is told when it is taken."""
    kind = declared(case)
    roles = set(standing)
    if case.requester_id == user.pk:
        roles.add("requester")
    if any(one.reviewer_id == user.pk for one in getattr(case, "current_lanes", [])):
        roles.add("reviewer")
    steps = [
        (one.id, words.said(one.label), one.to)
        for one in kind.transitions
        if case.state in one.from_states
        and roles & set(one.who)
        and not (one.four_eyes and "requester" in roles)
    ]
    return {**case_row(case), "address": case.get_absolute_url(), "steps": steps}


@require_POST
@requires("cases.view")
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Take the step chosen on the board, or lead to its page where it asks for something."""
    case = case_or_404(request.user, number)
    kind = declared(case)
    chosen = request.POST.get("step", "")
    step = next(
        (one for one in kind.transitions if one.id == chosen and case.state in one.from_states),
        None,
    )
    if step is None:
        done(request, lambda: moving.take(request.user, case, chosen))
        return redirect("cases:board", case.kind)
    if asks_something(kind, step, case.state):
        return redirect("cases:step", number, chosen)
    told = _("{number}: “{step}” was done.").format(number=number, step=words.said(step.label))
    done(request, lambda: moving.take(request.user, case, chosen, seen=seen(request)), told)
    return redirect("cases:board", case.kind)
