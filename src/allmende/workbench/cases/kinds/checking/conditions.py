# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Conditions that can never be answered: unknown fields, impossible answers, several in one."""

from collections.abc import Iterator
from dataclasses import dataclass

from allmende.workbench.cases.kinds.checking.mistake import Mistake, Where, unknown
from allmende.workbench.cases.kinds.conditions import UNKNOWN, plain
from allmende.workbench.cases.kinds.model import Condition, Field, Kind

COMPARISONS = {"is": "equals", "in": "among", "at_least": "at_least", "filled": "filled"}
COMPARABLE = {
    "is": ("choice", "boolean", "text", "licence", "number", "unit", "software"),
    "in": ("choice", "boolean", "text", "licence", "number", "unit", "software"),
    "at_least": ("number", "money"),
}
"""Types of fields that a comparison makes sense for; `filled` suits all."""


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions may name."""

    fields: dict[str, Field]
    tiers: tuple[str, ...]


def mistakes(kind: Kind) -> Iterator[Mistake]:
    known = Known({one.id: one for one in kind.fields}, tuple(one.id for one in kind.tiers))
    for at, condition in _all_of(kind):
        yield from _condition(at, condition, known)


def _all_of(kind: Kind) -> Iterator[tuple[Where, Condition]]:
    for outer, group in enumerate(kind.groups):
        for inner, field in enumerate(group.fields):
            at = ("groups", outer, "fields", inner)
            yield from _if_any((*at, "required_when"), field.required_when)
            yield from _if_any((*at, "shown_when"), field.shown_when)
    for place, step in enumerate(kind.transitions):
        yield from _if_any(("transitions", place, "when"), step.when)
    for outer, lane in enumerate(kind.lanes):
        yield from _if_any(("lanes", outer, "skipped_when"), lane.skipped_when)
        for inner, item in enumerate(lane.items):
            at = ("lanes", outer, "items", inner)
            yield from _if_any((*at, "skipped_when"), item.skipped_when)


def _if_any(at: Where, condition: Condition | None) -> Iterator[tuple[Where, Condition]]:
    if condition is not None:
        yield at, condition


def _condition(at: Where, one: Condition, known: Known) -> Iterator[Mistake]:
    kinds = (one.field is not None, bool(one.tier), bool(one.all_of), bool(one.any_of))
    if sum(kinds) + (one.negated is not None) != 1:
        yield Mistake(at, "not-one-condition", {})
        return
    compared = [key for key, name in COMPARISONS.items() if getattr(one, name) not in (None, ())]
    if len(compared) != (one.field is not None):
        yield Mistake(at, "not-one-comparison", {})
    yield from unknown((*at, "tier"), one.tier, known.tiers, "tier")
    if one.field is not None and one.field not in known.fields:
        yield Mistake((*at, "field"), "unknown-field", {"id": one.field})
    elif one.field is not None and len(compared) == 1:
        yield from _comparison(at, one, compared[0], known.fields[one.field])
    for key, inner in (("all", one.all_of), ("any", one.any_of)):
        for place, part in enumerate(inner):
            yield from _condition((*at, key, place), part, known)
    if one.negated is not None:
        yield from _condition((*at, "not"), one.negated, known)


def _comparison(at: Where, one: Condition, key: str, field: Field) -> Iterator[Mistake]:
    if field.type not in COMPARABLE.get(key, (field.type,)):
        named = {"key": key, "field": field.id, "type": field.type}
        yield Mistake((*at, key), "not-comparable", named)
        return
    possible = {"boolean": ("yes", "no"), "choice": tuple(o.id for o in field.options)}
    expected = tuple(name for name in possible.get(field.type, ()) if name != UNKNOWN)
    answers = one.among if one.equals is None else (one.equals,)
    for answer in map(plain, answers):
        if expected and answer not in expected:
            values = {"field": field.id, "answer": answer, "expected": expected}
            yield Mistake((*at, key), "impossible-answer", values)
