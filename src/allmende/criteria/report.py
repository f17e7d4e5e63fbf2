# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A repository held against a set of criteria, as one value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from allmende.criteria.answering import Answer, answer
from allmende.criteria.giving import NO_SUCH_CRITERION, Given, SetAside
from allmende.criteria.known import Json, Known
from allmende.criteria.sets import Criteria
from allmende.criteria.summary import Summary, summarise

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked, of which repository at which commit, on which day, and all answers.

    `policy` is name and version of the office's profile, where it was loaded; `set_aside` are
    statements on criteria that the set does not have.
    """

    criteria: Criteria
    repository: str
    commit: str | None
    on: date
    coverage: Json | None
    answers: tuple[Answer, ...]
    summary: Summary
    policy: tuple[str, str] | None = None
    set_aside: tuple[SetAside, ...] = ()

    def as_json(self) -> dict[str, Any]:
        name, version = self.policy or (self.criteria.profile, None)
        return {
            "shape": SHAPE,
            "criteria": self.criteria.as_json(),
            "policy": {"name": name, "version": version},
            "repository": self.repository,
            "commit": self.commit,
            "date": self.on.isoformat(),
            "coverage": dict(self.coverage) if self.coverage is not None else None,
            "summary": self.summary.as_json(),
            "answers": [one.as_json() for one in self.answers],
            "set_aside": [one.as_json() for one in self.set_aside],
        }


def assess(
    criteria: Criteria,
    known: Known,
    *,
    repository: str,
    commit: str | None = None,
    given: Iterable[Given] = (),
    on: date | None = None,
    policy: tuple[str, str] | None = None,
) -> Report:
    """Every criterion of the set answered on a day (today)."""
    day, statements = on or date.today(), tuple(given)
    answers = tuple(answer(one, known, statements, day) for one in criteria.criteria)
    ids = {one.id for one in criteria.criteria}
    elsewhere = (one for one in statements if one.criterion not in ids)
    return Report(
        criteria,
        repository,
        commit,
        day,
        known.coverage,
        answers,
        summarise(answers),
        policy,
        tuple(SetAside(one, NO_SUCH_CRITERION) for one in elsewhere),
    )
