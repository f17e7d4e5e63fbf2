# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Chase what is late once on each working day: lanes, conditions, cases, reviews that are due."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.workbench.cases.deadlines import is_working_day
from allmende.workbench.cases.definitions import calendar, declared
from allmende.workbench.cases.kinds import Notification
from allmende.workbench.cases.models import Case, Condition, LaneRun
from allmende.workbench.cases.queries import overdue
from allmende.workbench.cases.services import notices
from allmende.workbench.cases.services.notices import Occasion
from allmende.workbench.core import events

Late = LaneRun | Condition | Case


def remind(on: date | None = None) -> dict[str, int]:
    """Tell whom the kinds name of what is late; a second call on the same day tells nobody.

    On a day on which the office does not work nothing happens. Gives the number of messages by
    what is late.
    """
    day = on or timezone.localdate()
    told: Counter[str] = Counter()
    if not is_working_day(day, calendar()):
        return {}
    for what, rows in _late(day):
        for pk in rows:
            told[what] += _chase(what, pk, day)
    return dict(told)


def _late(day: date) -> Iterator[tuple[str, list[int]]]:
    yield "lane", list(overdue.lanes(day).exclude(chased_on=day).values_list("pk", flat=True))
    conditions = overdue.conditions(day).exclude(chased_on=day)
    yield "condition", list(conditions.values_list("pk", flat=True))
    yield "case", list(overdue.cases(day).exclude(chased_on=day).values_list("pk", flat=True))
    reviews = overdue.reviews(day).exclude(chased_on=day)
    yield "review", list(reviews.values_list("pk", flat=True))


@transaction.atomic
def _chase(what: str, pk: int, day: date) -> int:
    """One transaction for each, so that one that fails keeps no other back."""
    model = {"lane": LaneRun, "condition": Condition}.get(what, Case)
    row: Any = model._default_manager.select_for_update().filter(pk=pk).first()
    if row is None or row.chased_on == day:
        return 0
    row.chased_on = day
    row.save(update_fields=["chased_on"])
    case = row if isinstance(row, Case) else row.case
    kind = declared(case)
    people, occasion = _occasion(what, row, day)
    number = sum(
        notices.tell(case, kind, one, occasion, people=people) for one in _wanted(case, what)
    )
    if number:
        events.record(None, "cases.reminded", case, number=number, late=what)
    return number


def _wanted(case: Case, what: str) -> list[Notification]:
    return [one for one in declared(case).notifications if what in one.due]


def _occasion(what: str, row: Any, day: date) -> tuple[list[int], Occasion]:
    """Whom it concerns beside those the kind names, and what the message says."""
    key = f"{what}:{row.pk}:{day.isoformat()}"
    if isinstance(row, LaneRun):
        label = declared(row.case).lane(row.lane).label
        people = [row.reviewer_id] if row.reviewer_id else []
        return people, Occasion(key, lane=label, due=row.due_on)
    if isinstance(row, Condition):
        people = [row.responsible_id] if row.responsible_id else []
        return people, Occasion(key, reason=row.text, due=row.due_on)
    return [], Occasion(key, due=row.review_on if what == "review" else row.due_on)
