# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How far a software meets the published rules of openCode's badges, computed from its analysis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from allmende.criteria import load_criteria
from allmende.workbench.assessments import policy, words
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.services import judging

CRITERIA = "opencode-badges"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a badge: "met", "not-met" or "unknown", as the worst of its criteria is."""

    number: int
    state: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge with its levels, and the answers they rest on as a report writes them."""

    title: str
    levels: tuple[Level, ...]
    answers: tuple[dict[str, Any], ...]


def badges(assessment: Assessment) -> list[Badge]:
    """Every badge by the newest analysis of a repository. Nothing unknown counts as met."""
    answers = judging.answers_by(assessment, CRITERIA)
    return list(_badges(answers, load_criteria(CRITERIA, policy.profile())))


def label() -> str:
    """Who computed this, and who gives badges, in the active language."""
    return words.said(load_criteria(CRITERIA, policy.profile()).computed)


def _badges(answers: Sequence[dict[str, Any]], criteria: Any) -> Iterator[Badge]:
    for group in criteria.groups:
        asked = [one for one in answers if one["group"] == group.id]
        if not asked:
            continue
        numbers = sorted({tier for one in asked for tier in one["tiers"]})
        levels = tuple(
            Level(number, _state([one["state"] for one in asked if number in one["tiers"]]))
            for number in numbers
        )
        yield Badge(words.said(group.title), levels, tuple(map(_shown, asked)))


def _state(states: Sequence[str]) -> str:
    if any(one in ("not-met", "partly") for one in states):
        return "not-met"
    return "met" if all(one in ("met", "not-applicable") for one in states) else "unknown"


def _shown(answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "question": words.said(answer["question"]),
        "state": answer["state"],
        "word": words.said(words.STATE_WORDS[answer["state"]]),
        "tag": words.STATE_TAGS[answer["state"]],
        "explanation": words.said(answer["explanation"]),
    }
