# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The lanes of a case: which are worked on now, by whom, and what they answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.criteria import STATE_WORDS
from allmende.workbench.accounts.models import User
from allmende.workbench.cases import registry, relations, words
from allmende.workbench.cases.definitions import declared, in_working_days
from allmende.workbench.cases.kinds import Item, Kind, Lane, holds, lanes_of, workable
from allmende.workbench.cases.kinds.roles import GRANTED
from allmende.workbench.cases.models import Case, ChecklistAnswer, LaneRun
from allmende.workbench.cases.registry import MachineAnswer
from allmende.workbench.cases.services import conditions
from allmende.workbench.cases.services.locking import Overtaken, locked, require_seen, touch
from allmende.workbench.core import events, jobs
from allmende.workbench.core.errors import NotAllowed, Refused

State = LaneRun.State
ADVANCE = "cases.advance"
"""Job that takes the steps of the workbench itself."""
NEEDS_REASON = ("needs-change", "reject")


def bring_in_line(actor: Any, case: Case, *, arrives: bool = False) -> None:
    """Make the rows of the lanes say what the kind says of this case now.

    With `arrives` the case has just come into its state: lanes that asked for changes begin a new
    round. Lanes are started where all they wait for is answered, and end with the case. The caller
    holds the row of the case.
    """
    kind = declared(case)
    if not kind.lanes:
        return
    if case.phase != "open":
        _end(actor, case, kind)
        return
    if not kind.state(case.state).lanes:
        return
    runs = {one.lane: one for one in case.lanes.filter(current=True)}
    planned = lanes_of(kind, case.values, case.tier or None)
    for one in planned:
        run = runs.get(one.lane.id)
        if arrives and run is not None and run.answer == "needs-change":
            run = _next_round(run)
        run = run or LaneRun(case=case, lane=one.lane.id, role=one.lane.role)
        if not one.runs and run.state != State.ANSWERED:
            _skip(actor, case, one.lane, run, dict(one.why_not or {}))
        elif one.runs and run.state == State.SKIPPED:
            run.state, run.skipped_why = State.WAITING, None
            run.save()
        elif run.pk is None:
            run.save()
        runs[one.lane.id] = run
    answered = frozenset(key for key, run in runs.items() if run.state == State.ANSWERED)
    for lane in workable(planned, answered):
        _start(actor, case, lane, runs[lane.id])
    _keep_machine_answers(case, kind, _said_by_machines(case))


def begin_anew(case: Case) -> None:
    """A case that was decided is open again: what its lanes said then counts no more."""
    for run in case.lanes.filter(current=True, state=State.ANSWERED):
        _next_round(run)


@transaction.atomic
def assign(actor: Any, run: LaneRun, reviewer: User | None) -> LaneRun:
    """Give a lane to somebody, or to nobody in particular.

    The office does, and who holds the lane's role. Raises NotAllowed, Refused.
    """
    case, run = _held(actor, run)
    roles = relations.roles_in(actor, case)
    if not roles & {"office", "workbench", *(() if run.role == "reviewer" else (run.role,))}:
        raise NotAllowed("cases.give_lanes")
    _require_unanswered(run)
    kind = declared(case)
    if reviewer is not None:
        _require_fit(case, kind, run, reviewer)
    run.reviewer = reviewer
    run.save(update_fields=["reviewer"])
    touch(actor, case)
    lane = kind.lane(run.lane).label
    if reviewer is None:
        events.record(actor, "cases.lane-released", case, lane=lane)
    else:
        events.record(
            actor, "cases.lane-assigned", case, lane=lane, to_whom=str(reviewer), to=reviewer.pk
        )
    return run


