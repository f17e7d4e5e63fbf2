# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lists of cases: what waits for a person, what we use, what we give."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.cases import definitions, exporting, words
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import cases as queries
from allmende.workbench.cases.queries import tasks
from allmende.workbench.cases.views import filters
from allmende.workbench.cases.views.finding import GIVEN
from allmende.workbench.cases.views.showing import FIGURE_TAGS, tier_of
from allmende.workbench.core.access import requires

PER_PAGE = 40
SHOWN = 50


@requires("cases.view")
def index(request: HttpRequest) -> HttpResponse:
    """Where one comes to by the address of the cases alone: to the own ones."""
    return redirect("cases:mine")


@requires("cases.view")
def mine(request: HttpRequest) -> HttpResponse:
    """What this person has to do, what others have to do for them, and what is late."""
    user = request.user
    context = {
        "tasks": [task_row(one) for one in tasks.my_tasks(user, SHOWN)],
        "waiting": [task_row(one) for one in tasks.waiting_for(user, SHOWN)],
        "overdue": [task_row(one) for one in tasks.overdue_for(user, SHOWN)],
    }
    return render(request, "cases/mine.html", context)


@requires("cases.view")
def use(request: HttpRequest) -> HttpResponse:
    """The cases about what we use."""
    return _list(request, _others(), _("Cases"), "cases:use")


@requires("cases.view")
def give(request: HttpRequest) -> HttpResponse:
    """The cases about what we give."""
    return _list(request, GIVEN, _("Publications"), "cases:give")


@requires("cases.view")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """A list as a file, all pages of it."""
    found = queries.exported(request.user, filters.wanted(request.GET), filters.sort(request.GET))
    return exporting.answer(form, found)


def _others() -> tuple[str, ...]:
    return tuple(one for one in definitions.current() if one not in GIVEN)


def _list(request: HttpRequest, kinds: tuple[str, ...], title: str, view: str) -> HttpResponse:
    wanted, sort = filters.wanted(request.GET, kinds), filters.sort(request.GET)
    page = Paginator(queries.listing(request.user, wanted, sort), PER_PAGE).get_page(
        request.GET.get("page")
    )
    chosen = filters.tags(request, kinds)
    query = request.GET.copy()
    query.pop("page", None)
    query.setlist("kind", list(wanted.kind))
    known = definitions.current()
    boards = [one for one in kinds if one in known]
    context: dict[str, Any] = {
        "title": title,
        "view": view,
        "given": kinds == GIVEN,
        "page": page,
        "rows": [case_row(one) for one in page],
        "wanted": wanted,
        "facets": filters.facets(queries.choices(request.user, wanted), request.GET, kinds),
        "chosen": chosen,
        "query": query.urlencode(),
        "any": page.paginator.count or chosen,
        "keep": [("sort", sort)] if sort != "-changed" else [],
        "boards": [{"id": one, "title": words.said(known[one].title)} for one in boards],
        "start": kinds[0] if len(kinds) == 1 else "",
    }
    return render(request, "cases/list.html", context)


def case_row(case: Case) -> dict[str, Any]:
    """A case in one line; no query, where `queries.listing` gave it."""
    kind = declared(case)
    state = kind.state(case.state)
    lanes = getattr(case, "current_lanes", [])
    counted = [one for one in lanes if one.state != "skipped"]
    due_in_time = case.phase != "open" or case.due_on is None or case.figure == "waiting"
    return {
        "case": case,
        "title": case.title or _("without a title"),
        "kind": words.said(kind.title),
        "state": words.said(state.label),
        "tag": FIGURE_TAGS[state.figure],
        "tier": tier_of(kind, case),
        "lanes": len(counted),
        "answered": sum(one.state == "answered" for one in counted),
        "late": not due_in_time and case.due_on is not None and case.due_on < timezone.localdate(),
    }


def task_row(one: tasks.Task) -> dict[str, Any]:
    """A task in one line."""
    kind = declared(one.case)
    return {
        "task": one,
        "title": one.case.title or _("without a title"),
        "kind": words.said(kind.title),
        "what": _what(one),
        "address": _address(one),
    }


def _what(one: tasks.Task) -> str:
    label = words.said(one.label)
    return {
        "lane": _("Lane: {what}"),
        "condition": _("Condition: {what}"),
        "form": _("Form to fill in ({what})"),
        "step": _("Next step ({what})"),
        "case": "{what}",
    }[one.what].format(what=label)


def _address(one: tasks.Task) -> str:
    address = one.case.get_absolute_url()
    if one.lane is not None:
        return f"{address}/lanes/{one.lane.lane}"
    return f"{address}/form" if one.what == "form" else address
