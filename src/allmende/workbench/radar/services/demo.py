# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Watches of the demo office, and when its people were last here; both are invented."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.catalogue.services import visits
from allmende.workbench.communities.models import Body
from allmende.workbench.radar import targets
from allmende.workbench.radar.models import Watch, Wish
from allmende.workbench.radar.services import watches

LAST_VISIT = timedelta(days=9)
WATCHED = (
    ("search:q=B%C3%BCrgerbeteiligung", "Bürgerbeteiligung", Wish.Rhythm.WEEKLY, False),
    ("search:tag=knowledge-management", "Wissensmanagement", "", False),
    ("search:source=demo-reports", "Was die Referate melden", "", False),
    ("software:forgejo", "Forgejo als Alternative", Wish.Rhythm.DAILY, False),
    ("search:tag=geographic-information-systems", "Karten und Geodaten", "", True),
    ("body:zendis", "ZenDiS", "", True),
)
"""What the office's person watches: subject, name, mail, and whether for all of the office."""


@transaction.atomic
def seed() -> None:
    """Let people have been here before and watch; a second call changes nothing."""
    if Watch.objects.exists():
        return
    for figure in cast.CAST:
        person = demo_person(figure.role, figure.first_name, figure.last_name)
        visits.begin(person, timezone.now() - LAST_VISIT)
        if figure.role == Role.OFFICE:
            for subject, name, rhythm, shared in WATCHED:
                if target := targets.of(person, _subject(subject)):
                    watches.add(person, target, name, rhythm=rhythm, shared=shared)


def _subject(written: str) -> str:
    """A body of the policy by its number, which differs from database to database."""
    kind, _colon, key = written.partition(":")
    if kind != "body":
        return written
    body = Body.objects.filter(key=key).first()
    return f"body:{body.pk if body else 0}"