@transaction.atomic
def answer_lane(
    actor: Any,
    run: LaneRun,
    answer: str,
    reason: str = "",
    conditions_set: Sequence[conditions.NewCondition] = (),
) -> LaneRun:
    """Say what came of a lane. Raises NotAllowed, Refused, Overtaken.

    Approving asks for an answer to every question of the checklist, a condition for what has to be
    done by when, the other answers for a reason.
    """
    case, run = _held(actor, run)
    kind = declared(case)
    lane = kind.lane(run.lane)
    _require_answers(actor, case, run)
    if run.state == State.ANSWERED:
        raise Overtaken(run.answered_by, run.answered_at or timezone.now())
    _require_running(case, kind, run)
    if answer not in lane.answers:
        raise Refused(_("This lane does not give such an answer."))
    if answer in NEEDS_REASON and not reason.strip():
        raise Refused(_("Such an answer needs a reason."))
    if (answer == "approve-with-condition") != bool(conditions_set):
        raise Refused(_("A condition belongs to “approved with a condition”, and only there."))
    if answer.startswith("approve") and (open_items := _open_questions(case, lane, run)):
        labels = ", ".join(words.said(one.question) for one in open_items)
        raise Refused(_("Not answered yet: {questions}").format(questions=labels))
    run.state, run.answer, run.reason = State.ANSWERED, answer, reason.strip()
    run.answered_by, run.answered_at = actor, timezone.now()
    run.save()
    touch(actor, case)
    events.record(
        actor,
        "cases.lane-answered",
        case,
        lane=lane.label,
        lane_answer=answer,
        run=run.pk,
    )
    conditions.set_all(actor, case, conditions_set, run=run)
    bring_in_line(actor, case)
    jobs.start(None, ADVANCE, case=case.pk)
    return run


@transaction.atomic
def reopen_lane(actor: Any, run: LaneRun) -> LaneRun:
    """Look at an answered lane once more, in a new round. Raises NotAllowed, Refused.

    Who may answer it does, as long as the case is with the lanes; the old answer stays to be read.
    """
    case, run = _held(actor, run)
    kind = declared(case)
    _require_answers(actor, case, run)
    if run.state != State.ANSWERED or not run.current:
        raise Refused(_("This lane is not answered."))
    if not kind.state(case.state).lanes:
        raise Refused(_("The lanes are not worked on in this state."))
    fresh = _next_round(run)
    touch(actor, case)
    bring_in_line(actor, case)
    return LaneRun.objects.get(pk=fresh.pk)


@transaction.atomic
def answer_item(
    actor: Any,
    run: LaneRun,
    item: str,
    state: str,
    reason: str = "",
    evidence: Sequence[Any] = (),
) -> ChecklistAnswer:
    """Answer a line of a checklist; an earlier answer stays to be read. Raises NotAllowed, Refused.

    `state` is one of words.ITEM_STATES; all but "met" need a reason.
    """
    case, run = _held(actor, run)
    kind = declared(case)
    _require_answers(actor, case, run)
    _require_running(case, kind, run)
    lane = kind.lane(run.lane)
    asked = next((one for one in lane.items if one.id == item), None)
    if asked is None or _is_skipped(case, asked):
        raise Refused(_("This is not asked here."))
    if state not in words.ITEM_STATES:
        raise Refused(_("Such an answer cannot be given."))
    if state != "met" and not reason.strip():
        raise Refused(_("Such an answer needs a reason."))
    kept = ChecklistAnswer.objects.create(
        run=run, item=item, state=state, reason=reason.strip(), evidence=list(evidence), by=actor
    )
    touch(actor, case)
    label = asked.question or dict.fromkeys(("de", "en"), asked.id)
    events.record(
        actor,
        "cases.item-answered",
        case,
        lane=lane.label,
        item=label,
        item_answer=state,
        row=kept.pk,
    )
    return kept


@transaction.atomic
def answer_by_machine(case: Case, answers: Iterable[MachineAnswer]) -> list[ChecklistAnswer]:
    """Keep what the machine says to lines of the checklists of lanes that are not answered.

    What it said before and says again is not kept twice. Raises Refused for an unknown state.
    """
    case = locked(case)
    kept = _keep_machine_answers(case, declared(case), answers)
    if kept:
        touch(None, case)
    return kept


def ask_machine(case: Case) -> list[ChecklistAnswer]:
    """Ask the machine anew, since it may know more now. Raises as `answer_by_machine`."""
    return answer_by_machine(case, _said_by_machines(case))


def _said_by_machines(case: Case) -> list[MachineAnswer]:
    return [one for giver in registry.MACHINES for one in giver(case)]


