# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Note own developments that are not published, with the reason and when that is reviewed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.criteria.giving import later
from allmende.workbench.cases.models import Case
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.publications.models import NotPublished, Publication
from allmende.workbench.publications.services import verifying

MONTHS = 12
"""When a reason is looked at again, unless somebody says otherwise."""
FIELDS = ("name", "unit", "reason", "confidential", "short", "released", "review_on")


def note_unpublished(actor: Any, case: Case) -> None:
    """Note that the software of a case is not published; runs inside the step of the case.

    The reason stays inside the house until somebody of the office has released the entry.
    """
    Publication.objects.filter(case=case, published_on=None).delete()
    if Publication.objects.filter(case=case).exists():
        return
    move = case.moves.order_by("-id").first()
    reason = move.reason if move else ""
    entry, _made = NotPublished.objects.update_or_create(
        case=case,
        defaults={
            "name": verifying.name_of(case),
            "unit": case.unit,
            "reason": reason,
            "confidential": True,
            "released": False,
            "review_on": later(timezone.localdate(), MONTHS),
            "noted_on": timezone.localdate(),
            "noted_by": actor,
            "ended_on": None,
        },
    )
    _told(actor, entry, made=True)


@transaction.atomic
def note(actor: Any, said: Mapping[str, Any], entry: NotPublished | None = None) -> NotPublished:
    """Add or change an entry of the register; `said` holds FIELDS. Raises NotAllowed, Refused."""
    require(actor, "publications.note")
    made = entry is None
    entry = entry or NotPublished(noted_by=actor)
    for name in FIELDS:
        setattr(entry, name, said[name])
    if not entry.name.strip() or not entry.reason.strip():
        raise Refused(_("An entry needs a name and a reason."))
    if entry.released and entry.confidential and not entry.short.strip():
        raise Refused(
            _("The reason is confidential: give one for the public, or do not show the entry.")
        )
    entry.save()
    _told(actor, entry, made=made)
    return entry


@transaction.atomic
def end(actor: Any, entry: NotPublished) -> NotPublished:
    """The entry no longer holds, since the software is published after all. Raises NotAllowed."""
    require(actor, "publications.note")
    if entry.ended_on is None:
        entry.ended_on = timezone.localdate()
        entry.save(update_fields=["ended_on"])
        events.record(actor, "publications.not-published-ended", entry)
    return entry


def _told(actor: Any, entry: NotPublished, *, made: bool) -> None:
    if made:
        day = entry.review_on.isoformat()
        events.record(actor, "publications.not-published", entry, review_day=day)
    else:
        events.record(actor, "publications.not-published-changed", entry)
