# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lanes that nobody can work on, and checklists that ask nothing."""

from collections.abc import Iterator, Mapping

from allmende.workbench.cases.kinds.checking.mistake import Mistake, Where, twice, unknown
from allmende.workbench.cases.kinds.model import Item, Kind
from allmende.workbench.cases.kinds.registry import Registry
from allmende.workbench.cases.kinds.roles import LANE_ROLES


def mistakes(kind: Kind, registry: Registry) -> Iterator[Mistake]:
    yield from twice(("lanes",), (one.id for one in kind.lanes))
    ids = [one.id for one in kind.lanes]
    for place, lane in enumerate(kind.lanes):
        at: Where = ("lanes", place)
        if lane.role not in LANE_ROLES:
            values = {"id": lane.role, "expected": LANE_ROLES}
            yield Mistake((*at, "role"), "unknown-role", values)
        yield from unknown((*at, "after"), lane.after, ids, "lane")
        if "approve" not in lane.answers:
            yield Mistake((*at, "answers"), "no-answers", {})
        yield from twice((*at, "items"), (item.id for item in lane.items))
        for inner, item in enumerate(lane.items):
            yield from _item((*at, "items", inner), item, registry)
    yield from _circle(kind)
    yield from _where_they_run(kind)
    yield from _tiers(kind)


def _item(at: Where, item: Item, registry: Registry) -> Iterator[Mistake]:
    if (item.criterion is None) == (item.question is None):
        yield Mistake(at, "not-one-question", {})
    if item.criterion is None:
        return
    at, named = (*at, "criterion"), item.criterion
    if named.set not in registry.criteria:
        yield Mistake((*at, "set"), "unknown-criteria", {"id": named.set})
    elif named.id not in registry.criteria[named.set]:
        yield Mistake((*at, "id"), "unknown-criterion", {"set": named.set, "id": named.id})


def _circle(kind: Kind) -> Iterator[Mistake]:
    """One mistake, at the first lane that waits for itself."""
    after = {one.id: one.after for one in kind.lanes}
    for place, lane in enumerate(kind.lanes):
        if lane.id in (waits_for := _waits_for(lane.id, after)):
            circle = tuple(one for one in waits_for if lane.id in _waits_for(one, after))
            yield Mistake(("lanes", place, "after"), "cycle", {"lanes": tuple(sorted(circle))})
            return


def _waits_for(lane: str, after: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = list(after.get(lane, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += after.get(one, ())
    return found


def _where_they_run(kind: Kind) -> Iterator[Mistake]:
    running = [place for place, one in enumerate(kind.states) if one.lanes]
    if kind.lanes and not running:
        yield Mistake(("lanes",), "lanes-nowhere", {})
    if not kind.lanes:
        for place in running:
            yield Mistake(("states", place, "lanes"), "state-without-lanes", {})


def _tiers(kind: Kind) -> Iterator[Mistake]:
    asking = [place for place, one in enumerate(kind.transitions) if one.asks_tier]
    if kind.tiers and not asking:
        yield Mistake(("tiers",), "tier-never-set", {})
    if not kind.tiers:
        for place in asking:
            yield Mistake(("transitions", place, "asks_tier"), "no-tiers", {})
