# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One at a time: the row of a case is held while it is changed, and who comes second is told."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries.cases import visible_to
from allmende.workbench.core.errors import NotAllowed, Refused


class Overtaken(Refused):
    """Somebody changed the same thing meanwhile: `who` and `at`; nothing was saved."""

    def __init__(self, who: Any, at: datetime) -> None:
        self.who, self.at = who, at
        moment = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        name = str(who) if who is not None else _("the workbench itself")
        super().__init__(
            _("{who} was quicker ({at}). Please look at what has changed and then decide.").format(
                who=name, at=moment
            )
        )


def locked(case: Case, seen: int | None = None) -> Case:
    """The row as it stands now, held until the transaction ends.

    Raises Overtaken where it is not the version that was seen.
    """
    # Two queries: what PostgreSQL joins to a row it waited for is still that of before the wait.
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    now = (
        Case.objects.select_related("kept", "requester", "changed_by")
        .defer("kept__content")
        .get(pk=case.pk)
    )
    if seen is not None and now.lock_version != seen:
        raise Overtaken(now.changed_by, now.changed_at)
    return now


def touch(actor: Any, case: Case, *fields: str) -> Case:
    """Save these fields, as a new version by this actor."""
    case.lock_version += 1
    case.changed_at, case.changed_by = timezone.now(), actor
    case.save(update_fields=[*fields, "lock_version", "changed_at", "changed_by"])
    return case


def require_seen(actor: Any, case: Case) -> None:
    """Raise NotAllowed unless the actor sees the case; None sees all."""
    if actor is not None and not visible_to(actor).filter(pk=case.pk).exists():
        raise NotAllowed("cases.view")


def require_open(case: Case) -> None:
    """Raise Refused where the case has ended."""
    if case.phase == "closed":
        raise Refused(_("This case has ended."))
