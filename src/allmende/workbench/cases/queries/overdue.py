# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is late on a day, whoever looks; `tasks.overdue_for` is what a person sees of it."""

from datetime import date

from django.db.models import Q, QuerySet

from allmende.workbench.cases.models import Case, Condition, LaneRun


def lanes(on: date) -> QuerySet[LaneRun]:
    """Lanes that are worked on past their day; not while the case waits for its requester."""
    found = LaneRun.objects.filter(
        late_lane(on, "case__"), current=True, state=LaneRun.State.RUNNING, due_on__lt=on
    )
    return found.select_related("case__kept").defer("case__kept__content").order_by("due_on", "id")


def conditions(on: date) -> QuerySet[Condition]:
    """Conditions that are not done past their day, of cases that were not refused or withdrawn."""
    found = Condition.objects.filter(done_at=None, due_on__lt=on)
    return found.exclude(case__figure__in=("refused", "withdrawn")).order_by("due_on", "id")


def cases(on: date) -> QuerySet[Case]:
    """Cases that should be decided by now; the clock stands still while they wait."""
    return Case.objects.filter(late_case(on)).order_by("due_on", "id")


def reviews(on: date) -> QuerySet[Case]:
    """Cases whose day of review has come."""
    return (
        Case.objects.filter(review_on__lte=on).exclude(phase="closed").order_by("review_on", "id")
    )


def late_case(on: date) -> Q:
    return Q(phase="open", due_on__lt=on) & ~Q(figure="waiting")


def late_lane(on: date, of: str = "") -> Q:
    return Q(**{f"{of}phase": "open"}) & ~Q(**{f"{of}figure": "waiting"})
