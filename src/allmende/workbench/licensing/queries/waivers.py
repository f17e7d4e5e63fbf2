# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of waivers that are kept here; those of the policy file stand in the policy."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from allmende.licences.expressions import NotAnExpression, licences_of, parse
from allmende.licences.policy import Waiver as Rule
from allmende.workbench.licensing.models import Waiver
from allmende.workbench.licensing.models.waivers import WARN_BEFORE

Named = TypeVar("Named", Waiver, Rule)
STATES = ("active", "expiring", "expired", "withdrawn")


def visible_to(user: Any) -> QuerySet[Waiver]:
    """The waivers this person may know of: employees all of them, the public none.

    None is the office's own machine, which knows all.
    """
    if user is not None and not user.has_perm("licensing.view_waivers"):
        return Waiver.objects.none()
    return Waiver.objects.select_related("by", "withdrawn_by")


def in_force(user: Any) -> QuerySet[Waiver]:
    """Those that count today."""
    return _in_state(visible_to(user), "in-force")


def in_state(user: Any, state: str) -> QuerySet[Waiver]:
    """Those of one state of `STATES`; every one that is not withdrawn where it is empty."""
    return _in_state(visible_to(user), state)


def _in_state(found: QuerySet[Waiver], state: str) -> QuerySet[Waiver]:
    return found.filter(_condition(state, timezone.localdate()))


def _condition(state: str, today: date) -> Q:
    soon = today + WARN_BEFORE
    standing = Q(withdrawn_at=None)
    match state:
        case "in-force":
            return standing & Q(expires__gte=today)
        case "active":
            return standing & Q(expires__gte=soon)
        case "expiring":
            return standing & Q(expires__gte=today, expires__lt=soon)
        case "expired":
            return standing & Q(expires__lt=today)
        case "withdrawn":
            return ~standing
    return standing


def counts(user: Any) -> dict[str, int]:
    """How many waivers stand in each state."""
    return {state: in_state(user, state).count() for state in STATES}


def successor_of(waiver: Waiver) -> Waiver | None:
    """The waiver that took its place."""
    return Waiver.objects.filter(replaces=waiver).first()


def about(waivers: Iterable[Named], spdx_id: str) -> list[Named]:
    """Those of them whose expression or chosen branch names this licence."""
    return [one for one in waivers if spdx_id in licences_in(one.expression, one.choose)]


def licences_in(*expressions: str | None) -> set[str]:
    """The SPDX ids these expressions name, without exceptions; what cannot be read has none."""
    found = set()
    for expression in filter(None, expressions):
        try:
            leaves = licences_of(parse(expression))
        except NotAnExpression:
            continue
        found |= {str(getattr(leaf, "licence", leaf)) for leaf in leaves}
    return found