def _keep_machine_answers(
    case: Case, kind: Kind, answers: Iterable[MachineAnswer]
) -> list[ChecklistAnswer]:
    runs = {
        one.lane: one
        for one in case.lanes.filter(current=True, state__in=[State.WAITING, State.RUNNING])
    }
    said = {
        (one.run_id, one.item): one
        for one in ChecklistAnswer.objects.filter(run__in=runs.values(), machine=True)
    }
    fresh = []
    for one in answers:
        if one.state not in STATE_WORDS:
            raise Refused(_("Such an answer cannot be given."))
        run = runs.get(one.lane)
        if run is None or one.item not in {item.id for item in kind.lane(one.lane).items}:
            continue
        last = said.get((run.pk, one.item))
        same = last and (last.state, last.reason, last.evidence)
        if same != (one.state, one.reason, one.evidence):
            fresh.append(
                ChecklistAnswer(
                    run=run,
                    item=one.item,
                    state=one.state,
                    reason=one.reason,
                    evidence=one.evidence,
                    machine=True,
                )
            )
    kept = ChecklistAnswer.objects.bulk_create(fresh)
    if kept:
        events.record(None, "cases.items-answered", case, number=len(kept))
    return kept


def questions(case: Case, lane: Lane) -> list[Item]:
    """The lines of a lane's checklist that are asked of this case."""
    return [one for one in lane.items if not _is_skipped(case, one)]


def _held(actor: Any, run: LaneRun) -> tuple[Case, LaneRun]:
    require_seen(actor, run.case)
    case = locked(run.case)
    now = LaneRun.objects.select_related("answered_by").get(pk=run.pk)
    now.case = case
    return case, now


def _require_answers(actor: Any, case: Case, run: LaneRun) -> None:
    if not relations.answers_lane(actor, case, run.role, run.reviewer_id):
        raise NotAllowed("cases.answer_lane")


def _require_unanswered(run: LaneRun) -> None:
    if run.state == State.ANSWERED or not run.current:
        raise Refused(_("This lane is answered already."))


def _require_running(case: Case, kind: Kind, run: LaneRun) -> None:
    if run.state != State.RUNNING or not run.current or not kind.state(case.state).lanes:
        raise Refused(_("This lane is not worked on at the moment."))


def _require_fit(case: Case, kind: Kind, run: LaneRun, reviewer: User) -> None:
    if not reviewer.is_active:
        raise Refused(_("The account is deactivated."))
    if reviewer.pk == case.requester_id and kind.four_eyes:
        raise Refused(_("Nobody reviews an own case."))
    if run.role in GRANTED and run.role not in reviewer.roles:
        raise Refused(words.said(ROLE_NEEDED))


ROLE_NEEDED = {
    "de": "Diese Person hat die Rolle nicht, der die Prüfspur zugeordnet ist.",
    "en": "This person does not hold the role that the lane belongs to.",
}


def _open_questions(case: Case, lane: Lane, run: LaneRun) -> list[Item]:
    given = set(run.answers.filter(machine=False).values_list("item", flat=True))
    return [one for one in questions(case, lane) if one.question and one.id not in given]


def _is_skipped(case: Case, item: Item) -> bool:
    return item.skipped_when is not None and (
        holds(item.skipped_when, case.values, case.tier or None) is True
    )


def _start(actor: Any, case: Case, lane: Lane, run: LaneRun) -> None:
    if run.state != State.WAITING:
        return
    run.state, run.started_at = State.RUNNING, timezone.now()
    run.due_on = in_working_days(lane.target_days)
    run.save()
    events.record(actor, "cases.lane-started", case, lane=lane.label, run=run.pk)


def _skip(actor: Any, case: Case, lane: Lane, run: LaneRun, why: dict[str, str]) -> None:
    if run.state == State.SKIPPED and run.skipped_why == why:
        return
    run.state, run.skipped_why, run.due_on = State.SKIPPED, why, None
    run.save()
    events.record(actor, "cases.lane-skipped", case, lane=lane.label, because_of=why)


def _end(actor: Any, case: Case, kind: Kind) -> None:
    for run in case.lanes.filter(current=True, state__in=[State.WAITING, State.RUNNING]):
        _skip(actor, case, kind.lane(run.lane), run, words.ENDED)


def _next_round(run: LaneRun) -> LaneRun:
    run.current = False
    run.save(update_fields=["current"])
    return LaneRun.objects.create(
        case_id=run.case_id,
        lane=run.lane,
        role=run.role,
        round=run.round + 1,
        reviewer=run.reviewer,
    )
