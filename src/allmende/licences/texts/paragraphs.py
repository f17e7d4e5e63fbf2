# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The parts of a page that the classifier did not recognise, as running text with its lines."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from allmende.licences.texts.rendering import Page

_HEADING = re.compile(r"^[=~^-]{3,}$")
_GOES_ON = re.compile(r"(?:[:,]|\b(?:of|or|and|under|either|both|oder|und))$", re.I)
"""A line before a blank one that goes on after it, as before a list."""
_MOST_LINES = 80
LONGEST = 4_000
"""Characters of a paragraph; data and minified code have no paragraphs."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, lower case, joined by single blanks.

    `starts` are the places where its lines begin, `indexes` their indexes on the page.
    """

    text: str
    starts: tuple[int, ...]
    indexes: tuple[int, ...]

    def index_at(self, place: int) -> int:
        return self.indexes[max(bisect_right(self.starts, place) - 1, 0)]


def paragraphs(page: Page, covered: Iterable[tuple[int, int]]) -> list[Paragraph]:
    """What is left of the page's plain text outside the covered places (from, to), in order."""
    found: list[Paragraph] = []
    lines: list[tuple[int, str]] = []
    ended = False
    for index, line in enumerate(_uncovered(page, covered)):
        words = " ".join(line.split())
        if not words or _HEADING.match(words):
            ended = bool(lines) and (bool(words) or not _GOES_ON.search(lines[-1][1]))
            continue
        if lines and (len(lines) >= _MOST_LINES or (ended and not words[0].islower())):
            found.append(_joined(lines))
            lines = []
        lines.append((index, words))
        ended = False
    if lines:
        found.append(_joined(lines))
    return found


def _uncovered(page: Page, covered: Iterable[tuple[int, int]]) -> list[str]:
    plain = page.plain
    parts, at = [], 0
    for start, end in sorted(covered):
        if end <= at:
            continue
        parts += [plain[at : max(start, at)], "\n" * plain.count("\n", max(start, at), end)]
        at = end
    return "".join([*parts, plain[at:]]).split("\n")


def _joined(lines: list[tuple[int, str]]) -> Paragraph:
    text, starts = "", []
    for _, words in lines:
        if text.endswith("-") and words[:1].islower() and text[-2:-1].isalpha():
            text = text[:-1]  # a word broken at the end of its line
        elif text:
            text += " "
        starts.append(len(text))
        text += words.lower() if len(words.lower()) == len(words) else words
    return Paragraph(text[:LONGEST], tuple(starts), tuple(index for index, _ in lines))
