# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What every kind may use around its yearly review: a guard and a computation."""

from typing import Any

from django.utils import timezone

from allmende.criteria.giving import later
from allmende.workbench.cases import registry
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services.locking import touch
from allmende.workbench.core import events

MONTHS = 12


@registry.guard("review-date-reached")
def review_date_reached(case: Case) -> bool:
    """Whether the day on which the case is to be looked at again has come."""
    return case.review_on is not None and case.review_on <= timezone.localdate()


@registry.computation("plan-review")
def plan_review(actor: Any, case: Case) -> None:
    """The next review is due a year from today."""
    case.review_on = later(timezone.localdate(), MONTHS)
    case.chased_on = None
    touch(actor, case, "review_on", "chased_on")
    events.record(actor, "cases.review-set", case, due_day=case.review_on.isoformat())
