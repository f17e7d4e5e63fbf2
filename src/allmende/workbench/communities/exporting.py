# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bodies, consultations and obligations on their way out as CSV or JSON."""

from collections.abc import Collection, Iterable
from datetime import date

from django.http import HttpResponse

from allmende.workbench.cases.words import language
from allmende.workbench.communities.models import Body, Consultation
from allmende.workbench.communities.queries import Line
from allmende.workbench.core.exporting import Row, answer

BODIES = (
    *("name", "kind", "homepage", "about", "ours", "delegates", "open_consultations"),
    *("source", "read_on"),
)
CONSULTATIONS = (
    *("title", "body", "kind", "address", "asked_on", "due_on", "state", "responsible"),
    *("position", "reason", "outcome", "links"),
)
OBLIGATIONS = (
    *("id", "law", "section", "addressee", "strength", "demand", "follows", "source", "read_on"),
    *("verified", "state", "evidence", "reviewed_on", "next_review"),
)


def answer_bodies(form: str, found: Iterable[Body]) -> HttpResponse:
    return answer(form, "bodies", BODIES, (_body(one) for one in found))


def answer_consultations(
    form: str, found: Iterable[Consultation], readable: Collection[int]
) -> HttpResponse:
    """With the positions of `readable`; the others have none."""
    rows = (_consultation(one, one.pk in readable) for one in found)
    return answer(form, "consultations", CONSULTATIONS, rows)


def answer_obligations(form: str, found: Iterable[Line]) -> HttpResponse:
    return answer(form, "obligations", OBLIGATIONS, (_obligation(one) for one in found))


def _body(one: Body) -> Row:
    return {
        "name": one.name,
        "kind": one.kind,
        "homepage": one.homepage or None,
        "about": one.about or None,
        "ours": one.ours or None,
        "delegates": [each.who for each in one.shown_delegations],  # type: ignore[attr-defined]
        "open_consultations": one.open,  # type: ignore[attr-defined]
        "source": one.source or None,
        "read_on": _day(one.read_on),
    }


def _consultation(one: Consultation, readable: bool) -> Row:
    return {
        "title": one.title,
        "body": one.body.name,
        "kind": one.kind,
        "address": one.address or None,
        "asked_on": _day(one.asked_on),
        "due_on": _day(one.due_on),
        "state": one.state,
        "responsible": str(one.responsible) if one.responsible else None,
        "position": (one.position or None) if readable else None,
        "reason": one.reason or None,
        "outcome": one.outcome or None,
        "links": one.links if readable else [],
    }


def _obligation(one: Line) -> Row:
    spoken = language()
    return {
        "id": one.demand.id,
        "law": one.law,
        "section": one.demand.section[spoken],
        "addressee": one.demand.addressee[spoken],
        "strength": one.demand.strength,
        "demand": one.demand.demand[spoken],
        "follows": one.demand.follows[spoken],
        "source": one.demand.source,
        "read_on": _day(one.demand.read_on),
        "verified": one.demand.verified,
        "state": one.ours.state,
        "evidence": one.ours.evidence or None,
        "reviewed_on": _day(one.ours.reviewed_on),
        "next_review": _day(one.ours.review_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
