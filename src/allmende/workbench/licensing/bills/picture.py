# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How the verdicts of a bill are spread, as a bar and its table."""

from collections.abc import Mapping
from dataclasses import dataclass

from allmende.workbench.licensing.queries.bills import WORST_FIRST

WIDTH = 1000
"""Length of the bar, in units of the drawing."""
NARROWEST = 6
"""No part that holds anything is thinner than this, so that one in ten thousand is seen."""


@dataclass(frozen=True, slots=True)
class Part:
    """The components of one level: how many, which share of all (percent), and where in the bar."""

    level: str
    number: int
    share: float
    x: float
    width: float


def parts(summary: Mapping[str, int]) -> tuple[Part, ...]:
    """A part for each level, the empty ones too."""
    numbers = {level: summary.get(level, 0) for level in WORST_FIRST}
    every = sum(numbers.values())
    lengths = {level: _length(number, every) for level, number in numbers.items()}
    scale = WIDTH / (sum(lengths.values()) or 1)
    found, x = [], 0.0
    for level, number in numbers.items():
        width = lengths[level] * scale
        share = 100 * number / every if every else 0.0
        found.append(Part(level, number, share, round(x, 2), round(width, 2)))
        x += width
    return tuple(found)


def _length(number: int, every: int) -> float:
    return max(NARROWEST, WIDTH * number / every) if number else 0.0
