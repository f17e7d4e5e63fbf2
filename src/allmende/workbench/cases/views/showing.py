# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the pages of a case show: its progress, its lanes in a line each, its answers as text."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allmende.workbench.cases import words
from allmende.workbench.cases.deadlines import working_days_between
from allmende.workbench.cases.definitions import calendar
from allmende.workbench.cases.forms.looking import labels
from allmende.workbench.cases.kinds import ROLE_WORDS, Field, Kind, State, Step, Transition
from allmende.workbench.cases.models import Case, LaneRun, Move
from allmende.workbench.cases.queries.page import LaneView, Page
from allmende.workbench.cases.templatetags.cases import working_days
from allmende.workbench.cases.views.finding import list_of
from allmende.workbench.core import navigation
from allmende.workbench.core.models import Unit

FIGURE_TAGS = {
    "draft": "plain",
    "working": "info",
    "waiting": "warn",
    "granted": "good",
    "done": "good",
    "refused": "bad",
    "withdrawn": "plain",
}
"""What statistics count a state as, to the mark of its tag."""


def frame(request: HttpRequest, page: Page, tab: str) -> dict[str, Any]:
    """Head and tabs of every page of a case."""
    case, kind = page.case, page.kind
    navigation.belongs_to(request, list_of(kind)["address"])
    state = kind.state(case.state)
    return {
        "case": case,
        "kind": kind,
        "page": page,
        "title": case.title or _("{kind} without a title").format(kind=words.said(kind.title)),
        "kind_title": words.said(kind.title),
        "list": list_of(kind),
        "state": words.said(state.label),
        "state_tag": FIGURE_TAGS[state.figure],
        "tier": tier_of(kind, case),
        "progress": progress(kind, case, page.moves),
        "tabs": list(_tabs(page, tab)),
        "primary": _primary(page),
    }


def tier_of(kind: Kind, case: Case) -> str:
    found = next((one for one in kind.tiers if one.id == case.tier), None)
    return words.said(found.label) if found else ""


def _tabs(page: Page, current: str) -> Iterator[dict[str, Any]]:
    attached = sum(one.removed_at is None for one in page.attachments)
    for key, label, number in (
        ("case", _("Case"), None),
        ("answers", _("Answers of the form"), None),
        ("discussion", _("Discussion"), len(page.comments)),
        ("files", _("Files"), attached),
        ("history", pgettext("case", "History"), None),
    ):
        address = reverse(f"cases:{key}", args=[page.case.number])
        yield {"label": label, "address": address, "current": key == current, "count": number}


def _primary(page: Page) -> dict[str, str]:
    """The one thing this person would do here first."""
    number = page.case.number
    if page.may_edit:
        label = _("Fill in the form")
        return {"label": label, "address": reverse("cases:form", args=[number])}
    mine = [one for one in page.lanes if one.may_answer]
    if mine:
        label = _("Answer “{lane}”").format(lane=words.said(mine[0].lane.label))
        return {"label": label, "address": reverse("cases:lane", args=[number, mine[0].lane.id])}
    return {}


def progress(kind: Kind, case: Case, moves: Sequence[Move]) -> list[dict[str, Any]]:
    """The way of a case: states it went through, the present one, and those still ahead."""
    visited = {one.from_state for one in moves} | {one.to_state for one in moves} | {case.state}
    way = [
        one
        for one in kind.states
        if one.phase == "open"
        and one.figure in ("draft", "working")
        and (case.phase == "open" or one.id in visited)
    ]
    present = kind.state(case.state)
    if present.phase == "open" and present not in way:
        before = moves[len(moves) - 1].from_state if moves else ""
        place = next((n for n, one in enumerate(way) if one.id == before), len(way) - 1)
        way.insert(place + 1, present)
    if case.phase == "open":
        way += _ahead(kind)
    else:
        gone = [kind.state(one.to_state) for one in moves if _has(kind, one.to_state)]
        after = {one.id: one for one in gone if one.phase != "open" and one != present}
        way += [*after.values(), present]
    here = way.index(present)
    return [
        {
            "label": _with_day(one, case) if number == here else words.said(one.label),
            "current": number == here,
            "done": number < here,
        }
        for number, one in enumerate(way)
    ]


