# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licences a text can be compared with: the word patterns of the classifier's corpus.

A pattern is a licence's words with places left open (names of copyright holders) and parts that may
be missing (titles, addresses). Loaded only for a text that the classifier did not recognise as a
whole; the index takes about half a second and 20 MB once in a process.
"""

import gzip
import json
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from allmende.licences.texts.ids import spdx_expression
from allmende.licences.texts.scanning import SAME, words_of

OPEN = "\0"
"""Stands in a reference for one word that is not given."""

_SAMPLE = 3
"""Sequences of three words are indexed if their checksum has only zeros under this mask."""
_ASIDE = re.compile(r"//\*\*.*?\*\*//", re.S)
_TOKEN = re.compile(r"(\(\(|\)\)|\|\||\?\?)|__(\d+)__")
_WORDS = re.compile(r"[^\W_]+")
_LEAST_SHARED = 0.2
COMMON = frozenset(
    {
        *("Apache-1.1", "Artistic-1.0", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause"),
        *("BSD-4-Clause", "HPND", "ISC", "MIT", "NCSA", "NTP", "PostgreSQL", "Unlicense"),
        *("X11", "Zlib"),
    }
)
"""Licences that texts are compared with even where rarer ones resemble them more at first sight:
so many variants of them are known that their own word sequences are not rare."""
_COMMON_SHARE = 0.3
_MOST = 18
_SHORT = 600
"""Words of a text that many of the corpus resemble; of longer ones a third is compared."""

_Choice = tuple[int, int]
"""A place with alternatives, and which of them."""
_Token = tuple[str, bool, tuple[_Choice, ...]]
"""A word, whether it is needed, and in which alternatives it stands."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A licence as words, of each whether it must be there, and in which alternatives it stands."""

    id: str
    expression: str
    words: tuple[str, ...]
    needed: tuple[bool, ...]
    choices: dict[int, tuple[_Choice, ...]]

    def required(self, matched: set[int]) -> list[bool]:
        """Which words must be there, in those alternatives that the matched words speak for."""
        taken: dict[int, tuple[float, int]] = {}
        for choice, score in self._scores(matched).items():
            taken[choice[0]] = max(taken.get(choice[0], (-math.inf, 0)), (score, -choice[1]))
        required = list(self.needed)
        for place, choices in self.choices.items():
            if any(taken[where][1] != -which for where, which in choices):
                required[place] = False
        return required

    def _scores(self, matched: set[int]) -> dict[_Choice, float]:
        scores: dict[_Choice, float] = defaultdict(float)
        for place, choices in self.choices.items():
            for choice in choices:
                scores[choice] += 1.0 if place in matched else -0.5 * self.needed[place]
        return scores


@dataclass(frozen=True, slots=True)
class Candidate:
    """Entry `number` of the corpus shares word sequences with the words `first` to `last`."""

    number: int
    first: int
    last: int


class _Group(list[_Token]):
    """Words that stood in parentheses, and the alternatives there."""

    alternatives: list[list[_Token]]


@lru_cache(48)
def references(number: int) -> tuple[Reference, ...]:
    """The forms of one entry of the corpus, such as a licence's text and its notice."""
    name, pattern = _patterns()[number]
    expression = spdx_expression(name)
    found = []
    for form in _forms(pattern):
        words = tuple(sys.intern(word) for word, _, _ in form)
        needed = tuple(needed for _, needed, _ in form)
        choices = {place: token[2] for place, token in enumerate(form) if token[2]}
        found.append(Reference(name, expression, words, needed, choices))
    return tuple(found)


