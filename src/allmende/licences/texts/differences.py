# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How far a text leaves a licence, and with which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from allmende.licences.texts.findings import Change
from allmende.licences.texts.references import OPEN, Reference

LONGEST = 14_000
"""Words compared at most; the longest licence of the corpus has about 11,000."""
_HOLD = 3
"""So many equal words in a row count as the licence's; fewer, at the edges, as chance."""
_NEAR = 4
"""Words between a change and a place left open that still belong to it."""
_MARKS = 2
_COST = 0.7
"""What a word of the text that the licence does not have takes from a word in common."""
_MOST_SHOWN = 30

_RESTRICTING = re.compile(
    r"\bnon ?commercial|\bcommercial(?:ly)?\b|\bmilitary\b|\bweapon|\bnuclear\b|\bresell"
    r"|\b(?:may|must|shall|can|do|does|is) not\b|\bcannot\b|\bprohibited\b|\bforbidden\b|\bevil\b"
    r"|\bonly (?:for|in|by|if|with)\b|\b(?:personal|academic|educational|research|evaluation) use"
    r"|\bwithout (?:the )?(?:express |prior |written )*(?:permission|consent)|\bcommons clause"
    r"|\bexcept (?:for|by|in|that)\b|\bfee\b|\broyalt|\bcompetit|\bnicht kommerziell"
)
_GRANTED = re.compile(
    r"\b(?:sell|sublicense|modify|merge|publish|distribute|commercial|without restriction"
    r"|irrevocable)\b"
)


@dataclass(frozen=True, slots=True)
class Step:
    """Words `first` to `last` of the text stand where the licence has `expected`."""

    change: Change
    first: int
    last: int
    words: str
    expected: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words `first` to `last` of the text against a reference, similarity 0 to 1."""

    reference: Reference
    first: int
    last: int
    similarity: float
    matched: int
    steps: tuple[Step, ...]


_LONGEST_RIGHT = 12
"""Words; who takes a right away strikes a word out, who loses a paragraph does not."""
_ENDORSEMENT = re.compile(r"\bname|\bendorse|\bpromot|\badvertis|\btrademark")


def restricts(steps: Sequence[Step]) -> bool:
    """Whether a change takes away a right: then it is another licence, not this one."""
    return any(
        (_RESTRICTING.search(step.words) and not _ENDORSEMENT.search(step.words))
        or (
            len(step.expected.split()) <= _LONGEST_RIGHT
            and _GRANTED.search(step.expected) is not None
            and not _GRANTED.search(step.words)
        )
        for step in steps
    )


def compared(words: Sequence[str], reference: Reference) -> Comparison | None:
    """The best place of a reference in a stretch of words; None where they have nothing in common.

    The longest common subsequence, in bit-parallel time (words times words through 64).
    """
    from rapidfuzz.distance import LCSseq

    words = words[:LONGEST]
    codes = [
        (code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in LCSseq.opcodes(reference.words[:LONGEST], words)
    ]
    inside = _densest(codes)
    if not inside:
        return None
    first, last = inside[0][3], inside[-1][4]
    inside = [code for code in codes if first <= code[3] and code[4] <= last]
    shared = {place for equal, lo, hi, _, _ in inside if equal for place in range(lo, hi)}
    required = reference.required(shared)
    steps, set_aside = _steps(words, reference, required, inside)
    # A part that may be missing counts where it stands there.
    expected = sum(needed or place in shared for place, needed in enumerate(required))
    similarity = len(shared) / max(expected, last - first - set_aside, 1)
    matched = len(shared)
    return Comparison(reference, first, last, min(similarity, 1.0), matched, steps[:_MOST_SHOWN])


_Code = tuple[bool, int, int, int, int]
"""Whether equal, and from where to where in the reference and in the text."""


def _densest(codes: list[_Code]) -> list[_Code]:
    """The stretch with most words in common less words of its own, ending in equal words.

    Words in common that stand alone count little: "the" is everywhere.
    """
    best: tuple[float, int, int] = (0.0, 0, 0)
    weight, begin = 0.0, 0
    for at, (equal, lo, hi, start, end) in enumerate(codes):
        if equal:
            weight += hi - lo if hi - lo >= _HOLD else 0.3
            if weight > best[0]:
                best = (weight, begin, at + 1)
        else:
            weight -= max(end - start - (hi - lo), 0) * _COST + (end - start) * _COST / 3
            if weight < 0:
                weight, begin = 0.0, at + 1
    return codes[best[1] : best[2]]


def _steps(
    words: Sequence[str], reference: Reference, required: list[bool], codes: list[_Code]
) -> tuple[tuple[Step, ...], int]:
    """The changes that matter, and how many words of the text do not count against it."""
    steps: list[Step] = []
    set_aside = 0
    for src, dest in _gaps(codes):
        opens = _opens(reference.words, src[0], src[1])
        missing = [
            word
            for word, needed in zip(
                reference.words[src[0] : src[1]], required[src[0] : src[1]], strict=True
            )
            if needed
        ]
        if missing and opens <= _MARKS:
            opens = 0  # open for the number of a list, not for words
        elif not missing and not opens:
            opens = _opens(reference.words, max(src[0] - _NEAR, 0), src[1] + _NEAR)
        given = list(words[dest[0] : dest[1]])
        if (opens and len(given) <= opens + 3) or _is_copyright(given):
            set_aside += len(given)
            given = []
        said = [one for one in given if len(one) > 1 and not (one.isdigit() and len(one) < 3)]
        set_aside += len(given) - len(said)  # numbers and letters of a list
        given = said
        if given and _spelt(given, missing):
            set_aside += len(given)
            given, missing = [], []
        around = words[max(dest[0] - 12, 0) : dest[1] + 12]
        if (len(missing) == 1 and len(missing[0]) == 1) or _contains(around, missing):
            missing = []
        if given or missing:
            change: Change = "replaced" if given and missing else "inserted" if given else "removed"
            steps.append(Step(change, dest[0], dest[1], _shown(given), _shown(missing)))
    return tuple(steps), set_aside


def _opens(words: Sequence[str], first: int, last: int) -> int:
    """How many words may stand in the open places that begin or end in a stretch."""
    while 0 < last < len(words) and words[last - 1] == words[last] == OPEN:
        last += 1
    while 0 < first < len(words) and words[first] == words[first - 1] == OPEN:
        first -= 1
    return words[first:last].count(OPEN)


def _gaps(codes: list[_Code]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Neighbouring changes as one: where in the reference, where in the text."""
    gaps: list[tuple[tuple[int, int], tuple[int, int]]] = []
    joined = False
    for equal, lo, hi, start, end in codes:
        if equal:
            joined = False
            continue
        if joined:
            gaps[-1] = ((gaps[-1][0][0], hi), (gaps[-1][1][0], end))
        else:
            gaps.append(((lo, hi), (start, end)))
        joined = True
    return gaps


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """Words missing from one alternative stand there as those of another."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def _is_copyright(words: list[str]) -> bool:
    return len(words) < 40 and "copyright" in words[:3]


def _spelt(given: list[str], missing: list[str]) -> bool:
    """Whether these are the same words, one letter or a space apart."""
    if "".join(given) == "".join(missing):
        return True
    from rapidfuzz.distance import Levenshtein

    return len(given) == len(missing) and all(
        one == other or (len(one) > 3 and Levenshtein.distance(one, other) < 2)
        for one, other in zip(given, missing, strict=True)
    )


def _shown(words: Sequence[str]) -> str:
    return " ".join(words[:40]) + (" ..." if len(words) > 40 else "")
