# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The classifier's answer: stretches of a plain text that are a known licence word for word.

`licenseclassifier` walks a word automaton over the text. Its own splitting into words takes most
of its time; the same words are found here by one regular expression.
"""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

from allmende.licences.texts.ids import spdx_expression

MOST_STATES = 60_000
"""States of the automaton kept between texts (about 25 MB); they are built while reading."""

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*(?:\(s\))?|©")
_FOLDED = str.maketrans("ÁÀÉÈÍÌÓÒÚÙáàéèíìóòúùİ", "aaeeiioouuaaeeiioouui")
SAME = {
    "https": "http",
    "©": "copyright",
    "are": "is",
    "them": "it",
    "they": "it",
    "these": "the",
    "this": "the",
    "those": "the",
    "copies": "copy",
}


Word = tuple[str, int, int]
"""A word as it is compared, and where it starts and ends in the plain text."""


@dataclass(frozen=True, slots=True)
class Region:
    """Words `first` to `last` (exclusive) are the licence `id` of the classifier's corpus."""

    id: str
    expression: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Scan:
    words: tuple[Word, ...]
    regions: tuple[Region, ...]


def words_of(text: str) -> list[Word]:
    """The words of a text, folded so that spellings without a difference in meaning are equal."""
    lower = text.translate(_FOLDED).lower()
    if len(lower) != len(text):
        lower = "".join(one if len(one.lower()) > 1 else one.lower() for one in text)
    words: list[Word] = []
    before = ""
    for match in _WORD.finditer(lower):
        word = match.group()
        start, end = match.span()
        if word == "c" and lower[start - 1 : start] == "(" and lower[end : end + 1] == ")":
            word, start, end = "copyright", start - 1, end + 1
        elif word[-1] == ")":
            word = f"{word[:-3]}s"
        word = SAME.get(word, word)
        if word == "copyright" and before == word:
            continue  # "Copyright (c)" is one word
        words.append((word, start, end))
        before = word
    return words


def scanned(text: str) -> Scan:
    """What the classifier recognises in a plain text, in order, never overlapping."""
    ids, numbers, listed, automaton = _loaded()
    words = words_of(text)
    if len(automaton._info) > MOST_STATES:
        automaton._info.clear()
    reading = copy(automaton)  # shares the states, has its own words
    reading.dict = _Given(listed, [(numbers.get(word, -1), lo, hi) for word, lo, hi in words])
    _, matches = reading.match(text)
    regions = []
    for index, first, last in matches:
        expression = spdx_expression(ids[index])
        if expression:
            regions.append(Region(ids[index], expression, first, last))
    return Scan(tuple(words), tuple(regions))


@dataclass(frozen=True, slots=True)
class _Given:
    """Stands in for the classifier's dictionary, which would split the text once more."""

    list: Sequence[str]
    numbers: Sequence[tuple[int, int, int]]

    def split(self, _text: str) -> Sequence[tuple[int, int, int]]:
        return self.numbers


@cache
def _loaded() -> tuple[list[str], dict[str, int], list[str], Any]:
    from licenseclassifier._engine import builtin_scanner

    scanner = builtin_scanner()
    listed = scanner.dict.list
    return scanner.ids, {word: number for number, word in enumerate(listed)}, listed, scanner.re


@cache
def licence_addresses() -> dict[str, str]:
    """Web address of a licence, without scheme and "/legalcode", and its SPDX expression."""
    from licenseclassifier._engine import builtin_scanner

    urls = builtin_scanner().urls
    return {url: found for url, name in urls.items() if (found := spdx_expression(name))}
