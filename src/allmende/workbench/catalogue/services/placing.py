# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a software stands in the architecture quadrant."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Placement, Software
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused


@transaction.atomic
def place(actor: Any, software: Software, x: float, y: float, reason: str) -> Placement:
    """Place a software at x, y (both 0 to 1) with a reason; earlier placements stay as history.

    Raises NotAllowed, Refused.
    """
    require(actor, "catalogue.place_software")
    placement = Placement(
        software=software,
        x=round(x, 3),
        y=round(y, 3),
        reason=reason.strip(),
        by_id=getattr(actor, "pk", None),
    )
    try:
        placement.full_clean(exclude=["by"])
    except ValidationError as error:
        raise Refused(_("A placement needs two values from 0 to 1 and a reason.")) from error
    placement.save()
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
