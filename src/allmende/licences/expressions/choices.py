# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an expression is made of: its licences, and the choices it leaves."""

from itertools import chain, islice, product

from allmende.licences.expressions.tree import And, Expression, Leaf, Licence, Or, With


def leaves_of(expression: Expression) -> tuple[Leaf, ...]:
    """The leaves in the order written, each once."""
    found: dict[Leaf, None] = {}
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, And | Or):
            waiting.extend(reversed(one.parts))
        else:
            found[one] = None
    return tuple(found)


def licences_of(expression: Expression) -> tuple[Licence | With, ...]:
    """The licences in the order written, each once; none in NONE and NOASSERTION."""
    return tuple(one for one in leaves_of(expression) if isinstance(one, Licence | With))


def branches(expression: Expression, limit: int = 256) -> tuple[tuple[Leaf, ...], ...]:
    """The choices an expression leaves, each the licences that then hold together.

    In the order written, without repetition, and at most `limit` of them: an expression can have
    more choices than there is time. Whoever looks for one choice that is fine uses `satisfies`.
    """
    return tuple(dict.fromkeys(_branches(expression, limit)))


def _branches(expression: Expression, limit: int) -> list[tuple[Leaf, ...]]:
    if isinstance(expression, Or):
        some = chain.from_iterable(_branches(part, limit) for part in expression.parts)
        return list(islice(some, limit))
    if isinstance(expression, And):
        combined = product(*[_branches(part, limit) for part in expression.parts])
        return [tuple(dict.fromkeys(chain.from_iterable(one))) for one in islice(combined, limit)]
    return [(expression,)]
