# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Consultations: noted, changed, and our position on them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.communities.models import Consultation
from allmende.workbench.core import events, links
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

FIELDS = (
    *("body", "title_de", "title_en", "kind", "address", "asked_on", "due_on"),
    "responsible",
)
POSITION_FIELDS = ("state", "position", "reason", "outcome", "links")
State = Consultation.State


@transaction.atomic
def save(
    actor: Any, said: Mapping[str, Any], consultation: Consultation | None = None
) -> Consultation:
    """Note a consultation or change it; `said` holds FIELDS. Raises NotAllowed, Refused."""
    require(actor, "communities.edit")
    made = consultation is None
    row = consultation or Consultation()
    for name in FIELDS:
        setattr(row, name, said[name])
    if row.asked_on and row.due_on and row.due_on < row.asked_on:
        raise Refused(_("It is due before it was asked."))
    row.save()
    kind = "communities.consultation-added" if made else "communities.consultation-changed"
    events.record(actor, kind, row, due_day=row.due_on.isoformat() if row.due_on else "")
    return row


@transaction.atomic
def take_position(actor: Any, consultation: Consultation, said: Mapping[str, Any]) -> Consultation:
    """Write our position and where it stands; `said` holds POSITION_FIELDS.

    Raises NotAllowed; Refused where something is declined without a reason, submitted without a
    position or a link to it, or where a link is none.
    """
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(actor, "communities.take_position", row)
    before = row.state
    for name in POSITION_FIELDS:
        setattr(row, name, said[name])
    if row.state == State.DECLINED and not row.reason.strip():
        raise Refused(_("Say why it is declined."))
    if row.state == State.SUBMITTED and not row.position.strip() and not row.links:
        raise Refused(_("Write down what was submitted, or link to it."))
    if wrong := [one for one in row.links if not links.may_be_followed(one)]:
        raise Refused(_("This is no web address: {address}").format(address=wrong[0]))
    row.save()
    events.record(
        actor,
        "communities.position-taken",
        row,
        consultation_before=before,
        consultation_now=row.state,
    )
    return row
