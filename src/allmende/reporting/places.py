# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where something is to be seen, as a line of a document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from allmende.criteria.values import day
from allmende.documents import Block, Code, Inline, Items, Line, Link
from allmende.reporting.words import WORDS, Language, count

Json = Mapping[str, Any]
SHOWN = 8
"""Places of one answer that a document names; how many there are is said."""
LONGEST_QUOTE = 120


def evidence_items(evidence: Sequence[Json], total: int, language: Language) -> tuple[Block, ...]:
    """The first places as a list, and how many more there are."""
    lines: list[Line] = [line for one in evidence[:SHOWN] if (line := place(one, language))]
    left = total - min(len(evidence), SHOWN)
    if left > 0 and lines:
        lines.append(WORDS[language]["more"].format(number=count(left, language)))
    return (Items(tuple(lines)),) if lines else ()


def place(one: Json, language: Language) -> tuple[Inline, ...]:
    """Path with line or commit, then what is to be seen there."""
    parts: list[Inline] = []
    if path := one.get("path"):
        parts.append(Code(f"{path}:{one['line']}" if one.get("line") else str(path)))
    elif commit := one.get("commit"):
        parts.append(Code(str(commit)[:12]))
    parts += _seen(one, language)
    if date := one.get("date"):
        parts.append(day(str(date), language))
    return spaced(parts)


def _seen(one: Json, language: Language) -> Iterator[Inline]:
    """A number with what it counts, and what stands there."""
    number, quote = one.get("number"), one.get("quote")
    words = (one.get("words") or {}).get(language)
    if number is not None:
        shown = _number(number, language)
        yield f"{shown} {words}" if words else shown
    elif words:
        yield words
    if quote and not words:
        yield _quoted(str(quote), one.get("kind") == "address")


def spaced(parts: Sequence[Inline]) -> tuple[Inline, ...]:
    """The parts with a dot between them."""
    line: list[Inline] = []
    for one in parts:
        line += [" · ", one] if line else [one]
    return tuple(line)


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _quoted(quote: str, is_address: bool) -> Inline:
    link = Link(quote, quote)
    if is_address and link.target:
        return link
    return Code(shortened(quote))


def _number(number: float, language: Language) -> str:
    if float(number).is_integer():
        return count(int(number), language)
    written = f"{number:g}"
    return written.replace(".", ",") if language == "de" else written


def at(path: str | None, line: int | None, commit: str | None) -> Line:
    """A place in one piece."""
    if path:
        return Code(f"{path}:{line}" if line else path)
    return Code((commit or "")[:12])
