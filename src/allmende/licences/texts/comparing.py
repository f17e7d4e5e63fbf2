# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Stretches of a text that are nearly a licence: found, compared, and their changes named."""

from collections.abc import Sequence
from dataclasses import replace

from allmende.licences.texts.differences import Comparison, compared
from allmende.licences.texts.ids import is_long
from allmende.licences.texts.references import COMMON, Reference, candidates, references

LEAST_WORDS = 18
MOST_IN_A_TEXT = 8
SIMILAR = 0.8
"""Similarity from which a longer text counts as the licence, modified."""
SIMILAR_SHORT = 0.9
SHORT = 60
"""Words up to which `SIMILAR_SHORT` is asked: little is said in them, and a change says much."""
NOTICE_WORDS = 250
"""Words up to which what speaks of a long licence is its notice."""
_WHOLE = 0.04
"""What a licence that stands there entirely, with additions, is ahead of one with words missing."""
_USUAL = 0.01
_EXCERPT = 0.96
_LEAST_EXCERPT = 200
"""A long licence cut short is still it where so many words follow it so closely."""


def nearly(words: Sequence[str]) -> list[Comparison]:
    """Licences that a stretch of words nearly is, in order. Positions are indexes of words."""
    found: list[Comparison] = []
    stretches = [(0, len(words))]
    while stretches and len(found) < MOST_IN_A_TEXT:
        first, last = stretches.pop()
        if last - first < LEAST_WORDS:
            continue
        best = _best(words[first:last])
        if best is None:
            continue
        start, end = first + best.first, first + best.last
        found.append(_moved(best, first))
        stretches += [(first, start), (end, last)]
    return sorted(found, key=lambda one: one.first)


def _best(words: Sequence[str]) -> Comparison | None:
    best: Comparison | None = None
    for candidate in candidates(words):
        for reference in references(candidate.number):
            if len(reference.words) < LEAST_WORDS or _is_notice(reference):
                continue
            one = compared(words[candidate.first : candidate.last], reference)
            if one is None or not _counts(one):
                continue
            one = _moved(one, candidate.first)
            if best is None or _rank(one) > _rank(best):
                best = one
    return best


def _is_notice(reference: Reference) -> bool:
    """A notice's meaning hangs on single words ("only", "2"): rules read it, no resemblance."""
    return len(reference.words) < NOTICE_WORDS and is_long(reference.expression)


def _rank(one: Comparison) -> tuple[float, int]:
    whole = not any(step.expected for step in one.steps)
    usual = one.reference.id in COMMON
    return round(one.similarity + _WHOLE * whole + _USUAL * usual, 2), one.matched


def _counts(one: Comparison) -> bool:
    needed = SIMILAR_SHORT if one.matched <= SHORT else SIMILAR
    if one.similarity >= needed:
        return True
    whole = sum(one.reference.needed)
    return one.matched >= max(_LEAST_EXCERPT, whole // 4) and one.matched >= (
        (one.last - one.first) * _EXCERPT
    )


def _moved(one: Comparison, by: int) -> Comparison:
    steps = tuple(replace(step, first=step.first + by, last=step.last + by) for step in one.steps)
    return replace(one, first=one.first + by, last=one.last + by, steps=steps)
