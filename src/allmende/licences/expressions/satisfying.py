# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether an expression is satisfied by the licences that are allowed.

The rules and their reasons are numbered in docs/decisions/0009-spdx-expressions.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from allmende.licences.expressions.choices import licences_of
from allmende.licences.expressions.ids import EXCEPTIONS
from allmende.licences.expressions.modern import modern_licence
from allmende.licences.expressions.parsing import parse
from allmende.licences.expressions.tree import And, Expression, Leaf, Licence, Or, Unstated, With
from allmende.licences.expressions.versions import Version, is_or_later, version_of

_Family: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Whether and how an expression is satisfied.

    `chosen` is the first branch in the order written all of whose licences are allowed, else
    None; `missing` the licences as written for which nothing is allowed, empty when satisfied.
    """

    satisfied: bool
    chosen: Expression | None
    missing: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "satisfied": self.satisfied,
            "chosen": None if self.chosen is None else str(self.chosen),
            "missing": list(self.missing),
        }


def satisfies(expression: Expression | str, allowed: Iterable[Expression | str]) -> Satisfaction:
    """Whether one branch of `expression` has only licences that `allowed` names.

    An entry of `allowed` that is compound allows each of its licences. Raises NotAnExpression
    for a text, on either side, that is none.
    """
    tree = parse(expression) if isinstance(expression, str) else expression
    entries = [allowed] if isinstance(allowed, str) else allowed
    ranges = _Ranges(parse(one) if isinstance(one, str) else one for one in entries)
    missing: dict[str, None] = {}
    chosen = _choose(tree, ranges, missing)
    return Satisfaction(chosen is not None, chosen, () if chosen else tuple(missing))


class _Ranges:
    """The versions that are allowed, by family and exception."""

    __slots__ = ("_later", "_only")

    def __init__(self, allowed: Iterable[Expression]) -> None:
        self._only: dict[_Family, set[Version]] = {}
        self._later: dict[_Family, Version] = {}
        for entry in allowed:
            for leaf in licences_of(entry):
                self._add(leaf)

    def _add(self, leaf: Licence | With) -> None:
        family, version, later = _range_of(leaf)
        if later:
            self._later[family] = min(version, self._later.get(family, version))
        else:
            self._only.setdefault(family, set()).add(version)

    def __contains__(self, leaf: Leaf) -> bool:
        if isinstance(leaf, Unstated):
            return False
        family, version, later = _range_of(leaf)
        only = self._only.get(family, set())
        if later:  # two ranges without end always meet
            return family in self._later or any(one >= version for one in only)
        return version in only or (family in self._later and self._later[family] <= version)


def _range_of(leaf: Licence | With) -> tuple[_Family, Version, bool]:
    spelt = modern_licence(leaf)
    licence = spelt if isinstance(spelt, Licence) else spelt.licence
    exception = spelt.exception if isinstance(spelt, With) else ""
    family, version = version_of(licence.id)
    listed = EXCEPTIONS.get(exception.lower(), exception)
    return (family, listed), version, is_or_later(licence)


def _choose(expression: Expression, ranges: _Ranges, missing: dict[str, None]) -> Expression | None:
    if isinstance(expression, Or):
        for part in expression.parts:
            chosen = _choose(part, ranges, missing)
            if chosen is not None:
                return chosen
        return None
    if isinstance(expression, And):
        return _choose_all(expression, ranges, missing)
    if expression in ranges:
        return expression
    missing[str(expression)] = None
    return None


def _choose_all(expression: And, ranges: _Ranges, missing: dict[str, None]) -> Expression | None:
    """Every part is tried even after one failed, so that all that is missing gets named."""
    parts: dict[Expression, None] = {}
    satisfied = True
    for part in expression.parts:
        tried: dict[str, None] = {}
        chosen = _choose(part, ranges, tried)
        if chosen is None:
            satisfied = False
            missing.update(tried)
        else:
            parts.update(dict.fromkeys(chosen.parts if isinstance(chosen, And) else [chosen]))
    if not satisfied:
        return None
    return And(tuple(parts)) if len(parts) > 1 else next(iter(parts))
