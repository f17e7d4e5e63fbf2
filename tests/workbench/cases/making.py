# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Cases in any state, answers to any field, and the names that shipped kinds use."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from allmende.workbench.accounts.models import Grant, User
from allmende.workbench.cases import kinds
from allmende.workbench.cases.kinds import Column, Field, Kind
from allmende.workbench.cases.models import Case, LaneRun
from allmende.workbench.cases.services import filing, lanes, starting
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Unit


@cache
def named() -> dict[str, set[str]]:
    """The names of guards, computations, panels and documents that the shipped kinds use."""
    found: dict[str, set[str]] = {
        "GUARDS": set(),
        "COMPUTATIONS": set(),
        "PANELS": set(),
        "DOCUMENTS": set(),
    }
    known = kinds.Registry(criteria=kinds.criteria_of("plain"))
    while True:
        names = kinds.Registry(
            frozenset(found["GUARDS"]),
            frozenset(found["COMPUTATIONS"]),
            frozenset(found["PANELS"]),
            frozenset(found["DOCUMENTS"]),
            known.criteria,
        )
        _usable, problems = kinds.check_kinds("plain", names)
        missing = [one.text["en"].split('"') for one in problems if "registered" in one.text["en"]]
        if not missing:
            return found
        for _, name, which in missing:
            found[which.removesuffix(".").rpartition(" ")[2].upper()].add(name)


def person(name: str, *roles: str) -> User:
    user, made = User.objects.get_or_create(
        username=name, defaults={"email": f"{name}@example.org", "last_name": name.title()}
    )
    if made:
        Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
    return user


def answer(field: Field | Column, case: Case, luck: random.Random) -> Any:
    """An answer that fits the field."""
    if getattr(field, "multiple", False):
        number = max(getattr(field, "at_least", None) or 1, 1)
        return _several(field, case, luck, number)
    return _single(field, case, luck, 1)


def _several(field: Any, case: Case, luck: random.Random, number: int) -> list[Any]:
    found: list[Any] = []
    for turn in range(1, number + 20):
        one = _single(field, case, luck, turn)
        if one not in found:
            found.append(one)
        if len(found) == number:
            break
    return found


def _single(field: Any, case: Case, luck: random.Random, turn: int) -> Any:
    match field.type:
        case "text":
            return f"Answer {turn}"
        case "long-text":
            return f"One line.\nAnother line {turn}."
        case "choice":
            return luck.choice(field.options).id
        case "boolean":
            return luck.choice([True, False])
        case "number":
            return str(turn)
        case "money":
            return {"amount": f"{turn}.50", "currency": "EUR"}
        case "date":
            return (timezone.localdate() + timedelta(days=30 + turn)).isoformat()
        case "address" | "repository":
            return f"https://code.example.org/city/tool-{turn}"
        case "licence":
            return "MIT"
        case "software":
            slug = f"tool-{turn}"
            Software.objects.get_or_create(slug=slug, defaults={"name": slug})
            return slug
        case "unit":
            return Unit.objects.get_or_create(name=f"Department {turn}")[0].pk
        case "person":
            roles = [field.role] if field.role in ("office", "legal", "community") else []
            return person(f"named-{field.role or 'any'}-{turn}", *roles).pk
        case "file":
            row = filing.attach(None, case, f"file-{turn}.txt", [f"Text {turn}".encode()])
            return f"sha256:{row.sha256}"
        case "table":
            rows = max(field.at_least or 1, 1)
            return [
                {one.id: _single(one, case, luck, row + 1) for one in field.columns}
                for row in range(rows)
            ]
    raise AssertionError(field.type)


def filled(kind: Kind, case: Case, luck: random.Random) -> dict[str, Any]:
    """An answer to every field."""
    return {one.id: answer(one, case, luck) for one in kind.fields}


def brought_to(
    requester: User, kind: Kind, state: str, values: dict[str, Any] | None = None
) -> Case:
    """A case with all answers, put into a state without the steps that lead there."""
    case = starting.start(requester, kind.id)
    given = {**filled(kind, case, random.Random(4)), **(values or {})}
    case = starting.filling.save_values(requester, case, given).case
    assert not case.unread, case.unread
    target = kind.state(state)
    case.state, case.phase, case.figure = target.id, target.phase, target.figure
    if state != kind.start.id:
        case.submitted_at = timezone.now()
    if kind.tiers:
        case.tier = kind.tiers[-1].id
    case.save()
    lanes.bring_in_line(None, case, arrives=True)
    case.refresh_from_db()
    return case


def answer_all(reviewer_of: Callable[[LaneRun], User], case: Case, answer: str = "approve") -> None:
    """Answer every question and every lane that is open, until none is."""
    while run := case.lanes.filter(current=True, state=LaneRun.State.RUNNING).first():
        answer_lane(reviewer_of(run), run, answer)


def answer_lane(reviewer: User, run: LaneRun, answer: str = "approve") -> LaneRun:
    """Answer the checklist and then the lane."""
    from allmende.workbench.cases.definitions import declared

    lane = declared(run.case).lane(run.lane)
    for item in lanes.questions(run.case, lane):
        lanes.answer_item(reviewer, run, item.id, "met")
    reason = "So it is." if answer in ("needs-change", "reject") else ""
    return lanes.answer_lane(reviewer, run, answer, reason)
