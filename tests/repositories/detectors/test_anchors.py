# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the automaton looks for instead of a pattern ends within everything the pattern finds."""

from random import Random

import pytest
import re2
from tests.repositories.detectors.finding import candidates

from allmende.repositories.detectors import internal, personal, secrets
from allmende.repositories.detectors.pattern import Examples, Pattern

ANCHORED = [
    one for one in (*secrets.PATTERNS, *personal.patterns(), *internal.patterns()) if one.anchor
]
AROUND = ("", "a ", '"', "(", "ä", "\n", "x=", "\\n", "[31m", "%20")


def texts(pattern: Pattern) -> list[str]:
    """Its examples, and where chance makes them, many more."""
    examples = pattern.matches
    if not isinstance(examples, Examples):
        return list(examples)
    return [text for seed in range(12) for text in examples.make(Random(f"{pattern.id}{seed}"))]


def ends(anchor: str, text: str, begin: int, end: int) -> bool:
    """Whether some match of the anchor in the text ends behind `begin` and not behind `end`."""
    data = text.encode()
    low, high = len(text[:begin].encode()), len(text[:end].encode())
    compiled = re2.compile(anchor.encode())
    at = 0
    while (found := compiled.search(data, at)) is not None:
        if low < found.end() <= high:
            return True
        at = found.start() + 1
    return False


@pytest.mark.parametrize("pattern", ANCHORED, ids=lambda one: one.id)
def test_an_anchor_ends_within_every_match(pattern: Pattern) -> None:
    lost = []
    for number, example in enumerate(texts(pattern)):
        text = AROUND[number % len(AROUND)] + example + AROUND[-1 - number % len(AROUND)]
        for one in candidates(pattern, text):
            begin = len(one.before)
            kept = pattern.judge(one) is not None
            if kept and not ends(pattern.anchor, text, begin, begin + len(one.match)):
                lost.append(text)
    assert lost == []


def test_hyperscan_reports_an_end_within_every_match() -> None:
    hyperscan = pytest.importorskip("hyperscan")
    database = hyperscan.Database()
    database.compile(
        expressions=[one.prefilter.encode() for one in ANCHORED],
        ids=list(range(len(ANCHORED))),
        elements=len(ANCHORED),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(ANCHORED),
    )

    def seen(text: str) -> set[int]:
        ids: set[int] = set()
        database.scan(text.encode(), match_event_handler=lambda index, *_: ids.add(index) or None)
        return ids

    lost = [
        (one.id, text)
        for number, one in enumerate(ANCHORED)
        for text in one.matches
        if number not in seen(text)
    ]
    assert lost == []
