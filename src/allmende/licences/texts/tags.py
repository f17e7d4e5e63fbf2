# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX-License-Identifier tags (SPDX 2.3 annex E, REUSE 3.3) in any kind of comment."""

import re

from allmende.licences.expressions import (
    And,
    Expression,
    NotAnExpression,
    Or,
    Unstated,
    modern,
    parse,
)
from allmende.licences.texts.findings import Found
from allmende.licences.texts.rendering import Page

_TAG = re.compile(r"SPDX-License-Identifier:[ ]*(\S.{0,400})", re.I)
_IGNORED = re.compile(r"REUSE-Ignore(Start|End)", re.I)
_EXPRESSION = re.compile(
    r"[( ]*[A-Za-z0-9][\w.+:-]*[ )]*(?:(?:AND|OR|WITH|and|or|with)[( ]+[A-Za-z0-9][\w.+:-]*[ )]*)*"
)
_MOST = 100


def tags(page: Page) -> list[Found]:
    """The tags of a file, none where it is itself one of SPDX's explained licence texts."""
    found: list[Found] = []
    ignored = False
    for line, number in zip(page.raw, page.numbers, strict=True):
        if "-i" not in line and "-I" not in line:
            continue
        if sign := _IGNORED.search(line):
            ignored = sign[1].lower() == "start"
        if line.lstrip(" #/*").startswith("Valid-License-Identifier:"):
            return []
        tag = _TAG.search(line)
        if tag is None or ignored:
            continue
        expression = written(tag[1])
        if expression:
            found.append(Found(expression, 1.0, False, number, number, "tag"))
        if len(found) >= _MOST:
            break
    return found


def written(text: str) -> str | None:
    """The SPDX expression at the beginning of a text, canonical; None where there is none.

    >>> written("mit */")
    'MIT'
    >>> written("see the file LICENSE") is None
    True
    """
    match = _EXPRESSION.match(text)
    candidates = [text.strip()]
    if match:
        candidates.append(match.group().strip().rstrip(".,;:"))
    for candidate in candidates:
        for one in (candidate, candidate.rstrip(") ")):
            try:
                parsed = parse(one)
            except NotAnExpression:
                continue
            if not isinstance(parsed, Unstated):
                return str(modernised(parsed))
    return None


def modernised(expression: Expression) -> Expression:
    """The expression with today's ids, as SPDX has written the GNU licences since 3.0."""
    if isinstance(expression, And):
        return And(tuple(modernised(part) for part in expression.parts))
    if isinstance(expression, Or):
        return Or(tuple(modernised(part) for part in expression.parts))
    return modern(expression)
