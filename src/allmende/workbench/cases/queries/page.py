# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Everything the page of a case shows to a person, in a number of queries that does not grow."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from allmende.workbench.cases import relations
from allmende.workbench.cases.deadlines import working_days_between
from allmende.workbench.cases.definitions import calendar, declared
from allmende.workbench.cases.kinds import Field, Item, Kind, Lane, Step, holds, is_shown
from allmende.workbench.cases.models import (
    Attachment,
    Case,
    ChecklistAnswer,
    Comment,
    Condition,
    LaneRun,
    Move,
    Watch,
)
from allmende.workbench.cases.queries.steps import steps_for


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a checklist, what the machine says to it, and what a person says: that counts."""

    item: Item
    machine: ChecklistAnswer | None
    human: ChecklistAnswer | None

    @property
    def counts(self) -> ChecklistAnswer | None:
        return self.human or self.machine


@dataclass(frozen=True, slots=True)
class LaneView:
    """A lane with its present run, its checklist, its age in working days, and earlier rounds."""

    lane: Lane
    run: LaneRun
    lines: tuple[Line, ...]
    age: int | None
    is_late: bool
    may_answer: bool
    may_assign: bool
    earlier: tuple[LaneRun, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A case as one person sees it; `hidden` are confidential fields whose answers are left out."""

    case: Case
    kind: Kind
    roles: relations.Roles
    steps: tuple[Step, ...]
    fields: tuple[Field, ...]
    values: dict[str, Any]
    unread: dict[str, Any]
    hidden: tuple[Field, ...]
    may_edit: bool
    lanes: tuple[LaneView, ...]
    conditions: tuple[Condition, ...]
    comments: tuple[Comment, ...]
    attachments: tuple[Attachment, ...]
    moves: tuple[Move, ...]
    watch: Watch | None
    is_insider: bool


def page(user: Any, case: Case) -> Page:
    """The page of a case that the person sees (`cases.by_number`)."""
    kind = declared(case)
    roles = relations.roles_in(user, case)
    insider = relations.is_insider(roles)
    secret = relations.reads_confidential(kind, roles)
    hidden = tuple(one for one in kind.fields if one.confidential and not secret)
    names = {one.id for one in hidden}
    shown = [one for one in kind.fields if is_shown(one, case.values, case.tier or None)]
    return Page(
        case=case,
        kind=kind,
        roles=roles,
        steps=steps_for(user, case, kind),
        fields=tuple(one for one in shown if one.id not in names),
        values={key: one for key, one in case.values.items() if key not in names},
        unread={key: one for key, one in case.unread.items() if key not in names},
        hidden=hidden,
        may_edit="requester" in roles and kind.state(case.state).editable,
        lanes=_lanes(user, case, kind, roles),
        conditions=tuple(case.conditions.select_related("responsible", "set_by", "done_by")),
        comments=tuple(comments(case, insider=insider)),
        attachments=tuple(attachments(case, insider=insider)),
        moves=tuple(case.moves.select_related("by", "asked_by")),
        watch=Watch.objects.filter(case=case, person=user).first(),
        is_insider=insider,
    )


def comments(case: Case, *, insider: bool) -> QuerySet[Comment]:
    """The discussion; what is internal only to who works on the case."""
    found = case.comments.select_related("by").order_by("id")
    return found if insider else found.filter(internal=False)


def attachments(case: Case, *, insider: bool) -> QuerySet[Attachment]:
    """The files with those that were removed; what is internal only to who works on the case."""
    found = case.attachments.select_related("by", "removed_by").order_by("id")
    return found if insider else found.filter(internal=False)


def attachment(user: Any, case: Case, pk: int) -> Attachment | None:
    """A file to download, of a case that the person sees."""
    insider = relations.is_insider(relations.roles_in(user, case))
    confidential = relations.reads_confidential(declared(case), relations.roles_in(user, case))
    found = attachments(case, insider=insider).filter(pk=pk, removed_at=None).first()
    if found and not confidential and found.sha256 in _confidential_files(case):
        return None
    return found


def _confidential_files(case: Case) -> set[str]:
    """Digests of files that answer a confidential field."""
    named: set[str] = set()
    for one in declared(case).fields:
        if one.confidential and one.type in ("file", "repository"):
            value = case.values.get(one.id)
            for key in value if isinstance(value, list) else [value]:
                named.add(str(key).removeprefix("sha256:"))
    return named


def _lanes(user: Any, case: Case, kind: Kind, roles: relations.Roles) -> tuple[LaneView, ...]:
    runs = list(case.lanes.select_related("reviewer", "answered_by").order_by("id"))
    answers: dict[tuple[int, str], dict[bool, ChecklistAnswer]] = defaultdict(dict)
    for one in ChecklistAnswer.objects.filter(run__case=case).select_related("by").order_by("id"):
        answers[one.run_id, one.item][one.machine] = one
    known = {one.id: one for one in kind.lanes}
    return tuple(
        LaneView(
            known[run.lane],
            run,
            _lines(case, known[run.lane], run, answers),
            _age(run),
            run.state == LaneRun.State.RUNNING
            and run.due_on is not None
            and run.due_on < timezone.localdate(),
            _may_answer(user, case, kind, run),
            bool(roles & {"office", *(() if run.role == "reviewer" else (run.role,))}),
            tuple(one for one in runs if one.lane == run.lane and not one.current),
        )
        for run in runs
        if run.current and run.lane in known
    )


def _lines(
    case: Case,
    lane: Lane,
    run: LaneRun,
    answers: dict[tuple[int, str], dict[bool, ChecklistAnswer]],
) -> tuple[Line, ...]:
    return tuple(
        Line(item, answers[run.pk, item.id].get(True), answers[run.pk, item.id].get(False))
        for item in lane.items
        if item.skipped_when is None
        or holds(item.skipped_when, case.values, case.tier or None) is not True
    )


def _may_answer(user: Any, case: Case, kind: Kind, run: LaneRun) -> bool:
    return (
        run.state == LaneRun.State.RUNNING
        and kind.state(case.state).lanes
        and relations.answers_lane(user, case, run.role, run.reviewer_id)
    )


def _age(run: LaneRun) -> int | None:
    if run.started_at is None:
        return None
    until = run.answered_at or timezone.now()
    days = timezone.localdate(run.started_at), timezone.localdate(until)
    return working_days_between(*days, calendar())
