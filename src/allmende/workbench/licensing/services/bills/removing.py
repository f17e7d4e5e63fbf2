# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Remove a bill of materials that should not have come."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.models import Bill, Component
from allmende.workbench.licensing.queries import bills as queries
from allmende.workbench.licensing.services.bills import comparing, files


@transaction.atomic
def remove(actor: Any, bill: Bill, reason: str) -> None:
    """Delete a bill with its components and its file. Raises NotAllowed, Refused."""
    require(actor, "licensing.remove_bills")
    if not reason.strip():
        raise Refused(_("Say why the bill of materials is deleted."))
    if bill.job and bill.job.is_open:
        raise Refused(_("This bill of materials is being checked; wait until that is over."))
    following, digest = queries.next_of(bill), bill.digest
    events.record(actor, "licensing.bill-removed", bill, reason=reason.strip()[:2000])
    Component.objects.filter(bill=bill).delete()
    bill.delete()
    if following:
        comparing.refresh(following)
    transaction.on_commit(lambda: files.forget(digest))
