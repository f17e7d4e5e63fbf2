# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person has to do, what others have to do for that person, and what is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from allmende.workbench.cases import relations
from allmende.workbench.cases.definitions import declared, of_kept
from allmende.workbench.cases.models import Case, Condition, KeptKind, LaneRun
from allmende.workbench.cases.queries import overdue
from allmende.workbench.cases.queries.cases import IN_A_ROW, rows_of, visible_to

Text = dict[str, str]
What = Literal["lane", "condition", "form", "step", "case"]
MOST = 200
LANE = ("lane", "started_at", "due_on")
CONDITION = ("text", "set_at", "due_on")
"""What a task shows of a lane and of a condition."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do in a case: `lane` or `condition` name which, `form` waits to be filled in.

    `step`: nothing more is waited for, and a step can be taken; `case`: the case as a whole.
    """

    what: What
    case: Case
    label: Text
    since: datetime | None = None
    due: date | None = None
    lane: LaneRun | None = None
    condition: Condition | None = None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


def my_tasks(user: Any, limit: int = MOST) -> list[Task]:
    """What this person can do now, the most urgent first; five queries."""
    if not user.has_perm("cases.view"):
        return []
    found = chain(
        _lane_tasks(lanes_for(user)[:limit]),
        _condition_tasks(conditions_for(user)[:limit]),
        _form_tasks(rows_of(own_to_fill(user))[:limit]),
        _step_tasks(rows_of(to_move(user))[:limit]),
    )
    return sorted(found, key=_urgency)[:limit]


def counts(user: Any) -> dict[str, int]:
    """How many there are of each, without a limit."""
    if not user.has_perm("cases.view"):
        return dict.fromkeys(("lane", "condition", "form", "step", "waiting"), 0)
    return {
        "lane": lanes_for(user).count(),
        "condition": conditions_for(user).count(),
        "form": own_to_fill(user).count(),
        "step": to_move(user).count(),
        "waiting": _waiting(user).count(),
    }


def waiting_for(user: Any, limit: int = MOST) -> list[Task]:
    """Own cases on which others work now; one query."""
    if not user.has_perm("cases.view"):
        return []
    found = rows_of(_waiting(user)).order_by("due_on", "id")[:limit]
    return [_case_task(case) for case in found]


def overdue_for(user: Any, limit: int = MOST) -> list[Task]:
    """What is late among what the person sees: lanes, conditions, cases; five queries."""
    today = timezone.localdate()
    seen = visible_to(user)
    lanes = _with_case(overdue.lanes(today).filter(case__in=seen), *LANE)
    conditions = _with_case(overdue.conditions(today).filter(_about(user, seen)), *CONDITION)
    cases = rows_of(seen.filter(overdue.late_case(today))).order_by("due_on", "id")
    found = chain(
        _lane_tasks(lanes[:limit]),
        _condition_tasks(conditions[:limit]),
        (_case_task(case) for case in cases[:limit]),
    )
    return sorted(found, key=_urgency)[:limit]


def lanes_for(user: Any) -> QuerySet[LaneRun]:
    """Lanes that the person may answer now: given to them, or to nobody and of a role they hold."""
    mine = Q(reviewer=user) | Q(reviewer=None, role__in=relations.standing_roles(user))
    found = LaneRun.objects.filter(
        mine,
        overdue.late_lane(timezone.localdate(), "case__"),
        current=True,
        state=LaneRun.State.RUNNING,
        case__in=visible_to(user),
    )
    found = found.exclude(case__requester=user, case__kept__in=_with_four_eyes())
    return _with_case(found, *LANE).order_by("due_on", "id")


def conditions_for(user: Any) -> QuerySet[Condition]:
    """Conditions the person is responsible for and that are not done."""
    found = Condition.objects.filter(responsible=user, done_at=None)
    found = found.exclude(case__figure__in=("refused", "withdrawn"))
    return _with_case(found, *CONDITION).order_by("due_on", "id")


def own_to_fill(user: Any) -> QuerySet[Case]:
    """Own cases that wait for the person: drafts, and what was given back."""
    found = Case.objects.filter(requester=user, phase="open", figure__in=("draft", "waiting"))
    return found.order_by("-changed_at", "id")


def to_move(user: Any) -> QuerySet[Case]:
    """Submitted cases in which a role of the person can take a step and no lane is open."""
    roles = relations.standing_roles(user) - {"employee"}
    if not roles:
        return Case.objects.none()
    places = Q(pk=None)
    for kept in KeptKind.objects.only("kind", "digest"):
        kind = of_kept(kept)
        leaving = {
            state for one in kind.transitions if roles & set(one.who) for state in one.from_states
        }
        if states := [one.id for one in kind.states if one.id in leaving and _is_work(one)]:
            here = Q(kept=kept.pk, state__in=states)
            places |= here & ~Q(requester=user) if kind.four_eyes else here
    open_lanes = LaneRun.objects.filter(
        case=OuterRef("pk"),
        current=True,
        state__in=[LaneRun.State.WAITING, LaneRun.State.RUNNING],
    )
    found = visible_to(user).filter(places, ~Exists(open_lanes), phase="open", figure="working")
    return found.order_by("due_on", "id")


def _is_work(state: Any) -> bool:
    return state.phase == "open" and state.figure == "working"


def _waiting(user: Any) -> QuerySet[Case]:
    return Case.objects.filter(requester=user, phase="open", figure="working")


def _with_four_eyes() -> list[int]:
    kept = KeptKind.objects.only("kind", "digest")
    return [one.pk for one in kept if of_kept(one).four_eyes]


def _about(user: Any, seen: QuerySet[Case]) -> Q:
    return Q(case__in=seen) | (Q(responsible=user) if user.is_authenticated else Q(pk=None))


def _with_case(found: QuerySet[Any], *own: str) -> QuerySet[Any]:
    """Lanes or conditions with these columns of theirs, and their case as one line shows it."""
    found = found.select_related("case__kept", "case__unit")
    return found.only(*own, *(f"case__{name}" for name in IN_A_ROW))


def _lane_tasks(runs: Any) -> Iterator[Task]:
    for run in runs:
        label = declared(run.case).lane(run.lane).label
        yield Task("lane", run.case, label, run.started_at, run.due_on, lane=run)


def _condition_tasks(conditions: Any) -> Iterator[Task]:
    for one in conditions:
        label = dict.fromkeys(("de", "en"), one.text)
        yield Task("condition", one.case, label, one.set_at, one.due_on, condition=one)


def _form_tasks(cases: Any) -> Iterator[Task]:
    for case in cases:
        yield Task("form", case, _state(case), case.state_since)


def _step_tasks(cases: Any) -> Iterator[Task]:
    for case in cases:
        yield Task("step", case, _state(case), case.state_since, case.due_on)


def _case_task(case: Case) -> Task:
    return Task("case", case, _state(case), case.state_since, case.due_on)


def _state(case: Case) -> Text:
    return declared(case).state(case.state).label


def _urgency(task: Task) -> tuple[date, datetime, int]:
    return task.due or date.max, task.since or task.case.created_at, task.case.pk