def candidates(words: Sequence[str]) -> list[Candidate]:
    """Entries that may be the licence in a stretch of words, some 40 at most."""
    postings, weights, totals = _index()
    places: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for place, checksum in enumerate(_checksums(words)):
        if checksum is None:
            continue
        for number in postings.get(checksum, ()):
            places[number].append((place, weights[checksum]))
    scored = []
    for number, hits in places.items():
        whole, length = totals[number]
        first, last, weight = _densest(hits, reach=length * 2 + 40)
        if weight >= whole * _LEAST_SHARED or len(hits) > 60 or number in _common():
            margin = 25 + length // 10
            at = (number, first - margin, last + margin + 3)
            scored.append((weight / whole, round(weight, 1), -length, at))
    most = _MOST if len(words) < _SHORT else _MOST // 3
    likeliest = sorted(scored, reverse=True)[: most // 2]
    heaviest = sorted(scored, key=lambda one: one[1:], reverse=True)[:most]
    floor = heaviest[0][1] * _COMMON_SHARE if heaviest else 0.0
    common = [one for one in scored if one[1] >= floor and one[-1][0] in _common()]
    return [
        Candidate(number, max(first, 0), min(last, len(words)))
        for number, first, last in dict.fromkeys(one[-1] for one in heaviest + likeliest + common)
    ]


@cache
def _common() -> frozenset[int]:
    return frozenset(at for at, (name, _) in enumerate(_patterns()) if name in COMMON)


def _densest(hits: list[tuple[int, float]], reach: int) -> tuple[int, int, float]:
    """The stretch of at most `reach` words with the greatest weight of hits."""
    best, weight, left = (hits[0][0], hits[0][0], 0.0), 0.0, 0
    for place, one in hits:
        weight += one
        while place - hits[left][0] > reach:
            weight -= hits[left][1]
            left += 1
        if weight > best[2]:
            best = (hits[left][0], place, weight)
    return best


@cache
def _patterns() -> tuple[tuple[str, str], ...]:
    import licenseclassifier

    packed = files(licenseclassifier).joinpath("_engine/licenses.json.gz").read_bytes()
    entries = json.loads(gzip.decompress(packed))
    return tuple(
        (entry["id"], _ASIDE.sub(" ", entry["lre"]))
        for entry in entries
        if entry.get("lre") and spdx_expression(entry["id"])
    )


_Index = tuple[dict[int, tuple[int, ...]], dict[int, float], list[tuple[float, int]]]


@cache
def _index() -> _Index:
    """Checksum to entries, checksum to weight (rare is heavy), entry to weight and length."""
    entries = []
    for _, pattern in _patterns():
        words = [SAME.get(one, one) for one in _WORDS.findall(pattern.lower())]
        entries.append((frozenset(one for one in _checksums(words) if one is not None), len(words)))
    number_of = Counter(one for found, _ in entries for one in found)
    postings: dict[int, list[int]] = defaultdict(list)
    for number, (found, _) in enumerate(entries):
        for one in found:
            postings[one].append(number)
    weights = {one: math.log(len(entries) / count) for one, count in number_of.items()}
    totals = [(sum(weights[one] for one in found) or 1.0, length) for found, length in entries]
    return {one: tuple(numbers) for one, numbers in postings.items()}, weights, totals


def _checksums(words: Sequence[str]) -> Iterable[int | None]:
    """Of each place the checksum of the three words from there, None where it is not indexed."""
    coded = [one.encode("utf-8", "replace") for one in words]
    triples = zip(coded, coded[1:], coded[2:], strict=False)
    return (
        None if checksum & _SAMPLE else checksum
        for checksum in map(zlib.crc32, map(b" ".join, triples))
    )


def _forms(pattern: str) -> list[list[_Token]]:
    """The alternatives at the top of a pattern, each as one sequence of words."""
    open_groups: list[list[list[list[_Token]]]] = [[[]]]
    at = 0
    for match in _TOKEN.finditer(pattern):
        _add_words(open_groups[-1][-1], pattern[at : match.start()])
        at = match.end()
        sign = match[1]
        if sign is None:
            open_groups[-1][-1].append([(OPEN, False, ())] * min(int(match[2]), 60))
        elif sign == "((":
            open_groups.append([[]])
        elif sign == "||":
            open_groups[-1].append([])
        elif sign == "))" and len(open_groups) > 1:
            closed = open_groups.pop()
            open_groups[-1][-1].append(_group(closed, match.start()))
        elif sign == "??" and open_groups[-1][-1]:
            open_groups[-1][-1].extend(_optional(open_groups[-1][-1].pop()))
    _add_words(open_groups[-1][-1], pattern[at:])
    top = open_groups[0]
    only = top[0][0] if len(top) == 1 and len(top[0]) == 1 else None
    forms = only.alternatives if isinstance(only, _Group) else [_joined(parts) for parts in top]
    return [form for form in forms if form]


def _add_words(parts: list[list[_Token]], text: str) -> None:
    words: list[_Token] = [(word, True, ()) for word, _, _ in words_of(text)]
    if words:
        parts.append(words)


def _joined(parts: list[list[_Token]]) -> list[_Token]:
    return [token for part in parts for token in part]


def _group(alternatives: list[list[list[_Token]]], place: int) -> _Group:
    flat = [_joined(parts) for parts in alternatives]
    several = len(flat) > 1
    group = _Group(
        (word, needed and all(flat), ((place, index), *choices) if several else choices)
        for index, form in enumerate(flat)
        for word, needed, choices in form
    )
    group.alternatives = flat
    return group


def _optional(part: list[_Token]) -> list[list[_Token]]:
    """`??` makes a group optional as a whole, of plain words the last one."""
    if isinstance(part, _Group):
        return [[(word, False, choices) for word, _, choices in part]]
    return [part[:-1], [(part[-1][0], False, part[-1][2])]]
