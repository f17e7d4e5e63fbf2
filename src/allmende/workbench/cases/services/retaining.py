# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Delete cases whose time of retention is over, with their files; the events stay."""

import logging
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from allmende.workbench.cases.models import Attachment, Case
from allmende.workbench.cases.services import filing
from allmende.workbench.core import events

log = logging.getLogger(__name__)


def delete_expired(on: date | None = None) -> dict[str, int]:
    """Delete what is due; a case that a lasting record still names is kept and counted."""
    day = on or timezone.localdate()
    due = Case.objects.filter(phase="closed", delete_on__lte=day).order_by("delete_on", "id")
    deleted = kept = 0
    for pk in list(due.values_list("pk", flat=True)):
        try:
            deleted += _delete(pk, day)
        except ProtectedError:
            log.warning("case %s is past its time, but a record still names it", pk)
            kept += 1
    return {"deleted": deleted, "kept": kept}


@transaction.atomic
def _delete(pk: int, day: date) -> int:
    due = Case.objects.select_for_update().filter(pk=pk, phase="closed", delete_on__lte=day)
    case = due.first()
    if case is None:
        return 0
    digests = set(Attachment.objects.filter(case=case).values_list("sha256", flat=True))
    events.record(None, "cases.deleted", case, of_kind=case.kind, due=day.isoformat())
    case.delete()

    def forget() -> None:
        for digest in digests:
            filing.forget_unused(digest)

    transaction.on_commit(forget)
    return 1
