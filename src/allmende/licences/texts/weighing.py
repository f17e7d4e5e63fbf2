# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From what a page says to one expression: what only repeats, what is a choice, what adds up.

Decided here, in this order:
1. A statement names the licence better than the text beside it: a GPL text with a notice "or any
   later version" is or-later; the GPL text inside or beside an LGPL-3.0 is part of that.
2. Licences in one sentence with "or", "either", "at your option", and what is offered
   "alternatively" beside a text, are a choice. Their texts in the same file add nothing.
3. A sentence that announces a choice without naming it joins what stands in the file.
4. Everything else holds together, in the order of the file.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from allmende.licences.expressions import (
    And,
    Expression,
    Leaf,
    NotAnExpression,
    Or,
    Unstated,
    licences_of,
    parse,
)
from allmende.licences.texts.gathering import Item
from allmende.licences.texts.ids import gnu, implied

_CHOICE = re.compile(
    r"(?:^\W*|\b(?:software|project|library|program|package|work|code|crate|module|product"
    r"|it) (?:is|are) )(?:dual|dually|tri|triple)[- ]licen[cs]|\b(?:one|either"
    r"|any) (?:one )?of (?:the|these|two|three) (?:following |two |three |below )?(?:licen[cs]e"
    r"|set|term)"
    r"|\bchoice of (?:one of )?(?:the |two |three |these |following |licen)|\byou (?:may"
    r"|can) choose\b|\bchoose (?:either|between|one|which)"
    r"|\bat your (?:option|choice)\b|\bunder (?:the terms of )?either\b|\bnach ihrer wahl\b"
    r"|\bwahlweise\b|\balternatively\b|\bdoppelt lizenziert"
)
_LATER = re.compile(
    r"(?:at your option|nach ihrer wahl)[)]?,? ?(?:any|jeder)\b|\bor [(]?at your option[)]? "
)
_STACKS = (
    (frozenset({"PSF-2.0", "CNRI-Python-GPL-Compatible", "HPND"}), "Python-2.0.1"),
    (frozenset({"PSF-2.0", "CNRI-Python", "HPND"}), "Python-2.0"),
)
_CONTAINED = (
    ("OpenSSL", "SSLeay-standalone"),
    ("Python-2.0", "PSF-2.0"),
    ("Python-2.0.1", "PSF-2.0"),
    ("Python-2.0.1", "Python-2.0"),
)
_UNVERSIONED = frozenset({"GPL-1.0-or-later", "LGPL-2.0-or-later"})
_MOST_CHOICES = 4
_MOST_TERMS = 60


def weighed(items: Sequence[Item], left: Sequence[str]) -> str | None:
    """The expression of a page from its items in order and the paragraphs beside them."""
    # A title adds nothing to what stands under it.
    items = [one for one in items if one.kind != "name"] or items
    items = _without_repetition(_without_parts(_with_stacks(items)))
    if not items:
        return None
    terms = _with_alternatives(items)
    if len(terms) > 1 and any(_offers_choice(one) for one in left):
        terms = _joined_by_choice(terms)
    return conjunction(terms)


def _offers_choice(text: str) -> bool:
    return _CHOICE.search(_LATER.sub(" ", text)) is not None and "both" not in text[:200]


def conjunction(terms: Sequence[str]) -> str | None:
    """The terms held together, each once; None for none."""
    expressions = [one for term in dict.fromkeys(terms) if (one := _parsed(term)) is not None]
    expressions = _unabsorbed(expressions)[:_MOST_TERMS]
    if not expressions:
        return None
    if len(expressions) == 1:
        return str(expressions[0])
    flat: list[Expression] = []
    for one in expressions:
        flat += one.parts if isinstance(one, And) else [one]
    unique = tuple(dict.fromkeys(flat))
    return str(And(unique) if len(unique) > 1 else unique[0])


def _parsed(term: str) -> Expression | None:
    try:
        return parse(term)
    except NotAnExpression:
        return None


def _unabsorbed(expressions: list[Expression]) -> list[Expression]:
    """Without those that another of them offers or already contains."""
    kept = []
    for one in expressions:
        others = [
            other for other in expressions if other is not one and _leaves(other) > {str(one)}
        ]
        if not (_is_single(one) and others):
            kept.append(one)
    return kept


