# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which words of a text match, and the piece of a text that shows it best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from allmende.workbench.core.search import words
from allmende.workbench.core.search.documents import Highlighted
from allmende.workbench.core.search.need import Need

EXCERPT_CHARACTERS = 240
_BEFORE = 60
_READ = 2_000
"""Characters of a text that are looked at for an excerpt."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Highlighter:
    """Marks what a need found."""

    terms: frozenset[str]
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    """Language, first stem, phrases."""
    beginning: str
    """Words that begin so match too; empty where none do."""
    _judged: dict[str, dict[str, int]] = field(default_factory=dict, compare=False, repr=False)
    """What was found of each word, since the texts of one page repeat theirs."""

    @classmethod
    def of(cls, need: Need) -> "Highlighter":
        """What to mark for a need."""
        idle = words.word_lists().is_idle
        terms: set[str] = set()
        phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for unit in need.units:
            telling = [word for word in unit.words if not idle(word)] or list(unit.words)
            for word in telling:
                terms.update(words.stems(word))
            for other in unit.added:
                by_stem = phrases.setdefault(other.language, {})
                by_stem.setdefault(other.stems[0], []).append(other.stems)
        last = need.units[-1] if need.units else None
        return cls(
            terms=frozenset(terms),
            phrases={
                language: {first: tuple(said) for first, said in by_stem.items()}
                for language, by_stem in phrases.items()
            },
            beginning=last.words[-1] if last and last.unfinished else "",
        )

    def title(self, text: str) -> Highlighted:
        """A title, whole; its language is not known."""
        ranges = [
            (start, end)
            for start, end, word in words.spans(text)
            if self._begins(word) or not self.terms.isdisjoint(words.stems(word))
        ]
        return _pieces(text, 0, len(text), ranges)

    def excerpt(self, texts: Mapping[str, str], language: str) -> Highlighted:
        """The piece that shows most matches, in the reader's language where that has any."""
        reader = language[:2].lower()
        order = sorted(texts, key=lambda code: (code != reader, code != "en", code))
        best, best_kinds, best_ranges = "", 0, []
        for code in order:
            text = texts[code]
            ranges = self._ranges(text[:_READ], code)
            if not best or len(ranges) > best_kinds == 0:
                best, best_kinds, best_ranges = text, len(ranges), ranges
            if best_kinds:
                break
        start, end = _window(best, best_ranges)
        return _pieces(best, start, end, best_ranges)

    def _ranges(self, text: str, language: str) -> list[Range]:
        if not self.terms:
            return []
        judged = self._judged.setdefault(language, {})
        found = list(words.raw_spans(text))
        ranges: list[Range] = []
        for place, (start, _, raw) in enumerate(found):
            length = judged.get(raw)
            if length is None:
                length = judged[raw] = self._judge(words.fold(raw), language)
            if length == 0 or (ranges and start < ranges[-1][1]):
                continue
            if length < 0:
                length = self._phrase_at(found, place, language)
            if length:
                ranges.append((start, found[place + length - 1][1]))
        return ranges

    def _judge(self, word: str, language: str) -> int:
        """1 for a word that matches, 0 for one that does not, -1 where a phrase may begin."""
        stem = words.stem(word, language)
        if word in self.terms or stem in self.terms or self._begins(word):
            return 1
        if stem in self.phrases.get(language, {}):
            return -1
        return 0 if self.terms.isdisjoint(words.compound(word)) else 1

    def _phrase_at(self, found: Sequence[tuple[int, int, str]], place: int, language: str) -> int:
        """How many words the longest phrase that begins here has."""
        said = self.phrases[language][words.stem(words.fold(found[place][2]), language)]
        following = found[place : place + max(map(len, said))]
        stems = tuple(words.stem(words.fold(raw), language) for _, _, raw in following)
        return max((len(phrase) for phrase in said if stems[: len(phrase)] == phrase), default=0)

    def _begins(self, word: str) -> bool:
        return bool(self.beginning) and word.startswith(self.beginning)


def _window(text: str, ranges: Sequence[Range]) -> Range:
    """Where the excerpt begins and ends: at blanks, around as many different matches as fit."""
    if len(text) <= EXCERPT_CHARACTERS:
        return 0, len(text)
    start = 0
    if ranges and ranges[0][1] > EXCERPT_CHARACTERS - _BEFORE:
        first = max(ranges, key=lambda r: _different(text, ranges, r[0]))[0]
        start = max(0, first - _BEFORE)
        if start:
            blank = text.find(" ", start, first)
            start = blank + 1 if blank >= 0 else first
    end = min(len(text), start + EXCERPT_CHARACTERS)
    if end < len(text):
        blank = text.rfind(" ", start + EXCERPT_CHARACTERS // 2, end)
        end = blank if blank > 0 else end
    return start, end


def _different(text: str, ranges: Sequence[Range], start: int) -> int:
    until = start - _BEFORE + EXCERPT_CHARACTERS
    return len({text[s:e].casefold() for s, e in ranges if s >= start and e <= until})


def _pieces(text: str, start: int, end: int, ranges: Sequence[Range]) -> Highlighted:
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last in ranges:
        if first < at or last > end:
            continue
        if first > at:
            pieces.append((text[at:first], False))
        pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    if end < len(text):
        pieces.append((" …", False))
    return tuple(pieces)
