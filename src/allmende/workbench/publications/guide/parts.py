# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the guide consists of: plain texts in one language, in the order of the policy files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A step out of a state: who takes it, and where it leads."""

    id: str
    label: str
    help: str
    who: str
    to: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of the process; `days` are working days that a case stays there at most."""

    id: str
    label: str
    help: str
    days: int | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Passing:
    """Whether publications of a tier pass a lane: `always`, `never`, or `depends` on `why`."""

    tier: str
    answer: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    id: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of a set; `by_machine`: the check answers it, as far as a machine can."""

    set: str
    id: str
    question: str
    level: str
    why: str
    evidence: str
    hint: str
    remedy: str
    source: str
    by_machine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a lane's checklist; one with a criterion takes its texts from there."""

    id: str
    question: str
    hint: str
    remedy: str
    skipped: str
    criterion: Criterion | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A review: who does it in how many working days, after which others, and what is asked."""

    id: str
    label: str
    help: str
    role: str
    days: int
    after: tuple[str, ...]
    skipped: str
    passing: tuple[Passing, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the form; `decides` names the lanes and checklists that depend on it."""

    id: str
    label: str
    help: str
    kind: str
    needed: str
    shown: str
    confidential: bool
    options: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    help: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Criteria of a set that stand under one heading."""

    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    id: str
    title: str
    about: str
    version: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the licence policy: the level it gives, to which licences, and the reason."""

    id: str
    level: str
    level_label: str
    licences: str
    text: str
    remedy: str
    source: str


@dataclass(frozen=True, slots=True)
class Use:
    """The licence rules of one context of use; the first that fits speaks."""

    id: str
    title: str
    help: str
    rules: tuple[Rule, ...]
