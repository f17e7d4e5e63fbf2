# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a software stands in the architecture quadrant."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Placement, Software
from allmende.workbench.catalogue.services.locking import lock
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused


@transaction.atomic
def place(actor: Any, software: Software, x: float, y: float, reason: str) -> Placement:
    """Place a software at x, y (both 0 to 1) with a reason; earlier placements stay as history.

    Raises NotAllowed, Refused.
    """
    require(actor, "catalogue.place_software")
    lock(software)
    if software.merged_into_id:
        raise Refused(_("This entry was merged; place the one that took it in."))
    if not (0 <= x <= 1 and 0 <= y <= 1 and reason.strip()):
        raise Refused(_("A placement needs two values from 0 to 1 and a reason."))
    placement = Placement.objects.create(
        software=software,
        x=round(x, 3),
        y=round(y, 3),
        reason=reason.strip(),
        by_id=getattr(actor, "pk", None),
    )
    events.record(
        actor,
        "catalogue.software-placed",
        software,
        x=placement.x,
        y=placement.y,
        reason=placement.reason,
    )
    searching.refresh({software.pk})
    return placement
