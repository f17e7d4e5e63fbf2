# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The page of an analysis, a tab each for what one may want to know of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRefresh

from allmende.repositories import FACTS, with_titles
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.queries import judgements
from allmende.workbench.assessments.reports import comparing, filtering
from allmende.workbench.assessments.services import judging
from allmende.workbench.assessments.views import filters
from allmende.workbench.assessments.views.finding import (
    assessment_or_404,
    finished_or_404,
    frame,
    running,
)
from allmende.workbench.core.access import requires

FINDINGS_A_PAGE = 50
Json = Mapping[str, Any]


@requires("assessments.view")
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """The criteria with their answers; before the inspection is over, how far that is."""
    assessment = assessment_or_404(request.user, pk)
    if request.htmx:  # type: ignore[attr-defined]
        if not assessment.is_running:
            return HttpResponseClientRefresh()
        return render(request, "assessments/progress.html", frame(request, assessment, ""))
    if not assessment.is_done:
        context = {**frame(request, assessment, ""), "before": _last_report(assessment)}
        return render(request, "assessments/open.html", context)
    report = report_for(request.user, assessment)
    wanted = filters.of_answers(request.GET)
    left = filtering.answers(report, wanted)
    labels = {
        "group": {one["id"]: words.said(one["title"]) for one in report["criteria"]["groups"]}
    }
    order = {"state": words.STATES, "level": words.LEVELS, "group": tuple(labels["group"])}
    context = {
        **frame(request, assessment, "assessment"),
        "report": report,
        "figures": list(figures(assessment)),
        "tiers": list(_tiers(report)),
        "groups": filtering.grouped(report, left),
        "left": len(left),
        "all": len(report["answers"]),
        "facets": filters.facets(
            filtering.FACETS, filtering.counts(report, wanted), wanted, labels, order
        ),
        "chosen": filters.tags(request, filtering.FACETS, wanted, labels),
        "query": request.GET.urlencode(),
        "may_answer": request.user.has_perm("assessments.answer")
        and assessment.subject.latest_id == assessment.pk,
    }
    return render(request, "assessments/answers.html", context)


def report_for(user: Any, assessment: Assessment) -> dict[str, Any]:
    """The stored report, as far as this person may read it."""
    report: dict[str, Any] = assessment.report
    if user.has_perm("assessments.view_findings"):
        return report
    return filtering.without_findings(report)


def figures(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """A row for each weight: the number of answers in each state, with the words of the address."""
    for level in words.LEVELS:
        numbers = assessment.summary.get(level, {})
        cells = [
            {"state": state, "number": numbers.get(key, 0)} for state, key in words.FIGURES.items()
        ]
        if any(one["number"] for one in cells):
            yield {
                "level": level,
                "cells": list(_placed(cells)),
                "applicable": numbers.get("applicable", 0),
                "met": numbers.get("met", 0),
                "by_human": numbers.get("by_human", 0),
                "contested": numbers.get("contested", 0),
            }


def _placed(cells: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each number with its place on a bar of 1,000 parts."""
    total, begin = sum(one["number"] for one in cells), 0.0
    for one in cells:
        width = 1000 * one["number"] / total
        yield {**one, "x": round(begin, 1), "width": round(width, 1)}
        begin += width


def _tiers(report: Json) -> Iterator[dict[str, Any]]:
    name = words.said(report["criteria"]["tier"])
    for tier, numbers in report["summary"]["tiers"].items():
        yield {"label": f"{name} {tier}".strip(), **numbers}


def _last_report(assessment: Assessment) -> Assessment | None:
    return assessment.subject.latest


@requires("assessments.view")
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since the analysis before this one."""
    assessment = finished_or_404(request.user, pk)
    before = queries.previous_of(assessment)
    found = comparing.changes(before.report, assessment.report) if before else []
    asked = request.GET.get("direction", "")
    directions = [
        (key, sum(one.direction == key for one in found)) for key in ("better", "worse", "other")
    ]
    context = {
        **frame(request, assessment, "comparison"),
        "before": before,
        "number": len(found),
        "directions": directions,
        "direction": asked,
        "changes": [one for one in found if asked in ("", one.direction)],
        "other_policy": before is not None and before.policy != assessment.policy,
        "other_commit": before is not None and before.commit != assessment.commit,
        "findings": comparing.by_finding(before.inspection.findings, assessment.inspection.findings)
        if before and request.user.has_perm("assessments.view_findings")
        else None,
    }
    return render(request, "assessments/comparison.html", context)


@requires("assessments.view_findings")
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """What the scan found: redacted, with places; the suppressed among them, and say so."""
    assessment = finished_or_404(request.user, pk)
    every = findings_of(assessment)
    wanted = filters.of_findings(request.GET)
    left = [one for one in every or () if wanted.fits(one)]
    names = filtering.FINDING_FACETS
    order = {
        "kind": tuple(words.KINDS),
        **{name: tuple(filters.WORDS[name]) for name in ("sure", "where", "standing")},
    }
    counts = filtering.finding_counts(every or (), wanted)
    context = {
        **frame(request, assessment, "findings"),
        "scanned": every is not None,
        "all": len(every or ()),
        "page": Paginator(left, FINDINGS_A_PAGE).get_page(request.GET.get("page")),
        "facets": filters.facets(names, counts, wanted, {}, order),
        "chosen": filters.tags(request, names, wanted, {}),
        "rejected": assessment.inspection.rejected,
    }
    return render(request, "assessments/findings.html", context)


def findings_of(assessment: Assessment) -> list[dict[str, Any]] | None:
    """The findings as the report counts them: with the suppressions of the day it was judged."""
    day = timezone.localdate(assessment.judged_at) if assessment.judged_at else None
    rules = judgements.suppressions_in_force(assessment.subject.key, day) if day else ()
    return judging.with_suppressions(assessment.inspection.findings, rules)


@requires("assessments.view")
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the inspection noted, by subject."""
    assessment = finished_or_404(request.user, pk)
    context = {
        **frame(request, assessment, "facts"),
        "subjects": list(_by_subject(map(with_titles, assessment.inspection.facts))),
    }
    return render(request, "assessments/facts.html", context)


def _by_subject(every: Iterable[Json]) -> Iterator[tuple[str, list[Json]]]:
    found: dict[str, list[Json]] = {}
    for one in every:
        found.setdefault(one["key"].partition(".")[0], []).append(one)
    for subject, some in found.items():
        # Keys begin with the subject in the singular where the module has the plural.
        named = FACTS.get(subject) or FACTS.get(f"{subject}s") or NAMES.get(subject)
        yield words.said(named) if named else subject, some


NAMES: Mapping[str, Mapping[str, str]] = {
    "licence": FACTS["licences"],
    "dependencies": FACTS["manifests"],
    "sbom": FACTS["boms"],
    "forge": FACTS["publishing"],
}


@requires("assessments.view")
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every time this was analysed, and what people answered."""
    assessment = assessment_or_404(request.user, pk)
    every = list(queries.history_of(assessment.subject)[:100])
    context = {
        **frame(request, assessment, "history"),
        "runs": [{**running(one), "must": one.summary.get("must")} for one in every],
        "statements": judgements.statements(assessment.subject)[:200],
    }
    return render(request, "assessments/history.html", context)
