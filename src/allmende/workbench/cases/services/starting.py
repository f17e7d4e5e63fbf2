# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Begin a case, with the next number of its kind."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.cases import definitions
from allmende.workbench.cases.models import Case, NumberRange
from allmende.workbench.cases.services import filling, lanes
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Unit


@transaction.atomic
def start(
    actor: Any,
    kind: str,
    values: Mapping[str, Any] | None = None,
    unit: Unit | None = None,
    requester: Any = None,
) -> Case:
    """A new case in the first state of its kind; what cannot be read of `values` is kept beside.

    `requester` is whose case it is where that is not the actor, which only the workbench itself
    may say. Raises NotAllowed, Refused.
    """
    require(actor, "cases.start")
    asker = actor if actor is not None else requester
    if asker is None or (requester is not None and asker.pk != requester.pk):
        raise Refused(_("A case is started by whoever asks."))
    declared = definitions.current().get(kind)
    if declared is None:
        raise Refused(_("There are no such cases."))
    first = declared.start
    number = next_number(declared.prefix)
    case = Case.objects.create(
        kind=declared.id,
        kept=definitions.keep(declared),
        number=number,
        found_by=number.casefold(),
        state=first.id,
        phase=first.phase,
        figure=first.figure,
        requester=asker,
        unit=unit or asker.unit,
        changed_by=actor,
    )
    events.record(
        actor,
        "cases.started",
        case,
        kind_title=declared.title,
        of_kind=declared.id,
        version=declared.version,
        digest=declared.digest,
    )
    if first.lanes:
        lanes.bring_in_line(actor, case)
    if values:
        return filling.save_values(actor, case, values).case
    return case


def next_number(prefix: str) -> str:
    """The next number of a prefix this year, such as `VO-2026-0001`.

    The row is held until the transaction ends, so that no number is given twice and none is lost
    with a transaction that fails.
    """
    year = timezone.localdate().year
    NumberRange.objects.get_or_create(prefix=prefix, year=year)
    numbers = NumberRange.objects.select_for_update().get(prefix=prefix, year=year)
    numbers.last += 1
    numbers.save(update_fields=["last"])
    return str(numbers)
