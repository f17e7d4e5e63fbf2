# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Begin a case: what there is to ask for, and the guide before the first question."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from allmende.workbench.cases import definitions, registry, words
from allmende.workbench.cases.kinds import Kind, lanes_of
from allmende.workbench.cases.services import starting
from allmende.workbench.cases.views.finding import GIVEN
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused


@requires("cases.start")
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind that can be started, with what it is for and how long it takes."""
    rows = [_row(one) for one in definitions.current().values()]
    return render(request, "cases/kinds.html", {"rows": rows})


@requires("cases.start")
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """The guide of a kind, and the button that begins a case."""
    declared = definitions.current().get(kind)
    if declared is None:
        raise Http404
    if request.method == "POST":
        try:
            case = starting.start(request.user, declared.id)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            return redirect("cases:form", case.number)
    context = {
        **_row(declared),
        "given": kind in GIVEN,
        "guide": registry.guide_address(kind),
        "lanes": [words.said(one.lane.label) for one in lanes_of(declared, {})],
        "groups": [words.said(one.title) for one in declared.groups],
    }
    return render(request, "cases/start.html", context)


def _row(one: Kind) -> dict[str, object]:
    return {
        "kind": one,
        "title": words.said(one.title),
        "help": words.said(one.help),
        "what": words.said(one.guide.what),
        "how_long": words.said(one.guide.how_long),
        "needed": words.said(one.guide.needed),
    }
