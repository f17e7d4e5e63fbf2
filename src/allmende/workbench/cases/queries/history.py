# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What happened in a case, in sentences; the reasons come from the rows, not from the events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allmende.workbench.cases.models import Case
from allmende.workbench.core import events
from allmende.workbench.core import queries as core
from allmende.workbench.core.models import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening: when, who (empty: the workbench itself), the sentence, the reason given."""

    at: datetime
    who: str
    sentence: str
    reason: str
    kind: str
    event: int


def history(case: Case, limit: int | None = None) -> list[Entry]:
    """The newest first, in the active language; four queries, five where a case was migrated.

    The caller has let the person in.
    """
    found = core.events(subject_type="case", subject_id=case.pk)
    rows = list(found[:limit] if limit else found)
    reasons = {
        **_texts("move", case.moves.values_list("pk", "reason")),
        **_texts("run", case.lanes.values_list("pk", "reason")),
        **_texts("condition", case.conditions.values_list("pk", "text")),
    }
    if why := [one.data["why"] for one in rows if "why" in one.data]:
        reasons |= _texts("why", case.comments.filter(pk__in=why).values_list("pk", "text"))
    return [
        Entry(
            one.at,
            str(one.actor) if one.actor else "",
            events.sentence(one),
            _reason(one, reasons),
            one.kind,
            one.pk,
        )
        for one in rows
    ]


def head(case: Case) -> tuple[int, str, datetime | None]:
    """How many events a case has, hash and moment of the last: it seals all events before it."""
    found = core.events(subject_type="case", subject_id=case.pk)
    last = found.first()
    return found.count(), last.digest if last else "", last.at if last else None


def _texts(key: str, rows: Any) -> dict[tuple[str, int], str]:
    return {(key, pk): text for pk, text in rows if text}


def _reason(event: Event, reasons: dict[tuple[str, int], str]) -> str:
    said_with = event.kind not in ("cases.lane-started",)
    for key in ("move", "run", "condition", "why"):
        if said_with and key in event.data:
            return reasons.get((key, event.data[key]), "")
    return ""
