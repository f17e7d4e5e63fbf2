# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whose calendar a secret opens, and what stands in it."""

from typing import Any

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import FeedToken
from allmende.workbench.cases.queries import tasks
from allmende.workbench.cases.services.feeds import digest_of
from allmende.workbench.cases.services.notices import address_of
from allmende.workbench.core.icalendar import Entry


def person_of(secret: str) -> User | None:
    """The active person whose secret this is."""
    found = FeedToken.objects.filter(digest=digest_of(secret), person__is_active=True)
    token = found.select_related("person").first()
    return token.person if token else None


def has_address(person: Any) -> bool:
    return FeedToken.objects.filter(person=person).exists()


def entries_for(person: User, language: str) -> list[Entry]:
    """Lanes and conditions with a day that are the person's to do; no reasons and no answers.

    Whoever holds the address reads it, so that confidential cases are named by number alone.
    """
    found = []
    for task in tasks.my_tasks(person):
        if task.due is None or task.what not in ("lane", "condition"):
            continue
        row = task.lane or task.condition
        case = task.case
        name = case.number if case.confidential else f"{case.number} {case.title}".strip()
        secret = task.what == "condition" and case.confidential
        found.append(
            Entry(
                f"{task.what}-{row.pk if row else 0}@allmende",
                task.due,
                name if secret else f"{task.label[language][:120]}: {name}",
                task.since or case.created_at,
                address=address_of(case),
            )
        )
    return found
