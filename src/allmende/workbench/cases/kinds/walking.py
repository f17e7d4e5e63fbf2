# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a case may go from here, which lanes it runs, and what is still missing.

All of it is computed from the kind and what is known of the case; nothing is looked up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from allmende.workbench.cases.kinds.conditions import described, holds, is_filled
from allmende.workbench.cases.kinds.model import Field, Kind, Lane, LaneAnswer, Transition
from allmende.workbench.cases.kinds.roles import ROLE_WORDS

Text = dict[str, str]
Why = Literal["role", "four-eyes", "missing-fields", "guard", "guard-unknown"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case.

    `values` as `validate_values` gives them, `answers` by lane, `guards` the results of registered
    guards by name (None: cannot be told).
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    tier: str | None = None
    answers: Mapping[str, LaneAnswer] = field(default_factory=dict)
    guards: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a transition cannot be taken; `names` are the roles, fields, lanes or guards meant."""

    why: Why
    text: Text
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A transition from here, and what stands against it: nothing, then it may be taken."""

    transition: Transition
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def possible(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class PlannedLane:
    """A lane of a case: whether it runs, why not, which running lanes it waits for.

    `stage` counts from 0: lanes of one stage can be worked on at the same time.
    """

    lane: Lane
    runs: bool
    why_not: Text | None = None
    waits_for: tuple[str, ...] = ()
    stage: int = 0


def possible(kind: Kind, state: str, roles: frozenset[str], facts: Facts) -> tuple[Step, ...]:
    """Every transition from the state whose `when` is known to hold, with its obstacles.

    `roles` are those of the person, `employee`, `requester` and `reviewer` among them where they
    apply.
    """
    return tuple(
        Step(one, tuple(_obstacles(kind, one, roles, facts)))
        for one in kind.transitions
        if state in one.from_states
        if one.when is None or holds(one.when, facts.values, facts.tier) is True
    )


def missing_fields(
    kind: Kind, state: str, values: Mapping[str, Any], tier: str | None = None
) -> tuple[Field, ...]:
    """The fields that a case in that state needs and has not."""
    return tuple(
        one
        for one in kind.fields
        if not is_filled(values.get(one.id))
        if is_shown(one, values, tier) and _is_needed(kind, one, state, values, tier)
    )


def is_shown(one: Field, values: Mapping[str, Any], tier: str | None = None) -> bool:
    """Whether the form asks it: hidden only where its condition is known not to hold."""
    return one.shown_when is None or holds(one.shown_when, values, tier) is not False


def lanes_of(
    kind: Kind, values: Mapping[str, Any], tier: str | None = None
) -> tuple[PlannedLane, ...]:
    """Every lane of the kind, by stage; a lane is skipped only where that is known to be right."""
    skipped = {
        one.id
        for one in kind.lanes
        if one.skipped_when is not None and holds(one.skipped_when, values, tier) is True
    }
    stages: dict[str, int] = {}
    planned = [_planned(kind, one, skipped, stages) for one in kind.lanes]
    return tuple(sorted(planned, key=lambda one: one.stage))


def workable(lanes: tuple[PlannedLane, ...], answered: frozenset[str]) -> tuple[Lane, ...]:
    """The lanes that can be worked on now: not answered, and nothing they wait for is open."""
    return tuple(
        one.lane
        for one in lanes
        if one.runs and one.lane.id not in answered and answered.issuperset(one.waits_for)
    )


def _planned(kind: Kind, lane: Lane, skipped: set[str], stages: dict[str, int]) -> PlannedLane:
    waits_for = _running_before(kind, lane, skipped)
    stage = _stage(kind, lane, skipped, stages)
    if lane.id not in skipped or lane.skipped_when is None:
        return PlannedLane(lane, True, None, waits_for, stage)
    return PlannedLane(lane, False, described(lane.skipped_when, kind), (), stage)


def _running_before(kind: Kind, lane: Lane, skipped: set[str]) -> tuple[str, ...]:
    """A skipped lane hands on what it would have waited for."""
    found: dict[str, None] = {}
    for name in lane.after:
        before = _running_before(kind, kind.lane(name), skipped) if name in skipped else (name,)
        found |= dict.fromkeys(before)
    return tuple(found)


def _stage(kind: Kind, lane: Lane, skipped: set[str], stages: dict[str, int]) -> int:
    if lane.id not in stages:
        before = _running_before(kind, lane, skipped)
        each = [_stage(kind, kind.lane(one), skipped, stages) for one in before]
        stages[lane.id] = max(each, default=-1) + 1
    return stages[lane.id]


def _is_needed(
    kind: Kind, one: Field, state: str, values: Mapping[str, Any], tier: str | None
) -> bool:
    closed = kind.state(state).phase == "closed"
    if one.id == kind.subject:
        return not closed
    required = one.required or (("always",) if one.required_when else ())
    always = "always" in required and state != kind.start.id and not closed
    if not always and state not in required:
        return False
    return one.required_when is None or holds(one.required_when, values, tier) is True


def _obstacles(kind: Kind, step: Transition, roles: frozenset[str], facts: Facts) -> list[Obstacle]:
    found: list[Obstacle] = []
    if not roles & set(step.who):
        found.append(_role(step))
    elif step.four_eyes and "requester" in roles:
        found.append(Obstacle("four-eyes", FOUR_EYES))
    if missing := missing_fields(kind, step.to, facts.values, facts.tier):
        found.append(_missing(missing))
    for name in step.guards:
        if (obstacle := _guard(kind, name, facts)) is not None:
            found.append(obstacle)
    return found


def _role(step: Transition) -> Obstacle:
    text = {
        language: ROLE_TEXT[language].format(
            roles=", ".join(ROLE_WORDS[one][language] for one in step.who)
        )
        for language in ("de", "en")
    }
    return Obstacle("role", text, step.who)


def _missing(fields: tuple[Field, ...]) -> Obstacle:
    text = {
        language: MISSING[language].format(fields=", ".join(one.label[language] for one in fields))
        for language in ("de", "en")
    }
    return Obstacle("missing-fields", text, tuple(one.id for one in fields))


def _guard(kind: Kind, name: str, facts: Facts) -> Obstacle | None:
    if name in LANE_GUARDS:
        lanes = [one.lane for one in lanes_of(kind, facts.values, facts.tier) if one.runs]
        stopping = [one for one in lanes if LANE_GUARDS[name](facts.answers.get(one.id))]
        if not stopping:
            return None
        text = {
            language: GUARDS[name][language].format(
                lanes=", ".join(one.label[language] for one in stopping)
            )
            for language in ("de", "en")
        }
        return Obstacle("guard", text, tuple(one.id for one in stopping))
    result = facts.guards.get(name)
    if result is None:
        return Obstacle("guard-unknown", _named(GUARD_UNKNOWN, name), (name,))
    return None if result else Obstacle("guard", _named(GUARD, name), (name,))


def _named(text: Text, name: str) -> Text:
    return {language: words.format(name=name) for language, words in text.items()}


LANE_GUARDS: Mapping[str, Callable[[LaneAnswer | None], bool]] = {
    "lanes-answered": lambda answer: answer is None,
    "lanes-approve": lambda answer: answer != "approve",
    "no-lane-rejects": lambda answer: answer == "reject",
    "no-changes-needed": lambda answer: answer == "needs-change",
}
"""Guards over the running lanes: whether an answer stands against the step."""

GUARDS: Mapping[str, Text] = {
    "lanes-answered": {"de": "Noch offen: {lanes}.", "en": "Still open: {lanes}."},
    "lanes-approve": {
        "de": "Nicht ohne Bedingung freigegeben: {lanes}.",
        "en": "Not approved without condition: {lanes}.",
    },
    "no-lane-rejects": {"de": "Abgelehnt hat: {lanes}.", "en": "Rejected by: {lanes}."},
    "no-changes-needed": {
        "de": "Änderungen verlangt: {lanes}.",
        "en": "Changes are asked for by: {lanes}.",
    },
}
ROLE_TEXT: Text = {"de": "Diesen Schritt geht: {roles}.", "en": "This step is taken by: {roles}."}
FOUR_EYES: Text = {
    "de": "Wer den Vorgang beantragt hat, entscheidet nicht darüber (Vier-Augen-Prinzip).",
    "en": "Who asked for the case does not decide it (four eyes).",
}
MISSING: Text = {"de": "Es fehlt: {fields}.", "en": "Missing: {fields}."}
GUARD: Text = {
    "de": "Die Voraussetzung „{name}“ ist nicht erfüllt.",
    "en": 'The requirement "{name}" is not met.',
}
GUARD_UNKNOWN: Text = {
    "de": "Ob die Voraussetzung „{name}“ erfüllt ist, steht noch nicht fest.",
    "en": 'Whether the requirement "{name}" is met is not known yet.',
}
