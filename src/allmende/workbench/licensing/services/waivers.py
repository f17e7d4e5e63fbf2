# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Grant, replace and withdraw a waiver."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from packageurl import PackageURL

from allmende.licences.expressions import NotAnExpression, branches, parse, simplify
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing.models import Waiver
from allmende.workbench.licensing.policy import written_policy

LONGEST = 24
"""Months a waiver can run; whoever still needs it then gives the reason again."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a waiver says; `purl` or `expression` may be empty, not both."""

    purl: str
    expression: str
    contexts: Sequence[str]
    choose: str
    reason: str
    expires: date


def last_day() -> date:
    """The latest day a waiver granted today can end on."""
    today = timezone.localdate()
    years, month = divmod(today.month - 1 + LONGEST, 12)
    year = today.year + years
    leap_day = (today.month, today.day) == (2, 29)
    return date(year, month + 1, 28 if leap_day else today.day)


@transaction.atomic
def grant(actor: Any, terms: Terms) -> Waiver:
    """Keep a waiver in the actor's name. Raises NotAllowed, Refused."""
    require(actor, "licensing.manage_waivers")
    waiver = _create(actor, terms)
    events.record(actor, "licensing.waiver-granted", waiver, **_told(waiver))
    return waiver


@transaction.atomic
def replace(actor: Any, waiver: Waiver, terms: Terms) -> Waiver:
    """Put a new waiver in the place of one; the old one stays as history. Raises as `grant`."""
    require(actor, "licensing.manage_waivers")
    old = _standing(waiver)
    new = _create(actor, terms, replaces=old)
    _end(actor, old, _("Replaced by a newer waiver."))
    events.record(actor, "licensing.waiver-replaced", new, **_told(new))
    return new


@transaction.atomic
def withdraw(actor: Any, waiver: Waiver, reason: str) -> None:
    """End a waiver today. Raises NotAllowed, Refused."""
    require(actor, "licensing.manage_waivers")
    if not reason.strip():
        raise Refused(_("Say why the waiver is withdrawn."))
    waiver = _standing(waiver)
    _end(actor, waiver, reason.strip())
    events.record(actor, "licensing.waiver-withdrawn", waiver, reason=reason.strip())


def _standing(waiver: Waiver) -> Waiver:
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.withdrawn_at is not None:
        raise Refused(_("This waiver was withdrawn already."))
    return waiver


def _end(actor: Any, waiver: Waiver, reason: str) -> None:
    waiver.withdrawn_at, waiver.withdrawn_by, waiver.withdrawal = timezone.now(), actor, reason
    waiver.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal"])


def _create(actor: Any, terms: Terms, replaces: Waiver | None = None) -> Waiver:
    expression, choose = _read(terms.expression), _read(terms.choose)
    _refuse_unusable(terms, expression, choose)
    return Waiver.objects.create(
        purl=terms.purl.strip(),
        expression=expression,
        contexts=list(terms.contexts),
        choose=choose,
        reason=terms.reason.strip(),
        expires=terms.expires,
        by=actor,
        replaces=replaces,
    )


def _refuse_unusable(terms: Terms, expression: str, choose: str) -> None:
    if not (terms.purl.strip() or expression):
        raise Refused(_("A waiver is for a package or for a licence; name at least one."))
    if terms.purl.strip():
        _refuse_wrong_purl(terms.purl.strip())
    if not terms.contexts or set(terms.contexts) - set(written_policy().contexts):
        raise Refused(_("Choose at least one context of use."))
    if not terms.reason.strip():
        raise Refused(_("A waiver needs a reason that somebody will understand in two years."))
    if not timezone.localdate() < terms.expires <= last_day():
        raise Refused(_("A waiver ends after today and within 24 months."))
    if expression and choose and not _is_branch(expression, choose):
        raise Refused(
            _("“{choose}” is none of the choices that “{expression}” leaves.").format(
                choose=choose, expression=expression
            )
        )


def _is_branch(expression: str, choose: str) -> bool:
    """Whether one may take `choose`; where there is no choice it is what was found to hold."""
    offered = [set(one) for one in branches(simplify(parse(expression)))]
    wanted = [set(one) for one in branches(simplify(parse(choose)))]
    return len(offered) < 2 or all(one in offered for one in wanted)


def _refuse_wrong_purl(purl: str) -> None:
    try:
        PackageURL.from_string(purl)
    except ValueError as error:
        raise Refused(
            _("“{purl}” is not a package URL; one looks like pkg:npm/node-forge@1.3.1.").format(
                purl=purl
            )
        ) from error


def _read(expression: str) -> str:
    if not expression.strip():
        return ""
    try:
        return str(simplify(parse(expression.strip())))
    except NotAnExpression as error:
        raise Refused(
            _("“{expression}” is not an SPDX expression.").format(expression=expression.strip())
        ) from error


def _told(waiver: Waiver) -> dict[str, Any]:
    return {
        "use_contexts": ", ".join(waiver.contexts),
        "until": waiver.expires.isoformat(),
        "reason": waiver.reason,
    }
