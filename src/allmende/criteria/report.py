# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A repository held against a set of criteria, as one value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from allmende.criteria.answering import Answer, answer
from allmende.criteria.giving import NO_SUCH_CRITERION, Given, Rejected, SetAside
from allmende.criteria.known import Json, Known
from allmende.criteria.sets import Criteria
from allmende.criteria.summary import Summary, summarise

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked, of which repository at which commit, on which day, and all answers.

    `policy` is name and version of the office's profile, where it was loaded; `set_aside` are
    statements on criteria that the set does not have, `rejected` what files of answers hold and
    nobody could read.
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
    rejected: tuple[Rejected, ...] = ()

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
            "rejected_answers": [one.as_json() for one in self.rejected],
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
    own: bool = False,
    rejected: Iterable[Rejected] = (),
) -> Report:
    """Every criterion of the set answered on a day (today).

    Statements on another set are left out. `own`: the repository is the office's own, so that what
    its people state in it counts; else it is set aside. `rejected` is passed on to the report.
    """
    day = on or date.today()
    statements = tuple(one for one in given if one.criteria in (None, criteria.id))
    answers = tuple(answer(one, known, statements, day, own) for one in criteria.criteria)
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
        tuple(rejected),
    )
