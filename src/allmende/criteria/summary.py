# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How much is known, and how much of it is met: figures that a gap can never improve.

Every share is of all criteria that apply. A share of those that are known would rise when an
unwelcome fact becomes unknown, which is why there is none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allmende.criteria.answering import KNOWN_STATES, Answer
from allmende.criteria.model import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of answers by state; `by_human` how many of the known ones a person gave.

    `not_met` alone is no measure: it falls when a fact becomes unknown. `open` is one.
    """

    met: int = 0
    partly: int = 0
    not_met: int = 0
    unknown: int = 0
    needs_human: int = 0
    not_applicable: int = 0
    by_human: int = 0
    contested: int = 0

    @property
    def applicable(self) -> int:
        return self.met + self.partly + self.not_met + self.unknown + self.needs_human

    @property
    def known(self) -> int:
        return self.met + self.partly + self.not_met

    @property
    def open(self) -> int:
        """Applicable and not met, for whatever reason."""
        return self.applicable - self.met

    @property
    def known_share(self) -> float | None:
        """0 to 1, of the applicable; None where none is."""
        return self.known / self.applicable if self.applicable else None

    @property
    def met_share(self) -> float | None:
        """0 to 1, of the applicable; None where none is."""
        return self.met / self.applicable if self.applicable else None

    def as_json(self) -> dict[str, Any]:
        return {
            "applicable": self.applicable,
            "known": self.known,
            "met": self.met,
            "partly": self.partly,
            "not_met": self.not_met,
            "unknown": self.unknown,
            "needs_human": self.needs_human,
            "not_applicable": self.not_applicable,
            "open": self.open,
            "known_share": self.known_share,
            "met_share": self.met_share,
            "by_human": self.by_human,
            "contested": self.contested,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures by level, by group, and by tier (every criterion that the tier asks for)."""

    levels: dict[Level, Figures]
    groups: dict[str, Figures]
    tiers: dict[int, Figures]

    @property
    def must_all_met(self) -> bool:
        """No must-criterion is open: neither not met nor unknown nor waiting for a person."""
        return self.levels["must"].open == 0

    def as_json(self) -> dict[str, Any]:
        return {
            "must_all_met": self.must_all_met,
            "levels": {name: one.as_json() for name, one in self.levels.items()},
            "groups": {name: one.as_json() for name, one in self.groups.items()},
            "tiers": {str(tier): one.as_json() for tier, one in self.tiers.items()},
        }


def summarise(answers: Iterable[Answer]) -> Summary:
    """The figures of these answers."""
    every = tuple(answers)
    groups = dict.fromkeys(one.criterion.group for one in every)
    tiers = sorted({tier for one in every for tier in one.criterion.tiers})
    return Summary(
        {level: figures(one for one in every if one.criterion.level == level) for level in LEVELS},
        {name: figures(one for one in every if one.criterion.group == name) for name in groups},
        {tier: figures(one for one in every if tier in one.criterion.tiers) for tier in tiers},
    )


def figures(answers: Iterable[Answer]) -> Figures:
    """The figures of these answers taken together."""
    every = tuple(answers)
    states = Counter(one.state for one in every)
    return Figures(
        met=states["met"],
        partly=states["partly"],
        not_met=states["not-met"],
        unknown=states["unknown"],
        needs_human=states["needs-human"],
        not_applicable=states["not-applicable"],
        by_human=sum(one.by == "human" and one.state in KNOWN_STATES for one in every),
        contested=sum(one.contested for one in every),
    )
