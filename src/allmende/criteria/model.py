# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A criteria file of an office's profile, as typed data."""

from typing import Annotated, Literal

from pydantic import Field

from allmende.criteria.checks import Check, FactKey
from allmende.policies import PolicyFile, Texts

Level = Literal["must", "should", "info"]
LEVELS: tuple[Level, ...] = ("must", "should", "info")
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Group(PolicyFile):
    """A heading that criteria stand under."""

    id: Id
    title: Texts


class Criterion(PolicyFile):
    """One question that is put to a repository.

    `tiers` are the steps of a standard that ask it (maturity levels, badge levels), `why` tells
    whoever has to meet it what for, `evidence` what would show the answer, `hints` what a person
    should look at; `shows` are facts that help to judge and decide nothing. `human_answers` says
    whether what a person states counts in place of what was computed; left out: where the check
    asks a person. `expires_after_months` limits such a statement that has no end of its own.
    `source` is the address of who asks, or standard and section.
    """

    id: Id
    group: Id
    level: Level
    tiers: tuple[Annotated[int, Field(ge=1)], ...] = ()
    question: Texts
    why: Texts | None = None
    evidence: Texts | None = None
    check: Check
    applies_when: Check | None = None
    remedy: Texts | None = None
    hints: Texts | None = None
    shows: tuple[FactKey, ...] = ()
    source: Words
    human_answers: bool | None = None
    expires_after_months: Annotated[int, Field(ge=1, le=120)] | None = None

    @property
    def takes_human_answers(self) -> bool:
        return self.check.asks_a_human if self.human_answers is None else self.human_answers

    def facts(self) -> tuple[str, ...]:
        """Keys of the facts it needs, each once."""
        checks = (self.applies_when, self.check) if self.applies_when else (self.check,)
        needed = (key for check in checks for key in check.facts())
        return tuple(dict.fromkeys((*needed, *self.shows)))


class CriteriaFile(PolicyFile):
    """`criteria/<name>.yaml`: a whole set, or what an office does otherwise than `plain`.

    With `based_on: plain` a criterion takes the place of the one with its id, a new one stands at
    the end of its group, and those in `without` are left out. `computed` says, where a standard
    belongs to others, that the answers are computed by us and not given by them.
    """

    based_on: Literal["plain"] | None = None
    title: Texts | None = None
    about: Texts | None = None
    computed: Texts | None = None
    source: Words | None = None
    tier: Texts | None = None
    """What one of the `tiers` is called, such as "maturity level"."""
    groups: tuple[Group, ...] = ()
    without: tuple[Id, ...] = ()
    criteria: tuple[Criterion, ...] = ()