def _has(kind: Kind, name: str) -> bool:
    return any(one.id == name for one in kind.states)


def _ahead(kind: Kind) -> list[State]:
    """How it ends where it goes well."""
    granted = [one for one in kind.states if one.figure == "granted"][:1]
    done = [one for one in kind.states if one.figure == "done" and one.phase == "decided"][:1]
    return granted + done


def _with_day(state: State, case: Case) -> str:
    if not state.target_days:
        return words.said(state.label)
    since = timezone.localdate(case.state_since)
    day = working_days_between(since, timezone.localdate(), calendar()) + 1
    return _("{state} · day {day} of {target}").format(
        state=words.said(state.label), day=day, target=state.target_days
    )


def lane_rows(page: Page) -> list[dict[str, Any]]:
    """Each lane in one line: mark, answer, age against target, role."""
    return [_lane(one, page) for one in page.lanes]


def _lane(view: LaneView, page: Page) -> dict[str, Any]:
    run, lane = view.run, view.lane
    state, tag, mark = _lane_state(view)
    machine = sum(one.machine is not None for one in view.lines)
    human = sum(one.human is not None for one in view.lines)
    return {
        "view": view,
        "address": reverse("cases:lane", args=[page.case.number, lane.id]),
        "label": words.said(lane.label),
        "role": str(run.reviewer)
        if run.reviewer
        else words.said(ROLE_WORDS.get(run.role, run.role)),
        "state": state,
        "tag": tag,
        "mark": mark,
        "says": _lane_says(view, page),
        "counts": _("{human} of {all} answered by people, {machine} by the machine").format(
            human=human, machine=machine, all=len(view.lines)
        )
        if view.lines and run.state != LaneRun.State.SKIPPED
        else "",
    }


def _lane_state(view: LaneView) -> tuple[str, str, str]:
    """Words, tag and mark of a lane."""
    run = view.run
    if run.state == LaneRun.State.ANSWERED:
        tone = {"good": "good", "partly": "warn", "bad": "bad"}[
            words.LANE_ANSWER_TONES.get(run.answer, "partly")
        ]
        return words.lane_answer(run.answer), tone, tone
    if run.state == LaneRun.State.SKIPPED:
        return _("left out"), "plain", ""
    if run.state == LaneRun.State.WAITING:
        return _("waits"), "", ""
    if view.is_late and run.due_on:
        late = working_days_between(run.due_on, timezone.localdate(), calendar())
        return _("{days} over target").format(days=working_days(late)), "bad", "bad"
    return _("open"), "info", ""


def _lane_says(view: LaneView, page: Page) -> str:
    run = view.run
    if run.state == LaneRun.State.SKIPPED:
        return words.said(run.skipped_why)
    if run.reason:
        return run.reason
    if run.state == LaneRun.State.WAITING:
        open_ones = {
            one.lane.id: one.lane.label
            for one in page.lanes
            if one.run.state in (LaneRun.State.RUNNING, LaneRun.State.WAITING)
        }
        before = [words.said(open_ones[one]) for one in view.lane.after if one in open_ones]
        return _("waits for: {lanes}").format(lanes=", ".join(before)) if before else ""
    return ""


def steps_shown(page: Page) -> dict[str, list[dict[str, Any]]]:
    """The steps from here: what this person may do, and what stands against the others."""
    rows = [_step(one, page) for one in page.steps if one.transition.who != ("workbench",)]
    return {
        "possible": [one for one in rows if not one["why"]],
        "blocked": [one for one in rows if one["why"] and not one["foreign"]],
        "foreign": [one for one in rows if one["why"] and one["foreign"]],
    }