def _leaves(expression: Expression) -> set[str]:
    return {str(leaf) for leaf in licences_of(expression)}


def _is_single(expression: Expression) -> bool:
    return isinstance(expression, Leaf) and not isinstance(expression, Unstated)


def _without_repetition(items: Sequence[Item]) -> list[Item]:
    """Without texts and guesses that a better statement implies."""
    named = [leaf for one in items for leaf in _parts_of(one)]
    kept = []
    for item in items:
        rest = [leaf for other in items if other is not item for leaf in _parts_of(other)]
        if _is_open_gnu(item) and any(
            _same_family(item.expression, one) for one in named if one != item.expression
        ):
            continue
        if item.choice and len(_parts_of(item)) > 1:
            kept.append(item)
        elif any(_better(item, one) for one in rest) or _incorporated(item, named):
            continue
        else:
            kept.append(item)
    return kept


def _with_stacks(items: Sequence[Item]) -> list[Item]:
    """The licences of Python's history one after the other are one licence of the SPDX list."""
    present = {one.expression for one in items}
    for parts, whole in _STACKS:
        if parts <= present:
            first = next(one for one in items if one.expression == "PSF-2.0")
            stacked = replace(first, expression=whole, kind="text", parts=(), choice=False)
            rest = [one for one in items if one.expression not in parts]
            return sorted([stacked, *rest], key=lambda one: one.place)
    return list(items)


def _without_parts(items: Sequence[Item]) -> list[Item]:
    """Without licences whose text is a part of another one here."""
    present = {one.expression for one in items}
    contained = {part for whole, part in _CONTAINED if whole in present}
    return [one for one in items if one.expression not in contained]


def _parts_of(item: Item) -> tuple[str, ...]:
    return item.parts or (item.expression,)


def _better(item: Item, other: str) -> bool:
    """Whether `other` says more exactly what the item says."""
    if item.expression == other or not implied(item.expression, other):
        return False
    one, two = gnu(item.expression), gnu(other)
    if one is None or two is None:
        return " WITH " in other and " WITH " not in item.expression
    if item.kind == "text":
        return True
    return one[1] == two[1] and not one[2] and two[2]


def _incorporated(item: Item, named: Sequence[str]) -> bool:
    """LGPL-3.0 consists of the GPL-3.0 and additional permissions (its own first paragraph)."""
    if item.kind != "text" or gnu(item.expression) != ("GPL", "3.0", False):
        return False
    return any((found := gnu(one)) is not None and found[:2] == ("LGPL", "3.0") for one in named)


def _is_open_gnu(item: Item) -> bool:
    return item.kind == "notice" and item.expression.split(" WITH ")[0] in _UNVERSIONED


def _same_family(one: str, other: str) -> bool:
    first, second = gnu(one), gnu(other)
    return first is not None and second is not None and first[0] == second[0]


def _with_alternatives(items: Sequence[Item]) -> list[str]:
    """Terms in order; what is offered alternatively is joined to what stands before it."""
    terms: list[str] = []
    pending: Item | None = None
    for item in items:
        if item.alternative and terms:
            terms[-1] = _either([terms[-1], item.expression])
        elif item.alternative and pending is None:
            pending = item
        elif pending is not None:
            terms.append(_either([item.expression, pending.expression]))
            pending = None
        else:
            terms.append(item.expression)
    return [*terms, pending.expression] if pending else terms


def _joined_by_choice(terms: list[str]) -> list[str]:
    """A sentence speaks of a choice among what the file holds, if that is a handful."""
    unique = list(dict.fromkeys(terms))
    if any(" OR " in one for one in unique) or not 1 < len(unique) <= _MOST_CHOICES:
        return terms
    return [_either(unique)]


def _either(terms: Sequence[str]) -> str:
    parts: list[Expression] = []
    for term in terms:
        parsed = _parsed(term)
        if parsed is not None:
            parts += parsed.parts if isinstance(parsed, Or) else [parsed]
    unique = tuple(dict.fromkeys(parts))
    if not unique:
        return ""
    return str(Or(unique) if len(unique) > 1 else unique[0])
