# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""People's own answers to criteria, each a row that stays."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.criteria import Criterion, load_criteria
from allmende.workbench.assessments import policy
from allmende.workbench.assessments.models import Assessment, Statement, Subject
from allmende.workbench.assessments.queries import judgements
from allmende.workbench.assessments.services import judging
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

LONGEST = 5_000
"""Characters of a reason."""


@transaction.atomic
def answer(
    actor: Any,
    assessment: Assessment,
    criterion: str,
    state: str,
    reason: str,
    valid_until: date | None = None,
) -> Statement:
    """State what the machine cannot say, or says wrongly; the report counts it at once.

    Raises NotAllowed, Refused.
    """
    require(actor, "assessments.answer")
    if state not in {*Statement.State.values} - {Statement.State.WITHDRAWN}:
        raise Refused(_("Such an answer cannot be given."))
    if not reason.strip():
        raise Refused(_("An answer needs a reason."))
    if valid_until is not None and valid_until < timezone.localdate():
        raise Refused(_("The last day lies in the past."))
    if not asked(assessment.subject, criterion).takes_human_answers:
        raise Refused(_("This question is answered by the inspection alone."))
    kept = _kept(actor, assessment, criterion, state, reason, valid_until)
    events.record(
        actor,
        "assessments.answered",
        assessment,
        criterion=criterion,
        answer=state,
        reason=kept.reason,
        valid_until=valid_until.isoformat() if valid_until else None,
    )
    return kept


@transaction.atomic
def withdraw(actor: Any, assessment: Assessment, criterion: str, reason: str) -> Statement:
    """Let the machine's answer count again; the earlier one stays as history.

    Raises NotAllowed, Refused.
    """
    require(actor, "assessments.answer")
    if not reason.strip():
        raise Refused(_("Say why the answer is withdrawn."))
    if criterion not in judgements.newest_statements(assessment.subject):
        raise Refused(_("Nobody has answered this criterion."))
    kept = _kept(actor, assessment, criterion, Statement.State.WITHDRAWN, reason, None)
    events.record(
        actor,
        "assessments.answer-withdrawn",
        assessment,
        criterion=criterion,
        reason=kept.reason,
    )
    return kept


def asked(subject: Subject, criterion: str) -> Criterion:
    """The criterion as the policy has it today. Raises Refused where it has none of that name."""
    every = load_criteria(subject.criteria, policy.profile()).criteria
    found = next((one for one in every if one.id == criterion), None)
    if found is None:
        raise Refused(_("The policy does not ask this any more."))
    return found


def _kept(
    actor: Any,
    assessment: Assessment,
    criterion: str,
    state: str,
    reason: str,
    valid_until: date | None,
) -> Statement:
    subject = Subject.objects.select_for_update(of=("self",)).get(pk=assessment.subject_id)
    if not assessment.is_done or subject.latest_id != assessment.pk:
        raise Refused(_("Only the newest analysis takes answers."))
    kept = Statement.objects.create(
        subject=subject,
        criterion=criterion,
        state=state,
        reason=reason.strip()[:LONGEST],
        valid_until=valid_until,
        by=actor,
    )
    judging.judge(assessment)
    return kept
