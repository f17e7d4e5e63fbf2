# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The lists of analyses: what we take, and what we give."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.workbench.assessments import exporting, words
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.views import filters
from allmende.workbench.core.access import requires

PER_PAGE = 40


@requires("assessments.view")
def index(request: HttpRequest) -> HttpResponse:
    """Every repository that was held against criteria."""
    return _list(request, ())


@requires("assessments.view")
def checks(request: HttpRequest) -> HttpResponse:
    """The publication checks alone."""
    return _list(request, (words.OWN,))


@requires("assessments.view")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list as a file, all pages of it."""
    wanted, sort = filters.of_list(request.GET), filters.sort_of_list(request.GET)
    found = queries.subjects(request.user, wanted, sort)
    return exporting.answer_list(form, found)


def _list(request: HttpRequest, criteria: tuple[str, ...]) -> HttpResponse:
    wanted = filters.of_list(request.GET, criteria)
    sort = filters.sort_of_list(request.GET)
    found = queries.subjects(request.user, wanted, sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = ["state", "unit"] if criteria else ["criteria", "state", "unit"]
    labels = _labels()
    counts = {key: dict(value) for key, value in queries.choices(request.user, wanted).items()}
    order = {"criteria": words.sets(), "state": tuple(words.RUNS)}
    query = request.GET.copy()
    query.pop("page", None)
    if criteria:
        query.setlist("criteria", list(criteria))
    context: dict[str, Any] = {
        "page": page,
        "rows": [_row(one) for one in page],
        "wanted": wanted,
        "own": bool(criteria),
        "facets": filters.facets(names, counts, wanted, labels, order),
        "chosen": filters.tags(request, names, wanted, labels),
        "query": query.urlencode(),
        "any": page.paginator.count or filters.tags(request, names, wanted, labels),
        "keep": [("sort", sort)] if sort != "-date" else [],
        "start": f"?criteria={words.OWN}" if criteria else "",
    }
    return render(request, "assessments/index.html", context)


def _labels() -> dict[str, dict[str, str]]:
    return {
        "criteria": {one: words.criteria_title(one) for one in words.sets()},
        "state": {key: str(label) for key, label in words.RUNS.items()},
        "unit": queries.unit_names(),
    }


def _row(subject: Any) -> dict[str, Any]:
    latest = subject.latest
    return {
        "subject": subject,
        "latest": latest,
        "report": latest or subject.newest,
        "title": words.criteria_title(subject.criteria),
        "run": words.RUNS[subject.run],
        "tag": words.RUN_TAGS.get(subject.run, ""),
        "must": latest.summary.get("must") if latest else None,
        "should": latest.summary.get("should") if latest else None,
    }