def _step(one: Step, page: Page) -> dict[str, Any]:
    asked = one.transition
    return {
        "id": asked.id,
        "label": words.said(asked.label),
        "help": words.said(asked.help),
        "address": reverse("cases:step", args=[page.case.number, asked.id]),
        "asks": asks_something(page.kind, asked, page.case.state),
        "why": [words.said(each.text) for each in one.obstacles],
        "foreign": any(each.why == "role" for each in one.obstacles),
        "to": words.said(page.kind.state(asked.to).label),
        "good": page.kind.state(asked.to).figure in ("granted", "working", "done"),
    }


def asks_something(kind: Kind, one: Transition, state: str) -> bool:
    """Whether the step has a page of its own: a reason, a tier, or a decision to be confirmed."""
    return one.needs_reason or one.asks_tier or decides(kind, one, state) or ends(kind, one)


def ends(kind: Kind, one: Transition) -> bool:
    return kind.state(one.to).phase == "closed"


def decides(kind: Kind, one: Transition, state: str) -> bool:
    """Whether the step is a decision, as `services.moving` counts it."""
    to = kind.state(one.to)
    return kind.state(state).phase == "open" and (to.phase == "decided" or to.figure == "refused")


def answer_groups(page: Page) -> list[dict[str, Any]]:
    """The form as it is answered, group by group."""
    known = labels(page.fields, page.values)
    files = {f"sha256:{one.sha256}": one for one in page.attachments if one.removed_at is None}
    asked = {one.id for one in page.fields}
    hidden = {one.id for one in page.hidden}
    groups = []
    for group in page.kind.groups:
        rows = [
            _answer(one, page, known, files, one.id in hidden)
            for one in group.fields
            if one.id in asked or one.id in hidden
        ]
        if rows:
            groups.append({"title": words.said(group.title), "rows": rows})
    return groups


def _answer(
    one: Field, page: Page, known: dict[str, dict[str, str]], files: dict[str, Any], hidden: bool
) -> dict[str, Any]:
    value = page.values.get(one.id)
    row: dict[str, Any] = {
        "label": words.said(one.label),
        "confidential": one.confidential,
        "hidden": hidden,
        "type": one.type,
        "unread": one.id in page.unread,
    }
    if hidden or value in (None, "", []):
        return row
    if one.type == "table":
        row["columns"] = [words.said(each.label) for each in one.columns]
        row["table"] = [
            [
                {"label": words.said(each.label), "text": _text(each, entry.get(each.id), known)}
                for each in one.columns
            ]
            for entry in value
        ]
    else:
        entries = value if isinstance(value, list) else [value]
        row["entries"] = [_entry(one, each, known, files) for each in entries]
    return row


def _entry(one: Field, value: Any, known: Any, files: dict[str, Any]) -> dict[str, Any]:
    if (file := files.get(str(value))) is not None:
        address = reverse("cases:file", args=[file.case.number, file.pk])
        return {"text": file.name, "address": address, "inside": True}
    if one.type == "software":
        return {
            "text": known["software"].get(value, value),
            "address": reverse("catalogue:software", args=[value]),
            "inside": True,
        }
    if one.type in ("address", "repository"):
        return {"text": value, "address": value}
    return {"text": _text(one, value, known)}


def _text(one: Any, value: Any, known: dict[str, dict[str, str]]) -> str:
    """A kept answer as a person reads it."""
    if value is None or value == "":
        return ""
    if value == "unknown" and one.type == "boolean":
        return _("not known yet")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if one.type == "choice":
        return next((words.said(each.label) for each in one.options if each.id == value), value)
    if one.type == "money":
        return f"{_number(value['amount'])} {value['currency']}"
    if one.type == "number":
        return _number(value)
    if one.type == "date":
        found = parse_date(value)
        return date_format(found, "SHORT_DATE_FORMAT") if found else str(value)
    if one.type in ("person", "unit", "software"):
        return known[one.type].get(str(value), str(value))
    return str(value)


def _number(written: str) -> str:
    return str(number_format(written, use_l10n=True, force_grouping=True))


def unit_names() -> dict[str, str]:
    return {str(key): name for key, name in Unit.objects.values_list("pk", "name")}
