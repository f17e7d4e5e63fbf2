# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a check comes to while not everything is known: the worst and the best it can still be.

A check is `DECIDED` where both agree. More information only ever narrows the two, so that taking
information away cannot turn one decided answer into another: it can only leave it open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

NOT_MET, PARTLY, MET = 0, 1, 2
Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one can see it for oneself: the shape of a fact's evidence, and whose it is.

    `source` is the key of a fact or the id of a detector, `title` what the fact is called, and
    `words` stand for the quote where the fact chose it, such as what was counted.
    """

    source: str
    kind: str
    path: str | None = None
    line: int | None = None
    commit: str | None = None
    quote: str | None = None
    number: float | None = None
    date: str | None = None
    title: Text | None = field(default=None, compare=False)
    words: Text | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "kind": self.kind,
            "path": self.path,
            "line": self.line,
            "commit": self.commit,
            "quote": self.quote,
            "number": self.number,
            "date": self.date,
            "title": self.title,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """From `low` to `high`, each NOT_MET, PARTLY or MET; `human` where a person can close the gap.

    `reasons` are those that the result rests on; `evidence` is all there is.
    """

    low: int
    high: int
    reasons: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    human: bool = False

    @property
    def decided(self) -> bool:
        return self.low == self.high


def decided(value: int, reason: Text, evidence: Sequence[Evidence] = ()) -> Result:
    return Result(value, value, (reason,), tuple(evidence))


def undecided(reason: Text, evidence: Sequence[Evidence] = (), *, human: bool = False) -> Result:
    return Result(NOT_MET, MET, (reason,), tuple(evidence), human)


def all_of(parts: Sequence[Result]) -> Result:
    """As good as the worst part."""
    low, high = min(one.low for one in parts), min(one.high for one in parts)
    return _joined(low, high, parts, [one for one in parts if one.low == low == one.high])


def any_of(parts: Sequence[Result]) -> Result:
    """As good as the best part."""
    low, high = max(one.low for one in parts), max(one.high for one in parts)
    return _joined(low, high, parts, [one for one in parts if one.low == high == one.high])


def partly_of(parts: Sequence[Result]) -> Result:
    """Met or not met where all parts are, partly met in between."""
    low, high = _together([one.low for one in parts]), _together([one.high for one in parts])
    return _joined(low, high, parts, parts)


def opposite(part: Result) -> Result:
    return Result(MET - part.high, MET - part.low, part.reasons, part.evidence, part.human)


def _together(values: Sequence[int]) -> int:
    return values[0] if len(set(values)) == 1 else PARTLY


def _joined(low: int, high: int, parts: Sequence[Result], deciding: Sequence[Result]) -> Result:
    """The parts that decided speak; where nothing is decided, those that are open do."""
    still_open = [one for one in parts if not one.decided]
    speaking = deciding if low == high and deciding else still_open or parts
    evidence = (item for one in (*speaking, *parts) for item in one.evidence)
    return Result(
        low,
        high,
        tuple({text["en"]: text for one in speaking for text in one.reasons}.values()),
        tuple(dict.fromkeys(evidence)),
        human=low != high and any(one.human for one in still_open),
    )
