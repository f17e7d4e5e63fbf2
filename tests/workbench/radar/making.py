# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Sources that brought something lately, and watches on it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.workbench.catalogue.making import entry, record_of, take_in

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Change, Software
from allmende.workbench.radar import targets
from allmende.workbench.radar.models import Watch
from allmende.workbench.radar.services import watches

BEFORE = timezone.now() - timedelta(days=400)
"""Since long before anything in a test."""


def known_source(*names: str, source: str = "list-a", **said: Any) -> None:
    """A source whose first run was over long ago, with these entries beside an old one."""
    take_in(entry("Old", source), *(entry(name, source, **said) for name in names))
    Change.objects.filter(kind=Change.Kind.FILLED).update(at=BEFORE)


def new(name: str, source: str = "list-a", **said: Any) -> Software:
    """A software that a source lists for the first time, known to the search."""
    take_in(entry(name, source, **said))
    searching.rebuild()
    return record_of(source, name).software


def gone(name: str, source: str = "list-a") -> Software:
    """A software that a source no longer lists."""
    record = record_of(source, name)
    Change.objects.create(kind=Change.Kind.VANISHED, software=record.software, source=record.source)
    return record.software


def watch(person: User, what: str, name: str = "", **said: Any) -> Watch:
    """`watch(office, "search:q=mail")`; named as the page would name it."""
    target = targets.of(person, what)
    assert target is not None, what
    named = name or targets.name_of(person, target, targets.Names())
    return watches.add(person, target, named, **said)


def stored(owner: User | None) -> Watch:
    """A watch as it lies in the database; without owner the office's."""
    return Watch.objects.create(owner=owner, kind="tag", name="Mail", query="tag=mail")


def many(number: int, *, at: datetime | None = None) -> list[Software]:
    """So many software of which something changed."""
    made = Software.objects.bulk_create(
        Software(name=f"Tool {n}", slug=f"tool-{n}") for n in range(number)
    )
    Change.objects.bulk_create(
        Change(
            kind=Change.Kind.CHANGED,
            software=one,
            field="latest_release",
            before="1",
            after="2",
            at=at or timezone.now(),
        )
        for one in made
    )
    return made
