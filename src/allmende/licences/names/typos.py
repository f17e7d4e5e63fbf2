# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Slips of the pen in long words: one letter more, less, other, or two swapped.

Only words of long names are repaired, never numbers and never short names, where one letter is
another licence (LGPL, AGPL).
"""

from collections.abc import Iterator
from functools import cache

from allmende.licences.names.vocabulary import known_words

SHORTEST = 5
"""Letters; in shorter words one letter is soon another word."""
_WORDS = frozenset(
    (
        *("apache", "mozilla", "eclipse", "general", "public", "license", "affero", "lesser"),
        *("library", "creative", "commons", "attribution", "software", "foundation", "european"),
        *("development", "distribution", "common", "academic", "version", "artistic", "boost"),
        *("simplified", "revised", "python", "postgresql", "classpath", "exception", "source"),
        *("documentation", "universal", "permissive", "clause", "namensnennung", "weitergabe"),
        *("europaeische", "oeffentliche", "allgemeine", "spaeter", "neuere", "licensed"),
        *("datenlizenz", "deutschland", "community", "educational", "project", "university"),
        *("technology", "international", "microsoft", "reciprocal", "gemeinfrei", "noncommercial"),
        *("sharealike", "derivatives", "agreement", "union", "ausnahme"),
    )
)


def repaired(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words with each slip mended; None where there is none, or two ways to mend it."""
    found: list[str] = []
    for word in words:
        if word in known_words() or len(word) < SHORTEST or not word.isalpha():
            found.append(word)
            continue
        meant = {one for one in _neighbours(word) if _is_one_slip(word, one)}
        if len(meant) != 1:
            return None
        found.append(meant.pop())
    return tuple(found) if tuple(found) != words else None


def _neighbours(word: str) -> set[str]:
    """Words that become the same as `word` when each loses at most one letter."""
    index = _by_shortened()
    return {one for shortened in _shortened(word) for one in index.get(shortened, ())}


@cache
def _by_shortened() -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for word in _WORDS:
        for shortened in _shortened(word):
            index.setdefault(shortened, set()).add(word)
    return index


def _shortened(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _is_one_slip(written: str, meant: str) -> bool:
    start = 0
    while start < min(len(written), len(meant)) and written[start] == meant[start]:
        start += 1
    one, other = written[start:], meant[start:]
    return (
        one[1:] == other  # a letter too many
        or one == other[1:]  # one missing
        or one[1:] == other[1:]  # another one
        or (one[:2] == other[1::-1] and one[2:] == other[2:])  # two swapped
    )
