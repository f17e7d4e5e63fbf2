# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""States that no case reaches or leaves, and transitions that nobody may take."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from allmende.workbench.cases.kinds.checking.mistake import Mistake
from allmende.workbench.cases.kinds.model import Kind, Transition
from allmende.workbench.cases.kinds.problems import NOBODY

Arrows = Mapping[str, set[str]]


def mistakes(kind: Kind) -> Iterator[Mistake]:
    if not kind.states or not kind.transitions:
        yield Mistake(("states",), "no-states", {})
        return
    if kind.start.phase != "open":
        yield Mistake(("states", 0, "phase"), "start-not-open", {})
    yield from _ways(kind)
    phases = {one.id: one.phase for one in kind.states}
    taken: set[tuple[str, str]] = set()
    for place, one in enumerate(kind.transitions):
        at = ("transitions", place)
        if why := _nobody(one, kind):
            yield Mistake((*at, "who"), "nobody", {"id": one.id, "why": NOBODY[why]})
        if kind.four_eyes and not one.four_eyes and _decides(one, phases):
            yield Mistake(at, "one-pair-of-eyes", {"id": one.id})
        for begin in one.from_states:
            if (one.id, begin) in taken:
                yield Mistake((*at, "id"), "same-transition", {"id": one.id, "state": begin})
            taken.add((one.id, begin))


def _ways(kind: Kind) -> Iterator[Mistake]:
    onward: Arrows = defaultdict(set)
    back: Arrows = defaultdict(set)
    for one in kind.transitions:
        for begin in one.from_states:
            onward[begin].add(one.to)
            back[one.to].add(begin)
    reached = _reach(onward, [kind.start.id])
    ending = _reach(back, [one.id for one in kind.states if one.phase == "closed"])
    for place, state in enumerate(kind.states):
        if state.id not in reached:
            yield Mistake(("states", place), "unreachable", {"id": state.id})
        if state.id not in ending:
            yield Mistake(("states", place), "dead-end", {"id": state.id})


def _reach(arrows: Arrows, begin: Iterable[str]) -> set[str]:
    reached: set[str] = set()
    waiting = list(begin)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += arrows.get(state, ())
    return reached


def _nobody(one: Transition, kind: Kind) -> str | None:
    if not one.who:
        return "empty"
    if one.four_eyes and set(one.who) == {"requester"}:
        return "same-person"
    if set(one.who) == {"reviewer"} and not kind.lanes:
        return "no-reviewer"
    return None


def _decides(one: Transition, phases: Mapping[str, str]) -> bool:
    return phases.get(one.to) == "decided" and any(
        phases.get(state) == "open" for state in one.from_states
    )
