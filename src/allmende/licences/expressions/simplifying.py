# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The shortest form we find of an expression, and whether two say the same.

AND and OR are boolean here and licences are opaque: GPL-2.0-only OR GPL-2.0-or-later stays as it
is, although the second offers all that the first does. What a range of versions contains is a
question of `satisfies`; a text that names both licences shall keep both names.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_

from allmende.licences.expressions.choices import leaves_of
from allmende.licences.expressions.modern import modern
from allmende.licences.expressions.parsing import parse
from allmende.licences.expressions.tree import And, Expression, Leaf, Or

_MOST_LEAVES = 16
"""Different licences up to which every combination is tried (65,536 of them)."""
_MOST_TERMS = 1024
"""Choices up to which an expression is multiplied out."""


def simplify(expression: Expression | str) -> Expression:
    """The same expression with today's ids, sorted, without what another part makes needless.

    MIT OR (MIT AND ISC) becomes MIT. Nothing is multiplied out, so no licence is named more often
    than in the input. Idempotent. Raises NotAnExpression for a text that is none.
    """
    tree = parse(expression) if isinstance(expression, str) else expression
    shortest = _ordered(_modernised(tree))
    while True:
        settled = _settle(shortest, frozenset(), frozenset())
        if isinstance(settled, bool):  # an expression without negation is never constant
            return shortest
        shorter = _ordered(_absorb(settled))
        if shorter == shortest:
            return shortest
        shortest = shorter


def equivalent(a: Expression | str, b: Expression | str) -> bool:
    """Whether two expressions leave the same choices, by today's ids.

    Exact where the simplified forms agree, where both together name at most 16 licences, and
    where both multiply out to at most 1,024 choices (or, turned round, conditions). Beyond that
    the answer is False although they might agree: True is always proven. Raises NotAnExpression.
    """
    one, other = simplify(a), simplify(b)
    if one == other:
        return True
    leaves = tuple(dict.fromkeys([*leaves_of(one), *leaves_of(other)]))
    if len(leaves) <= _MOST_LEAVES:
        return _truth(one, leaves) == _truth(other, leaves)
    bits = {leaf: 1 << place for place, leaf in enumerate(leaves)}
    for sums in (Or, And):
        terms = _terms(one, bits, sums), _terms(other, bits, sums)
        if terms[0] is not None and terms[1] is not None:
            return terms[0] == terms[1]
    return False


def _join(kind: type[And] | type[Or], parts: Iterable[Expression]) -> Expression:
    """One expression of parts, flat and without repetition."""
    flat: dict[Expression, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else [part]))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def _modernised(expression: Expression) -> Expression:
    if isinstance(expression, And | Or):
        return _join(type(expression), [_modernised(part) for part in expression.parts])
    return modern(expression)


def _ordered(expression: Expression) -> Expression:
    if not isinstance(expression, And | Or):
        return expression
    parts = [_ordered(part) for part in expression.parts]
    named = sorted((str(part).casefold(), str(part), place) for place, part in enumerate(parts))
    return type(expression)(tuple(parts[place] for _, _, place in named))


def _settle(
    expression: Expression, held: frozenset[Expression], excluded: frozenset[Expression]
) -> Expression | bool:
    """The expression where the licences `held` are known to be taken and `excluded` not.

    Beside A in an OR the rest matters only where A is not taken, beside A in an AND only where
    it is: A OR (B AND (A OR C)) is A OR (B AND C).
    """
    if not isinstance(expression, And | Or):
        return True if expression in held else expression not in excluded and expression
    alone = frozenset(part for part in expression.parts if not isinstance(part, And | Or))
    together = isinstance(expression, And)
    inner = (held | alone, excluded) if together else (held, excluded | alone)
    left: list[Expression] = []
    for part in expression.parts:
        settled = _settle(part, *((held, excluded) if part in alone else inner))
        if not isinstance(settled, bool):
            left.append(settled)
        elif settled is not together:
            return settled
    return _join(type(expression), left) if left else together


def _absorb(expression: Expression) -> Expression:
    """Without the parts that another part of the same level already covers."""
    if not isinstance(expression, And | Or):
        return expression
    kind = type(expression)
    inner = Or if kind is And else And
    whole = _join(kind, [_absorb(part) for part in expression.parts])
    if not isinstance(whole, kind):
        return whole
    factors = {
        part: frozenset(part.parts) if isinstance(part, inner) else frozenset([part])
        for part in whole.parts
    }
    kept: dict[Expression, list[frozenset[Expression]]] = {}
    covered: set[Expression] = set()
    for part in sorted(whole.parts, key=lambda one: len(factors[one])):
        mine = factors[part]
        if any(other <= mine for factor in mine for other in kept.get(factor, ())):
            covered.add(part)
        else:
            kept.setdefault(next(iter(mine)), []).append(mine)
    return _join(kind, [part for part in whole.parts if part not in covered])


def _truth(expression: Expression, leaves: tuple[Leaf, ...]) -> int:
    """The truth table as a number: one bit for each set of licences that are taken."""
    size = 1 << len(leaves)
    columns: dict[Expression, int] = {}
    for place, leaf in enumerate(leaves):
        run = 1 << place
        column = ((1 << run) - 1) << run
        width = 2 * run
        while width < size:
            column |= column << width
            width *= 2
        columns[leaf] = column
    return _value(expression, columns)


def _value(expression: Expression, columns: dict[Expression, int]) -> int:
    if not isinstance(expression, And | Or):
        return columns[expression]
    combine: Callable[[int, int], int] = and_ if isinstance(expression, And) else or_
    return reduce(combine, [_value(part, columns) for part in expression.parts])


def _terms(
    expression: Expression, bits: dict[Leaf, int], sums: type[And] | type[Or]
) -> frozenset[int] | None:
    """The minimal terms of the multiplied-out expression, None where there are too many.

    With `sums` OR a term is a choice, with AND a condition. For expressions without negation the
    minimal terms are the same for all that are equivalent.
    """
    found = _products(expression, bits, sums)
    if found is None:
        return None
    minimal: list[int] = []
    for term in sorted(found, key=int.bit_count):
        if not any(one & term == one for one in minimal):
            minimal.append(term)
    return frozenset(minimal)


def _products(
    expression: Expression, bits: dict[Leaf, int], sums: type[And] | type[Or]
) -> set[int] | None:
    if not isinstance(expression, And | Or):
        return {bits[expression]}
    found: set[int] = set() if isinstance(expression, sums) else {0}
    for part in expression.parts:
        more = _products(part, bits, sums)
        if more is None:
            return None
        if isinstance(expression, sums):
            found |= more
        else:
            found = {one | other for one in found for other in more}
        if len(found) > _MOST_TERMS:
            return None
    return found
