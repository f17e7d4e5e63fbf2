# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Each criterion answered: from what is known, or by what a person stated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from allmende.criteria import words
from allmende.criteria.comparing import evidence_of
from allmende.criteria.giving import Given, SetAside, choose
from allmende.criteria.judging import judge
from allmende.criteria.known import Known
from allmende.criteria.model import Criterion
from allmende.criteria.results import MET, NOT_MET, PARTLY, Evidence

Text = dict[str, str]
State = Literal["met", "partly", "not-met", "unknown", "not-applicable", "needs-human"]
KNOWN_STATES: frozenset[State] = frozenset({"met", "partly", "not-met"})
_DECIDED: dict[int, State] = {NOT_MET: "not-met", PARTLY: "partly", MET: "met"}

EVIDENCE_SHOWN = 50
"""Places an answer names; `evidence_total` says how many there are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one criterion, with what it rests on.

    `state` is what counts, `machine` what was computed, which stays beside what a person states.
    `contested`: a person says met or not applicable where the computation says not met. `human` is
    the statement that counts, `set_aside` those that do not.
    """

    criterion: Criterion
    state: State
    by: Literal["machine", "human"]
    explanation: Text
    machine: State
    machine_explanation: Text
    evidence: tuple[Evidence, ...] = ()
    evidence_total: int = 0
    human: Given | None = None
    set_aside: tuple[SetAside, ...] = ()

    @property
    def contested(self) -> bool:
        return (
            self.by == "human"
            and self.machine == "not-met"
            and self.state in ("met", "not-applicable")
        )

    def as_json(self) -> dict[str, Any]:
        one = self.criterion
        return {
            "criterion": one.id,
            "group": one.group,
            "level": one.level,
            "tiers": list(one.tiers),
            "question": one.question,
            "state": self.state,
            "by": self.by,
            "explanation": self.explanation,
            "machine": {"state": self.machine, "explanation": self.machine_explanation},
            "contested": self.contested,
            "evidence": [item.as_json() for item in self.evidence],
            "evidence_total": self.evidence_total,
            "evidence_wanted": one.evidence,
            "remedy": one.remedy,
            "hints": one.hints,
            "source": one.source,
            "takes_human_answers": one.takes_human_answers,
            "human": self.human.as_json() if self.human else None,
            "set_aside": [item.as_json() for item in self.set_aside],
        }


def answer(
    criterion: Criterion,
    known: Known,
    given: Iterable[Given] = (),
    on: date | None = None,
    own: bool = False,
) -> Answer:
    """The answer on a day (today). What a person stated counts where the criterion takes it.

    `own`: the repository is the office's own, so that what its people state in it counts, too.
    """
    state, explanation, evidence = _computed(criterion, known)
    chosen, aside = choose(criterion, given, on or date.today(), own)
    said = words.stated(chosen) if chosen else None
    return Answer(
        criterion=criterion,
        state=chosen.state if chosen else state,
        by="human" if chosen else "machine",
        explanation=said or explanation,
        machine=state,
        machine_explanation=explanation,
        evidence=tuple(evidence[:EVIDENCE_SHOWN]),
        evidence_total=len(evidence),
        human=chosen,
        set_aside=aside,
    )


def _computed(criterion: Criterion, known: Known) -> tuple[State, Text, Sequence[Evidence]]:
    if criterion.applies_when:
        applies = judge(criterion.applies_when, known)
        if applies.high == NOT_MET:
            return "not-applicable", words.joined(applies.reasons), applies.evidence
        if applies.low == NOT_MET:
            # Answering all the same would let a gap raise the number of criteria that are met.
            return "unknown", words.application_unknown(applies.reasons), applies.evidence
    result = judge(criterion.check, known)
    shown = [fact for key in criterion.shows if (fact := known.facts.get(key))]
    state: State = _DECIDED[result.low]
    if not result.decided:
        state = "needs-human" if result.human else "unknown"
    reasons = [*result.reasons, *(words.told(fact) for fact in shown)]
    evidence = [*result.evidence, *(item for fact in shown for item in evidence_of(fact))]
    return state, words.joined(reasons), tuple(dict.fromkeys(evidence))
