# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Cases of a kind by state, as a board shows them; the same number of queries for any number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from allmende.workbench.cases import definitions
from allmende.workbench.cases.kinds import State
from allmende.workbench.cases.models import Case, KeptKind, LaneRun
from allmende.workbench.cases.queries.cases import Wanted, counted, narrowed, rows_of

CARDS = 12
"""Cards of one column; more are in the list."""


@dataclass(frozen=True, slots=True)
class Column:
    """One state with how many cases stand in it and the first of them, the last changed first."""

    state: State
    number: int
    cards: tuple[Case, ...]


class LaneNow(NamedTuple):
    """What a card tells of a lane: how it stands and whose it is."""

    state: str
    reviewer_id: int | None


def columns(user: Any, kind: str, wanted: Wanted | None = None, cards: int = CARDS) -> list[Column]:
    """A column for each state of the present version, then for states of older ones with cases.

    What is closed is only counted.
    """
    asked = wanted or Wanted()
    found = narrowed(user, Wanted(text=asked.text, kind=(kind,), tier=asked.tier, unit=asked.unit,
                                  mine=asked.mine, late=asked.late))  # fmt: skip
    numbers = counted(found, "state")
    placed = found.exclude(phase="closed").annotate(
        place=Window(
            RowNumber(),
            partition_by=F("state"),
            order_by=[F("changed_at").desc(), F("id").desc()],
        )
    )
    first = list(placed.filter(place__lte=cards).values_list("pk", flat=True))
    lanes = _lanes(first)
    shown: dict[str, list[Case]] = {}
    for case in rows_of(Case.objects.filter(pk__in=first)).order_by("-changed_at", "-id"):
        case.current_lanes = lanes[case.pk]  # type: ignore[attr-defined]
        shown.setdefault(case.state, []).append(case)
    return [
        Column(state, numbers.get(state.id, 0), tuple(shown.get(state.id, ())))
        for state in _states(kind, numbers)
    ]


def _lanes(cases: Iterable[int]) -> dict[int, list[LaneNow]]:
    """The lanes that count, by case; a board has hundreds, of which it shows two things."""
    found: dict[int, list[LaneNow]] = defaultdict(list)
    rows = LaneRun.objects.filter(case__in=cases, current=True).order_by("id")
    for case, state, reviewer in rows.values_list("case_id", "state", "reviewer_id"):
        found[case].append(LaneNow(state, reviewer))
    return found


def _states(kind: str, numbers: dict[str, int]) -> list[State]:
    present = definitions.current().get(kind)
    states = {one.id: one for one in present.states} if present else {}
    if numbers.keys() - states.keys():
        for kept in KeptKind.objects.filter(kind=kind).only("kind", "digest").order_by("-id"):
            for one in definitions.of_kept(kept).states:
                if one.id in numbers:
                    states.setdefault(one.id, one)
    return list(states.values())
