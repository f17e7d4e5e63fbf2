# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every write of the core that is not an event or a job."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Unit


@transaction.atomic
def save_unit(actor: Any, unit: Unit) -> Unit:
    """Create or change an organisational unit. Raises NotAllowed, Refused (a circle)."""
    require(actor, "core.manage_units")
    above, seen = unit.parent, {unit.pk}
    while above is not None:
        if above.pk in seen:
            raise Refused(_("A unit cannot belong to itself, not even by way of another one."))
        seen.add(above.pk)
        above = above.parent
    kind = "core.unit-changed" if unit.pk else "core.unit-created"
    unit.save()
    events.record(actor, kind, unit, short_name=unit.short_name)
    return unit
