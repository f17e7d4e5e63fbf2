# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of what people stated: their answers, and suppressions of findings."""

from datetime import date

from django.db.models import QuerySet

from allmende.repositories import Suppression as Rule
from allmende.workbench.assessments.models import Statement, Subject, Suppression


def statements(subject: Subject, criterion: str = "") -> QuerySet[Statement]:
    """All answers of a subject, or to one criterion, the newest first."""
    found = Statement.objects.filter(subject=subject).select_related("by").order_by("-at", "-id")
    return found.filter(criterion=criterion) if criterion else found


def newest_statements(subject: Subject) -> dict[str, Statement]:
    """Criterion to the newest answer, where that was not withdrawn; one query."""
    newest: dict[str, Statement] = {}
    for one in statements(subject):
        newest.setdefault(one.criterion, one)
    return {key: one for key, one in newest.items() if one.state != Statement.State.WITHDRAWN}


def standing_suppressions(key: str) -> QuerySet[Suppression]:
    """Those of a repository nobody took back, expired ones included."""
    return Suppression.objects.filter(key=key, withdrawn_at=None).select_related("by")


def suppressions_in_force(key: str, on: date) -> tuple[Rule, ...]:
    """Those that count on a day, as the library reads them."""
    return tuple(
        Rule(reason=one.reason, finding=one.finding, expires=one.expires)
        for one in standing_suppressions(key).filter(expires__gte=on)
    )


def suppressions_of(key: str, finding: str) -> QuerySet[Suppression]:
    """Everything that was said of one finding, the newest first."""
    return Suppression.objects.filter(key=key, finding=finding).select_related("by", "withdrawn_by")
