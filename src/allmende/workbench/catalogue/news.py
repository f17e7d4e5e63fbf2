# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is new, changed or no longer seen: since a person's last visit, for the list and others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min
from django.http import HttpRequest

from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Change, SourceRecord
from allmende.workbench.catalogue.services import visits

SESSION = "catalogue-visit-before"


def last_visit(request: HttpRequest) -> datetime | None:
    """When the person's session before this one first looked; None: this is the first.

    The session keeps the answer, so that a click in between moves nothing.
    """
    if not queries.sees_internal(request.user):
        return None
    if SESSION not in request.session:
        before = visits.begin(request.user)  # type: ignore[arg-type]
        request.session[SESSION] = before.isoformat() if before else ""
    kept = request.session[SESSION]
    return datetime.fromisoformat(kept) if kept else None


def keys(user: Any, what: Iterable[str], since: datetime | None) -> dict[str, frozenset[int]]:
    """The software that are "new", "changed" (both since then) or "gone", by these words."""
    return {one: frozenset(_KEYS[one](user, since)) for one in what}


def _new(user: Any, since: datetime | None) -> Iterable[int]:
    if since is None:
        return ()
    return queries.visible_to(user).filter(created_at__gt=since).values_list("pk", flat=True)


def _changed(user: Any, since: datetime | None) -> Iterable[int]:
    if since is None:
        return ()
    rows = Change.objects.filter(kind=Change.Kind.CHANGED, at__gt=since)
    older = rows.exclude(software__created_at__gt=since)
    seen = older.filter(software__in=queries.visible_to(user))
    return seen.order_by().values_list("software_id", flat=True).distinct()


def _gone(user: Any, since: datetime | None) -> Iterable[int]:
    rows = SourceRecord.objects.filter(vanished_at__isnull=False)
    seen = rows.filter(software__in=queries.visible_to(user))
    return seen.order_by().values_list("software_id", flat=True).distinct()


_KEYS = {"new": _new, "changed": _changed, "gone": _gone}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line of the list tells of an entry; `gone` is since when a source lacks it."""

    new: bool = False
    fields: tuple[str, ...] = ()
    gone: datetime | None = None
    missing_in: tuple[str, ...] = ()
    """Names of the sources that no longer list it."""

    @property
    def any(self) -> bool:
        return bool(self.new or self.fields or self.gone)


def marks(rows: Sequence[Any], since: datetime | None) -> Mapping[int, Mark]:
    """The marks of these software; two queries for any number of them."""
    fields: dict[int, list[str]] = defaultdict(list)
    if since is not None:
        changed = Change.objects.filter(
            software__in=rows, kind=Change.Kind.CHANGED, at__gt=since
        ).order_by("id")
        for pk, field in changed.values_list("software_id", "field"):
            fields[pk].append(field)
    gone: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    lost = SourceRecord.objects.filter(software__in=rows, vanished_at__isnull=False)
    named = lost.order_by().values_list("software_id", "source__name")
    for pk, name, at in named.annotate(at=Min("vanished_at")):
        gone[pk].append((at, name))
    found = {
        one.pk: Mark(
            new := since is not None and one.created_at > since,
            () if new else tuple(dict.fromkeys(fields[one.pk])),
            min((at for at, _name in gone[one.pk]), default=None),
            tuple(name for _at, name in sorted(gone[one.pk])),
        )
        for one in rows
    }
    return {pk: mark for pk, mark in found.items() if mark.any}
