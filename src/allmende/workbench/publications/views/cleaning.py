# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What must not go out of a history, and the two ways to leave it behind."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.publishing.cleaning import Offence, OffendingPlace, Way, provenance
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import cases
from allmende.workbench.cases.words import language, said
from allmende.workbench.core.access import requires
from allmende.workbench.publications import cleaning, words

PLACES = 20
"""Places of one finding that the page lists."""
SHOWN = 200
"""Findings that the page lists; the scripts are made for all of them."""


# Findings are a list of places to attack: whoever may read them may read this.
@requires("assessments.view_findings")
def page(request: HttpRequest, number: str) -> HttpResponse:
    """What must not go out, what to do first, both ways with their scripts and consequences."""
    case, found = _found_or_404(request, number)
    plan = found.plan
    named = {one.id: one for one in plan.offences}
    context = {
        "case": case,
        "found": found,
        "plan": plan,
        "number": len(plan.offences),
        "offences": [_offence(one) for one in plan.offences[:SHOWN]],
        "more": max(0, len(plan.offences) - SHOWN),
        "first": list(dict.fromkeys(said(one.first) for one in plan.offences)),
        "ways": [_way(one, named) for one in plan.ways],
    }
    return render(request, "publications/cleaning/page.html", context)


@requires("assessments.view_findings")
def download(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """A script of one of the ways, or the note of provenance; neither holds a value."""
    case, found = _found_or_404(request, number)
    way = next((one for one in found.plan.ways if one.id == cleaning.SCRIPTS.get(name)), None)
    if name == cleaning.NOTE:
        text, kind = provenance(cleaning.origin(case, found)), "text/markdown"
    elif way is not None:
        text, kind = way.script[language()], "text/x-shellscript"
    else:
        raise Http404
    sent = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    sent["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent


def _found_or_404(request: HttpRequest, number: str) -> tuple[Case, cleaning.Found]:
    case = cases.by_number(request.user, number)
    found = cleaning.of_case(case) if case else None
    if case is None or found is None:
        raise Http404
    return case, found


def _offence(one: Offence) -> dict[str, Any]:
    return {
        "one": one,
        "in_tree": cleaning.in_tree(one),
        "places": [_place(place) for place in one.places[:PLACES]],
        "more": max(0, one.places_total - PLACES),
    }


def _place(one: OffendingPlace) -> dict[str, Any]:
    return {"one": one, "how": words.HOW[one.how], "where": words.WHERE.get(one.where, "")}


def _way(way: Way, named: dict[str, Offence]) -> dict[str, Any]:
    open_paths = (
        place.path for id in way.open for place in named[id].places if place.in_head and place.path
    )
    file = next(name for name, id in cleaning.SCRIPTS.items() if id == way.id)
    return {
        "way": way,
        "title": said(way.title),
        "about": said(way.about),
        "loses": [said(one) for one in way.loses],
        "script": way.script[language()],
        "open": list(dict.fromkeys(open_paths)),
        "file": file,
    }
