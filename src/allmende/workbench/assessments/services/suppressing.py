# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Findings that somebody looked at and that may stay: with a reason, and until a day."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.criteria.giving import later
from allmende.workbench.assessments.models import Assessment, Subject, Suppression
from allmende.workbench.assessments.queries import judgements
from allmende.workbench.assessments.services import judging
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

LONGEST_MONTHS = 24
LONGEST = 5_000
"""Characters of a reason."""


@transaction.atomic
def suppress(
    actor: Any, assessment: Assessment, finding: str, reason: str, expires: date
) -> Suppression:
    """Let a finding stay; every report of this repository counts it as suppressed at once.

    One that is suppressed here already gets the new reason and day in a row of its own. Raises
    NotAllowed, Refused.
    """
    require(actor, "assessments.suppress")
    today = timezone.localdate()
    if not reason.strip():
        raise Refused(_("A suppression needs a reason."))
    if not today <= expires <= later(today, LONGEST_MONTHS):
        raise Refused(
            _("The last day lies between today and {months} months from now.").format(
                months=LONGEST_MONTHS
            )
        )
    found = _found(assessment, finding)
    if (found.get("suppressed") or {}).get("origin") == "repository":
        raise Refused(_("The repository itself suppresses this finding."))
    key = assessment.subject.key
    _standing(key, finding).update(withdrawn_at=timezone.now(), withdrawn_by=actor)
    where = f"{found['path']}:{found['line']}" if found.get("line") else str(found["path"])
    kept = Suppression.objects.create(
        key=key,
        finding=finding,
        place=where[:1000],
        reason=reason.strip()[:LONGEST],
        expires=expires,
        by=actor,
    )
    events.record(
        actor,
        "assessments.suppressed",
        kept,
        until=expires.isoformat(),
        reason=kept.reason,
        finding=finding,
        repository=key,
    )
    _judge_all(actor, key)
    return kept


@transaction.atomic
def withdraw(actor: Any, assessment: Assessment, finding: str) -> None:
    """Count a finding again that was suppressed here. Raises NotAllowed, Refused."""
    require(actor, "assessments.suppress")
    kept = _standing(assessment.subject.key, finding).first()
    if kept is None:
        raise Refused(_("This finding is not suppressed here."))
    kept.withdrawn_at, kept.withdrawn_by = timezone.now(), actor
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    events.record(actor, "assessments.suppression-withdrawn", kept, finding=finding)
    _judge_all(actor, kept.key)


def _found(assessment: Assessment, finding: str) -> dict[str, Any]:
    every = assessment.inspection.findings or ()
    found = next((one for one in every if one["id"] == finding), None)
    if found is None:
        raise Refused(_("The inspection has no such finding."))
    return dict(found)


def _standing(key: str, finding: str) -> Any:
    return judgements.standing_suppressions(key).filter(finding=finding)


def _judge_all(actor: Any, key: str) -> None:
    """The newest report under each set of criteria; older ones stay as they were."""
    for subject in Subject.objects.filter(key=key, latest__isnull=False).select_related(
        "latest__inspection"
    ):
        if subject.latest is not None:
            subject.latest.subject = subject
            judging.refresh(actor, subject.latest, "suppression")
