# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Take a step: by whom the kind lets it, where nothing stands against it, with four eyes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.criteria.giving import later
from allmende.workbench.cases import registry, words
from allmende.workbench.cases.deadlines import add_working_days, working_days_between
from allmende.workbench.cases.definitions import calendar, declared
from allmende.workbench.cases.kinds import Kind, Obstacle, Step, Transition, load_retention
from allmende.workbench.cases.models import Case, Move
from allmende.workbench.cases.queries.steps import steps_for
from allmende.workbench.cases.services import conditions, lanes, notices
from allmende.workbench.cases.services.locking import locked, require_seen, touch
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import NotAllowed, Refused

CLOCK = ("submitted_at", "decided_at", "closed_at", "waiting_since", "waited_days", "due_on",
         "delete_on", "chased_on")  # fmt: skip


class Blocked(Refused):
    """Something stands against the step: `obstacles`, each with its text by language."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(" ".join(words.said(one.text) for one in obstacles))


@transaction.atomic
def take(
    actor: Any,
    case: Case,
    transition: str,
    *,
    reason: str = "",
    tier: str = "",
    conditions_set: Sequence[conditions.NewCondition] = (),
    seen: int | None = None,
) -> Case:
    """Take a step from the state that was seen.

    `seen` is the `lock_version` on the page, by default that of `case` itself: whoever comes second
    decides on something that has changed, and is told so. Raises NotAllowed, Refused, Overtaken,
    Blocked.
    """
    require_seen(actor, case)
    case = locked(case, case.lock_version if seen is None else seen)
    kind = declared(case)
    step = _step(actor, case, kind, transition, tier)
    _require_reason(step.transition, kind, reason, tier)
    before, phase = case.state, case.phase
    decides = _decides(kind, before, step.transition.to)
    if conditions_set and not decides:
        raise Refused(_("Only a decision sets conditions."))
    _arrive(case, kind, step.transition, tier)
    fields = ("state", "phase", "figure", "state_since", "tier", *CLOCK)
    touch(actor, case, *fields)
    move = Move.objects.create(
        case=case,
        transition=step.transition.id,
        from_state=before,
        to_state=case.state,
        decides=decides,
        asked_by=case.requester,
        by=actor,
        reason=reason.strip(),
        four_eyes=actor is not None and actor.pk != case.requester_id,
        tier=case.tier,
        version=kind.version,
        digest=kind.digest,
    )
    events.record(
        actor,
        "cases.decided" if decides else "cases.moved",
        case,
        step=step.transition.label,
        case_state=kind.state(case.state).label,
        transition=step.transition.id,
        from_state=before,
        to_state=case.state,
        move=move.pk,
        version=kind.version,
        digest=kind.digest,
    )
    conditions.set_all(actor, case, conditions_set, move=move)
    if phase != "open" and case.phase == "open":
        lanes.begin_anew(case)
    lanes.bring_in_line(actor, case, arrives=True)
    for name in step.transition.computations:
        _compute(name, actor, case)
    notices.after_move(actor, case, kind, move)
    return locked(case)


def withdraw(actor: Any, case: Case, reason: str = "", seen: int | None = None) -> Case:
    """Take the step that withdraws the case, where its kind has one from here. Raises as `take`."""
    kind = declared(case)
    for one in kind.transitions:
        if case.state in one.from_states and kind.state(one.to).figure == "withdrawn":
            return take(actor, case, one.id, reason=reason, seen=seen)
    raise Refused(_("This case cannot be withdrawn any more."))


@transaction.atomic
def set_confidential(actor: Any, case: Case, confidential: bool) -> Case:
    """Let fewer see the case, or all again. The requester may, and the office.

    Raises NotAllowed, Refused.
    """
    require_seen(actor, case)
    case = locked(case)
    if actor is not None and actor.pk != case.requester_id:
        require(actor, "cases.set_confidential")
    if case.confidential != confidential:
        case.confidential = confidential
        touch(actor, case, "confidential")
        name = "cases.made-confidential" if confidential else "cases.made-open"
        events.record(actor, name, case)
    return case


@transaction.atomic
def show(actor: Any, case: Case, shown: dict[str, Any]) -> Case:
    """Make this short form of the case public. Raises NotAllowed, Refused."""
    require(actor, "cases.publish")
    require_seen(actor, case)
    case = locked(case)
    if declared(case).visibility.public != "published":
        raise Refused(_("Cases of this kind are not made public."))
    if case.confidential:
        raise Refused(_("A confidential case is not made public."))
    case.shown = shown
    touch(actor, case, "shown")
    events.record(actor, "cases.shown", case)
    return case


@transaction.atomic
def hide(actor: Any, case: Case) -> Case:
    """Take the short form back from the public. Raises NotAllowed."""
    require(actor, "cases.publish")
    require_seen(actor, case)
    case = locked(case)
    if case.shown is not None:
        case.shown = None
        touch(actor, case, "shown")
        events.record(actor, "cases.hidden", case)
    return case


@transaction.atomic
def set_review(actor: Any, case: Case, day: date | None) -> Case:
    """On which day the case is looked at again; None: not at all. Raises NotAllowed, Refused."""
    require(actor, "cases.set_review")
    require_seen(actor, case)
    case = locked(case)
    if day is not None and day <= timezone.localdate():
        raise Refused(_("The day of the next review lies in the future."))
    case.review_on = day
    touch(actor, case, "review_on")
    events.record(actor, "cases.review-set", case, due_day=day.isoformat() if day else None)
    return case


def _step(actor: Any, case: Case, kind: Kind, transition: str, tier: str) -> Step:
    found = [one for one in steps_for(actor, case, kind, tier) if one.transition.id == transition]
    if not found:
        raise Refused(_("This step is not possible from here."))
    step = found[0]
    if any(one.why == "role" for one in step.obstacles):
        raise NotAllowed(f"cases.take {transition}")
    if not step.possible:
        raise Blocked(step.obstacles)
    return step


def _compute(name: str, actor: Any, case: Case) -> None:
    """A case may keep a kind from before an app was taken away; it does not skip what that did."""
    if name not in registry.COMPUTATIONS:
        raise Refused(_("The workbench no longer knows how to do “{name}”.").format(name=name))
    registry.COMPUTATIONS[name](actor, case)


def _require_reason(step: Transition, kind: Kind, reason: str, tier: str) -> None:
    if step.needs_reason and not reason.strip():
        raise Refused(_("This step needs a reason."))
    if step.asks_tier and tier not in [one.id for one in kind.tiers]:
        raise Refused(_("Say which tier the case is in."))
    if tier and not step.asks_tier:
        raise Refused(_("This step does not set the tier."))


def _decides(kind: Kind, before: str, after: str) -> bool:
    return (kind.state(before).phase == "open" and kind.state(after).phase == "decided") or (
        kind.state(before).phase == "open" and kind.state(after).figure == "refused"
    )


def _arrive(case: Case, kind: Kind, step: Transition, tier: str) -> None:
    state, now = kind.state(step.to), timezone.now()
    today = timezone.localdate()
    if case.submitted_at is None and case.state == kind.start.id and state.phase == "open":
        case.submitted_at = now
    if case.waiting_since is not None and state.figure != "waiting":
        case.waited_days += working_days_between(case.waiting_since, today, calendar())
        case.waiting_since = None
    elif case.waiting_since is None and state.figure == "waiting":
        case.waiting_since = today
    case.decided_at = None if state.phase == "open" else case.decided_at or now
    case.closed_at = (case.closed_at or now) if state.phase == "closed" else None
    case.state, case.phase, case.figure, case.state_since = state.id, state.phase, state.figure, now
    case.tier = tier or case.tier
    case.due_on, case.chased_on = _due(case, kind), None
    case.delete_on = _delete_on(kind, case)


def _due(case: Case, kind: Kind) -> date | None:
    """The service target counts from submission to decision, without the pauses."""
    if case.phase != "open" or case.submitted_at is None or kind.target_days is None:
        return None
    begun = timezone.localdate(case.submitted_at)
    return add_working_days(begun, kind.target_days + case.waited_days, calendar())


def _delete_on(kind: Kind, case: Case) -> date | None:
    if case.closed_at is None:
        return None
    classes = load_retention(settings.POLICY).classes
    if (found := classes.get(kind.retention)) is None:
        return None
    return later(timezone.localdate(case.closed_at), found.months)
