# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From the places where a pattern may end to judged hits.

A line can be megabytes long and a file can stand in a thousand versions in the history. So only a
window around a place is looked at, and what was said of the same window before is said again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from allmende.repositories.detectors.pattern import CONTEXT, LINE, Candidate, Pattern
from allmende.repositories.scanning.hits import Found, Hit
from allmende.repositories.scanning.redacting import digest, redact

HITS = 1_000
"""How many matches of one detector are kept of one text."""
_TRIED = 10 * HITS
"""How many matches of one detector are judged in one text, against texts made of nothing else."""

_NEAR = 1_024
"""Bytes before an end in which its match mostly begins, and bytes behind it in which it goes on."""
_FAR = 16_384
"""The same for the long ones, such as keys over many lines; a longer match is not seen."""
_REMEMBERED = 200_000
"""Windows; about 50 MB."""

_CLASS = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_ENDS_LINES = re.compile(r"\\[snrvfWDxpPCQ0-9]|\n|\(\?[a-zA-Z]*s|\[:|\\t-[^\]]")
"""What may match the end of a line, and all that would need a closer look."""


@dataclass(frozen=True, slots=True)
class _Match:
    """Offsets from the end that the automaton reported, in bytes; `value` is where it begins."""

    end: int
    value: int
    found: Found | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What one text holds, by offset, and whether some of it was left out."""

    hits: tuple[Hit, ...]
    overflow: bool


class Confirmer:
    """RE2 and the judges of all patterns. Not for several threads at once."""

    def __init__(self, patterns: Sequence[Pattern], salt: bytes) -> None:
        self._patterns = tuple(patterns)
        self._within_a_line = tuple(within_a_line(one.regex) for one in patterns)
        self._by_line = tuple(
            one.by_line and within
            for one, within in zip(patterns, self._within_a_line, strict=True)
        )
        self._regexes: dict[int, Any] = {}
        self._salt = salt
        self._remembered: dict[tuple[int, int, int, int], tuple[_Match, ...]] = {}
        self._found: dict[tuple[str, str, float], Found] = {}

    def confirm(
        self, text: bytes, ends: Iterable[tuple[int, int]], member: str | None = None
    ) -> Confirmed:
        """The hits among these ends of patterns in `text` (valid UTF-8), each value once."""
        behind: dict[int, int] = {}
        kept: dict[int, int] = {}
        tried: dict[int, int] = {}
        places: list[tuple[int, Found]] = []
        overflow = False
        for index, end in ends:
            done = behind.get(index, 0)
            if end <= done:
                continue
            if kept.get(index, 0) >= HITS or tried.get(index, 0) >= _TRIED:
                overflow = True
                continue
            tried[index] = tried.get(index, 0) + 1
            for match in self._matches(index, text, done, end):
                behind[index] = end + match.end
                if match.found is not None:
                    kept[index] = kept.get(index, 0) + 1
                    places.append((end + match.value, match.found))
        return Confirmed(_hits(text, places, member), overflow)

    def _matches(self, index: int, text: bytes, done: int, end: int) -> tuple[_Match, ...]:
        """The matches from `done` to the one that covers `end`, mostly one."""
        low, high = self._what_counts(index, text, end)
        window = text[low:high]
        # The same window can be looked at from several ends, and from behind several matches.
        key = (index, hash(window), end - low, min(end - done, end - low))
        remembered = self._remembered.get(key)
        if remembered is not None:
            return remembered
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        matches = self._search(index, text, done, end, _NEAR)
        if matches is None:
            return self._search(index, text, done, end, _FAR) or ()
        self._remembered[key] = matches
        return matches

    def _what_counts(self, index: int, text: bytes, end: int) -> tuple[int, int]:
        """The part of the text that decides what matches at `end` and what is said of it."""
        low, high = max(0, end - _NEAR - CONTEXT), end + _NEAR + CONTEXT
        if self._by_line[index]:
            start, stop = text.rfind(b"\n", low, end) + 1, text.find(b"\n", end, high)
            if (start or not low) and stop >= 0:
                return start, stop
        return low, high

    def _search(
        self, index: int, text: bytes, done: int, end: int, reach: int
    ) -> tuple[_Match, ...] | None:
        """None where something touches the edge of the window, and could be longer than it."""
        first, last = max(done, end - reach), min(len(text), end + reach)
        goes_before, goes_on = first > done, last < len(text)
        far = reach == _FAR
        if self._within_a_line[index]:
            if start := text.rfind(b"\n", first, end) + 1:
                first, goes_before = start, False
            if (stop := text.find(b"\n", end, last)) >= 0:
                last, goes_on = stop, False
        whole = far or not (goes_before or goes_on)
        regex = self._regexes.get(index) or self._compiled(index)
        found: list[_Match] = []
        start = first
        while (match := regex.search(text, start, last)) is not None:
            at, behind = match.span()
            touches = (goes_before and at == first) or (goes_on and behind == last)
            if touches and not far:
                return None
            if at > end:
                break
            found.append(self._judged(index, text, match, end))
            if behind >= end:
                break
            start = max(behind, start + 1)
        return tuple(found) if found or whole else None

    def _compiled(self, index: int) -> Any:
        """Compiled when first needed: all of them take a third of a second, and few are."""
        import re2

        self._regexes[index] = re2.compile(self._patterns[index].regex)
        return self._regexes[index]

    def _judged(self, index: int, text: bytes, match: Any, end: int) -> _Match:
        group = next((one for one in range(1, match.re.groups + 1) if match[one] is not None), 0)
        at, behind = match.span()
        value_at = match.start(group)
        value = _text(match[group])
        candidate = Candidate(
            value=value,
            match=_text(match[0]),
            line=_line(text, value_at),
            before=_text(text[max(0, at - CONTEXT) : at]),
            after=_text(text[behind : behind + CONTEXT]),
        )
        pattern = self._patterns[index]
        confidence = pattern.judge(candidate)
        if confidence is None:
            return _Match(behind - end, value_at - end, None)
        found = self._shared(pattern.id, value, round(confidence, 3))
        return _Match(behind - end, value_at - end, found)

    def _shared(self, detector: str, value: str, confidence: float) -> Found:
        """One object for the same value, wherever it stands."""
        key = (detector, digest(value, self._salt), confidence)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = Found(detector, key[1], redact(value), confidence)
        return found


def within_a_line(regex: str) -> bool:
    """Whether all that the regex matches stands in one line; False where that is not certain."""
    for negated, inner in _CLASS.findall(regex):
        if negated and not ("\\s" in inner or "\\n" in inner):
            return False
        if not negated and _ENDS_LINES.search(inner):
            return False
    return not _ENDS_LINES.search(_CLASS.sub("", regex))


def _text(part: bytes) -> str:
    """A window may begin or end inside a letter of several bytes; those halves are left out."""
    return part.decode("utf-8", "ignore")


def _line(text: bytes, at: int) -> str:
    """The line that goes through `at`, at most `LINE` bytes of it on both sides."""
    low, high = max(0, at - LINE // 2), at + LINE // 2
    begin = text.rfind(b"\n", low, at) + 1 or low
    stop = text.find(b"\n", at, high)
    return _text(text[begin : stop if stop >= 0 else high]).rstrip("\r")


def _hits(text: bytes, places: list[tuple[int, Found]], member: str | None) -> tuple[Hit, ...]:
    """Each value at its first place; line and column are counted on from the place before."""
    counts = Counter(id(found) for _, found in places)
    hits: dict[int, Hit] = {}
    line, column, reached = 1, 1, 0
    for at, found in sorted(places, key=lambda place: place[0]):
        if id(found) in hits:
            continue
        newlines = text.count(b"\n", reached, at)
        if newlines:
            line += newlines
            reached, column = text.rfind(b"\n", reached, at) + 1, 1
        column += len(_text(text[reached:at]))
        reached = at
        hits[id(found)] = Hit(found, line, column, member, counts[id(found)])
    return tuple(hits.values())
