# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Conditions: what has to be done by when, and that it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import relations
from allmende.workbench.cases.models import Case, Condition, LaneRun, Move
from allmende.workbench.cases.services.locking import Overtaken, locked, require_seen, touch
from allmende.workbench.core import events
from allmende.workbench.core.errors import NotAllowed, Refused

LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class NewCondition:
    """What is to be done, by which day, by whom; by the requester where nobody is named."""

    text: str
    due_on: date | None = None
    responsible: User | None = None


@transaction.atomic
def add(actor: Any, case: Case, new: NewCondition) -> Condition:
    """Set a condition beside lanes and decisions. Raises NotAllowed, Refused."""
    require_seen(actor, case)
    case = locked(case)
    _require_insider(actor, case)
    (kept,) = set_all(actor, case, [new])
    touch(actor, case)
    return kept


@transaction.atomic
def complete(actor: Any, condition: Condition, note: str = "") -> Condition:
    """Say that it is done: who is responsible, who asked for the case, or who works on it.

    Raises NotAllowed, Overtaken where somebody said so before.
    """
    case, now = _held(actor, condition)
    if now.done_at is not None:
        raise Overtaken(now.done_by, now.done_at)
    now.done_by, now.done_at, now.note = actor, timezone.now(), note.strip()[:LONGEST]
    now.save(update_fields=["done_by", "done_at", "note"])
    touch(actor, case)
    events.record(actor, "cases.condition-done", case, condition=now.pk)
    return now


@transaction.atomic
def reopen(actor: Any, condition: Condition) -> Condition:
    """It was not done after all. Raises NotAllowed, Refused."""
    case, now = _held(actor, condition)
    _require_insider(actor, case)
    if now.done_at is None:
        raise Refused(_("This condition is open already."))
    now.done_by, now.done_at = None, None
    now.save(update_fields=["done_by", "done_at"])
    touch(actor, case)
    events.record(actor, "cases.condition-reopened", case, condition=now.pk)
    return now


def set_all(
    actor: Any,
    case: Case,
    new: Sequence[NewCondition],
    run: LaneRun | None = None,
    move: Move | None = None,
) -> list[Condition]:
    """Keep conditions of a lane or a decision; the caller holds the case. Raises Refused."""
    kept = []
    for one in new:
        if not one.text.strip():
            raise Refused(_("A condition says what is to be done."))
        if one.due_on is not None and one.due_on < timezone.localdate():
            raise Refused(_("The last day of a condition lies in the past."))
        condition = Condition.objects.create(
            case=case,
            run=run,
            move=move,
            text=one.text.strip()[:LONGEST],
            due_on=one.due_on,
            responsible=one.responsible or case.requester,
            set_by=actor,
        )
        due = one.due_on.isoformat() if one.due_on else None
        events.record(actor, "cases.condition-set", case, due_day=due, condition=condition.pk)
        kept.append(condition)
    return kept


def _held(actor: Any, condition: Condition) -> tuple[Case, Condition]:
    if actor is None or condition.responsible_id != actor.pk:
        require_seen(actor, condition.case)
    case = locked(condition.case)
    now = Condition.objects.select_related("done_by").get(pk=condition.pk)
    roles = relations.roles_in(actor, case)
    responsible = actor is not None and now.responsible_id == actor.pk
    if not (responsible or "requester" in roles or relations.is_insider(roles)):
        raise NotAllowed("cases.complete_condition")
    return case, now


def _require_insider(actor: Any, case: Case) -> None:
    if not relations.is_insider(relations.roles_in(actor, case)):
        raise NotAllowed("cases.set_condition")
