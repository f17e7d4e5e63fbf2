# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From a text to the tree of an SPDX licence expression.

Source: SPDX specification 2.3 Annex D and 3.0.1 Annex "SPDX license expressions": ids in any
case, operators all upper or all lower case, LicenseRef and AdditionRef spelt exactly, no space
before "+", white space or a parenthesis beside AND and OR, NONE and NOASSERTION only alone.
"""

import re
from dataclasses import dataclass, field

from allmende.licences.expressions import reasons
from allmende.licences.expressions.ids import EXCEPTIONS, LICENCES, nearest
from allmende.licences.expressions.tree import (
    And,
    Expression,
    Licence,
    NotAnExpression,
    Or,
    Unstated,
    With,
)

LONGEST = 20_000
"""Characters of a text that is read at all."""
DEEPEST = 200
"""Parentheses within each other."""
HIGHEST = 100
"""Levels of AND and OR within each other, so that walking the tree stays far from the stack."""

_PIECE = re.compile(r"[ \t\r\n]*([A-Za-z0-9.-]+(?::[A-Za-z0-9.-]+)?\+?|[^ \t\r\n])")
_OPERATORS = {"AND": "AND", "and": "AND", "OR": "OR", "or": "OR", "WITH": "WITH", "with": "WITH"}
_UNSTATED = ("NONE", "NOASSERTION")
_REFERENCE = re.compile(
    r"(DocumentRef-[A-Za-z0-9.-]+:)?(LicenseRef|AdditionRef)-[A-Za-z0-9.-]+", re.IGNORECASE
)
_PREFIXES = {one.casefold(): one for one in ("DocumentRef", "LicenseRef", "AdditionRef")}


@dataclass(slots=True)
class _Level:
    """What stands between one pair of parentheses, so far."""

    opened: int
    choices: list[Expression] = field(default_factory=list)
    together: list[Expression] = field(default_factory=list)

    def close(self) -> Expression:
        self.choose()
        return self.choices[0] if len(self.choices) == 1 else Or(_flat(self.choices, Or))

    def choose(self) -> None:
        """An OR ends what AND holds together."""
        one = len(self.together) == 1
        self.choices.append(self.together[0] if one else And(_flat(self.together, And)))
        self.together = []


def parse(text: str) -> Expression:
    """The tree of an SPDX expression; nested ANDs and ORs of one kind become one.

    Raises NotAnExpression and nothing else; texts over 20,000 characters, 200 parentheses or 100
    levels are refused so.
    """
    if len(text) > LONGEST:
        raise NotAnExpression(text, LONGEST, reasons.too_long(LONGEST))
    end = len(text.rstrip(" \t\r\n"))  # else each trailing blank would be tried as a beginning
    pieces = [(found.group(1), found.start(1)) for found in _PIECE.finditer(text, 0, end)]
    if not pieces:
        raise NotAnExpression(text, 0, reasons.EMPTY)
    if len(pieces) == 1 and pieces[0][0] in _UNSTATED:
        return Unstated(pieces[0][0])
    expression = _Reader(text, pieces).expression()
    if isinstance(expression, And | Or) and _is_higher_than(expression, HIGHEST):
        raise NotAnExpression(text, 0, reasons.too_deep(HIGHEST))
    return expression


class _Reader:
    """Reads pieces from left to right; the open parentheses are a list, not the call stack."""

    __slots__ = ("levels", "next", "pieces", "text")

    def __init__(self, text: str, pieces: list[tuple[str, int]]) -> None:
        self.text = text
        self.pieces = pieces
        self.next = 0
        self.levels = [_Level(-1)]

    def expression(self) -> Expression:
        while True:
            self._operand()
            while self._is_at(")"):
                self._close()
            if self.next == len(self.pieces):
                break
            self._operator()
        if len(self.levels) > 1:
            raise self._error(self.levels[-1].opened, reasons.NOT_CLOSED)
        return self.levels[0].close()

    def _is_at(self, piece: str) -> bool:
        return self.next < len(self.pieces) and self.pieces[self.next][0] == piece

    def _operand(self) -> None:
        while self._is_at("("):
            if len(self.levels) > DEEPEST:
                raise self._error(self.pieces[self.next][1], reasons.too_deep(DEEPEST))
            self.levels.append(_Level(self.pieces[self.next][1]))
            self.next += 1
        word, position = self._word(reasons.OPERAND_MISSING)
        licence = self._licence(word, position)
        if self.next < len(self.pieces) and _OPERATORS.get(self.pieces[self.next][0]) == "WITH":
            self.next += 1
            self.levels[-1].together.append(With(licence, self._exception()))
        else:
            self.levels[-1].together.append(licence)

    def _close(self) -> None:
        if len(self.levels) == 1:
            raise self._error(self.pieces[self.next][1], reasons.NOT_OPENED)
        self.next += 1
        inner = self.levels.pop().close()
        self.levels[-1].together.append(inner)

    def _operator(self) -> None:
        piece, position = self.pieces[self.next]
        operator = _OPERATORS.get(piece)
        if operator is None:
            raise self._no_operator(piece, position)
        if operator == "WITH":
            raise self._error(position, reasons.WITH_AFTER_COMPOUND)
        if operator == "OR":
            self.levels[-1].choose()
        self.next += 1

    def _word(self, missing: dict[str, str]) -> tuple[str, int]:
        """The next piece where it can be an id; `missing` is the reason where there is none."""
        if self.next == len(self.pieces):
            raise self._error(len(self.text), missing)
        piece, position = self.pieces[self.next]
        if piece in "()" or piece in _OPERATORS:
            raise self._error(position, missing)
        if piece == "+":
            raise self._error(position, reasons.PLUS_ALONE)
        if not _is_word(piece):
            raise self._error(position, reasons.stray(piece))
        self.next += 1
        return piece, position

    def _licence(self, word: str, position: int) -> Licence:
        plus = word.endswith("+")
        written = word[:-1] if plus else word
        spdx_id = LICENCES.get(written.lower())
        if spdx_id is None:
            return self._reference(written, position, plus)
        if plus and spdx_id.endswith(("-only", "-or-later")):
            later = spdx_id.removesuffix("-only").removesuffix("-or-later") + "-or-later"
            raise self._error(position + len(written), reasons.plus_on(spdx_id), later)
        return Licence(spdx_id, plus)

    def _reference(self, written: str, position: int, plus: bool) -> Licence:
        """A LicenseRef; anything else that stands in the place of a licence is an error."""
        found = _REFERENCE.fullmatch(written)
        if not found:
            raise self._no_licence(written, position)
        if found[2].lower() == "additionref":
            raise self._error(position, reasons.ADDITION_AS_LICENCE)
        self._spelt(written, position)
        if plus:
            raise self._error(position + len(written), reasons.PLUS_ON_REFERENCE)
        return Licence(written)

    def _spelt(self, written: str, position: int) -> None:
        exact = ":".join(_with_prefix(part) for part in written.split(":"))
        if exact != written:
            raise self._error(position, reasons.REFERENCE_CASE, exact)

    def _exception(self) -> str:
        written, position = self._word(reasons.EXCEPTION_MISSING)
        if written.endswith("+"):
            raise self._error(position + len(written) - 1, reasons.PLUS_ON_EXCEPTION)
        exception = EXCEPTIONS.get(written.lower())
        if exception is not None:
            return exception
        found = _REFERENCE.fullmatch(written)
        if found and found[2].lower() == "additionref":
            self._spelt(written, position)
            return written
        if found or written.lower() in LICENCES or written in _UNSTATED:
            raise self._error(position, reasons.licence_as_exception(written))
        raise NotAnExpression(
            self.text,
            position,
            reasons.unknown_exception(written),
            lambda: nearest(written, EXCEPTIONS),
        )

    def _no_licence(self, written: str, position: int) -> NotAnExpression:
        if written in _UNSTATED:
            return self._error(position, reasons.not_alone(written))
        if written.lower() in EXCEPTIONS:
            return self._error(position, reasons.exception_as_licence(written))
        if written.upper() in _OPERATORS:
            return self._error(position, reasons.operator_case(written), written.upper())
        if written.upper() in _UNSTATED:
            return self._error(position, reasons.unknown_licence(written), written.upper())
        prefix = re.match(r"(document|license|addition)ref(-|:|$)", written, re.IGNORECASE)
        if prefix:
            return self._error(position, reasons.REFERENCE_FORM)
        return NotAnExpression(
            self.text,
            position,
            reasons.unknown_licence(written),
            lambda: nearest(written, LICENCES),
        )

    def _no_operator(self, piece: str, position: int) -> NotAnExpression:
        if piece == "+":
            space = self.text[position - 1] in " \t\r\n"
            return self._error(position, reasons.PLUS_SPACE if space else reasons.PLUS_ALONE)
        if piece.upper() in _OPERATORS:
            return self._error(position, reasons.operator_case(piece), piece.upper())
        if piece != "(" and not _is_word(piece):
            return self._error(position, reasons.stray(piece))
        return self._error(position, reasons.OPERATOR_MISSING)

    def _error(
        self, position: int, reason: dict[str, str], suggestion: str | None = None
    ) -> NotAnExpression:
        return NotAnExpression(self.text, position, reason, suggestion)


def _is_word(piece: str) -> bool:
    return piece[0] in "-." or (piece[0].isascii() and piece[0].isalnum())


def _with_prefix(part: str) -> str:
    prefix, dash, name = part.partition("-")
    return _PREFIXES.get(prefix.casefold(), prefix) + dash + name


def _flat(parts: list[Expression], kind: type[And] | type[Or]) -> tuple[Expression, ...]:
    """(MIT OR ISC) OR X says no more than MIT OR ISC OR X."""
    flat: list[Expression] = []
    for part in parts:
        if isinstance(part, And | Or) and isinstance(part, kind):
            flat.extend(part.parts)
        else:
            flat.append(part)
    return tuple(flat)


def _is_higher_than(expression: And | Or, limit: int) -> bool:
    level: list[And | Or] = [expression]
    for _ in range(limit):
        level = [part for one in level for part in one.parts if isinstance(part, And | Or)]
        if not level:
            return False
    return True
