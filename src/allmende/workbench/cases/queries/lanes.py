# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How long lanes take against their target, by kind."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.db.models import Q
from django.utils import timezone

from allmende.workbench.cases import definitions
from allmende.workbench.cases.deadlines import working_days_between
from allmende.workbench.cases.models import LaneRun
from allmende.workbench.cases.queries.cases import visible_to

WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class LaneAge:
    """A lane in working days: open ones and the oldest of them, and those answered in 90 days.

    `within` of `answered` were answered within the target; `middle` is the median they took.
    """

    lane: str
    label: dict[str, str]
    target: int
    open: int
    late: int
    oldest: int | None
    answered: int
    within: int
    middle: float | None


def ages(user: Any, kind: str) -> list[LaneAge]:
    """Each lane of the present version over the cases that the person sees; two queries."""
    declared = definitions.current().get(kind)
    if declared is None:
        return []
    calendar, today = definitions.calendar(), timezone.localdate()
    recent = Q(state=LaneRun.State.ANSWERED, answered_at__gt=timezone.now() - WINDOW)
    running = Q(state=LaneRun.State.RUNNING, current=True, case__phase="open")
    rows = LaneRun.objects.filter(recent | running, case__in=visible_to(user, kind))
    open_: dict[str, list[int]] = defaultdict(list)
    took: dict[str, list[int]] = defaultdict(list)
    for lane, begun, ended in rows.values_list("lane", "started_at", "answered_at"):
        until = timezone.localdate(ended) if ended else today
        days = working_days_between(timezone.localdate(begun), until, calendar)
        (took if ended else open_)[lane].append(days)
    return [
        LaneAge(
            one.id,
            one.label,
            one.target_days,
            open=len(open_[one.id]),
            late=sum(days > one.target_days for days in open_[one.id]),
            oldest=max(open_[one.id], default=None),
            answered=len(took[one.id]),
            within=sum(days <= one.target_days for days in took[one.id]),
            middle=median(took[one.id]) if took[one.id] else None,
        )
        for one in declared.lanes
    ]
