# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How we stand to what the law demands."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.communities import policy
from allmende.workbench.communities.models import Obligation
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

FIELDS = ("state", "evidence", "reviewed_on", "review_on")
NEED_EVIDENCE = (Obligation.State.MET, Obligation.State.PARTLY, Obligation.State.NOT_APPLICABLE)


@transaction.atomic
def assess(actor: Any, key: str, said: Mapping[str, Any]) -> Obligation:
    """Say how we stand to a demand of the policy; `said` holds FIELDS.

    Raises NotAllowed; Refused where the policy has no such demand, evidence is missing, or a day
    does not fit.
    """
    require(actor, "communities.assess")
    register = policy.register()
    demand = register.demand(key)
    if demand is None:
        raise Refused(_("The policy has no such demand."))
    row, _made = Obligation.objects.select_for_update().get_or_create(key=key)
    before = row.state
    for name in FIELDS:
        setattr(row, name, said[name])
    if row.state in NEED_EVIDENCE and not row.evidence.strip():
        raise Refused(_("Give the evidence: what shows that it is so?"))
    if row.reviewed_on and row.reviewed_on > timezone.localdate():
        raise Refused(_("The day of the review lies in the future."))
    if row.reviewed_on and row.review_on and row.review_on <= row.reviewed_on:
        raise Refused(_("The next review lies before the last one."))
    spoken = "de" if settings.LANGUAGE_CODE.startswith("de") else "en"
    row.label = f"{register.laws[demand.law][spoken]}, {demand.section[spoken]}"[:300]
    row.save()
    events.record(
        actor,
        "communities.obligation-assessed",
        row,
        obligation_before=before,
        obligation_now=row.state,
        evidence=row.evidence,
        policy=register.version,
    )
    return row
