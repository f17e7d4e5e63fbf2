# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Cases on their way out as CSV or JSON."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from allmende.workbench.cases import words
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.core import exporting as lists

FIELDS = (
    "number",
    "kind",
    "title",
    "state",
    "state_label",
    "phase",
    "tier",
    "unit",
    "requester",
    "created_at",
    "submitted_at",
    "decided_at",
    "closed_at",
    "due_on",
    "review_on",
    "confidential",
    "lanes",
    "lanes_answered",
)


def answer(form: str, found: Iterable[Case]) -> HttpResponse:
    """The list of cases as a file; answers of the forms are not in it."""
    return lists.answer(form, "cases", FIELDS, map(_row, found))


def _row(case: Case) -> dict[str, Any]:
    lanes = [one for one in getattr(case, "current_lanes", []) if one.state != "skipped"]
    return {
        "number": case.number,
        "kind": case.kind,
        "title": case.title,
        "state": case.state,
        "state_label": words.said(declared(case).state(case.state).label),
        "phase": case.phase,
        "tier": case.tier or None,
        "unit": case.unit.name if case.unit else None,
        "requester": str(case.requester),
        **{
            name: moment.isoformat() if (moment := getattr(case, name)) else None
            for name in (
                "created_at",
                "submitted_at",
                "decided_at",
                "closed_at",
                "due_on",
                "review_on",
            )
        },
        "confidential": case.confidential,
        "lanes": len(lanes),
        "lanes_answered": sum(one.state == "answered" for one in lanes),
    }
