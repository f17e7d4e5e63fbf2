# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a rule can say about a name: it is certain, or open between several, or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from allmende.licences.expressions import And, Expression, Licence, Or, With

MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Certain:
    """One meaning. `confidence` in 0..1, `rule` the id of the rule that found it."""

    expression: Expression
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Open:
    """Several meanings: what was left out would decide ("GPL")."""

    candidates: tuple[Expression, ...]
    rule: str


Reading: TypeAlias = Certain | Open


def either(parts: Iterable[Expression]) -> Expression:
    """The receiver's choice among `parts`; a single one stays itself."""
    flat = _unique(parts, Or)
    return flat[0] if len(flat) == 1 else Or(flat)


def together(parts: Iterable[Expression]) -> Expression:
    """All of `parts`; a single one stays itself."""
    flat = _unique(parts, And)
    return flat[0] if len(flat) == 1 else And(flat)


def combined(readings: list[Reading], *, choice: bool, rule: str) -> Reading:
    """The reading of several names joined by "or" (`choice`) or by "and"."""
    join = either if choice else together
    if all(isinstance(one, Certain) for one in readings):
        return Certain(
            join(meanings(one)[0] for one in readings),
            min(one.confidence for one in readings if isinstance(one, Certain)),
            rule,
        )
    return Open(tuple(_first(product(*map(meanings, readings)), join)), rule)


def at_most(reading: Reading, confidence: float, rule: str) -> Reading:
    """The same meaning, said by `rule` and with no more than `confidence`."""
    if isinstance(reading, Certain):
        return Certain(reading.expression, min(reading.confidence, confidence), rule)
    return Open(reading.candidates, rule)


def plain(spdx_id: str) -> Expression:
    """An expression of our own tables: one id, or "licence WITH exception", or ids with OR."""
    if " OR " in spdx_id:
        return either(plain(part) for part in spdx_id.split(" OR "))
    if " WITH " in spdx_id:
        licence, exception = spdx_id.split(" WITH ")
        return With(Licence(licence), exception)
    return Licence(spdx_id)


def meanings(reading: Reading) -> tuple[Expression, ...]:
    """All that a reading may mean; one where it is certain."""
    return (reading.expression,) if isinstance(reading, Certain) else reading.candidates


def _first(combinations: Iterator[tuple[Expression, ...]], join: object) -> Iterator[Expression]:
    seen: set[Expression] = set()
    for combination in combinations:
        joined = either(combination) if join is either else together(combination)
        if joined not in seen:
            seen.add(joined)
            yield joined
        if len(seen) == MOST_CANDIDATES:
            return


def _unique(parts: Iterable[Expression], kind: type[And] | type[Or]) -> tuple[Expression, ...]:
    found: dict[Expression, None] = {}
    for part in parts:
        for one in part.parts if isinstance(part, And | Or) and type(part) is kind else (part,):
            found.setdefault(one)
    return tuple(found)
