# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the policy says to "may we use X in this way?", with everything it rests on.

No rule stands here: the libraries answer, and this file puts their answers side by side.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from allmende.licences.compatibility import Compatibility, compatible
from allmende.licences.expressions import NotAnExpression, parse, simplify
from allmende.licences.known import LicenceFacts, facts_of
from allmende.licences.names import normalise
from allmende.licences.obligations import Obligation, Use, obligations_of
from allmende.licences.policy import LicencePolicy, Verdict
from allmende.workbench.catalogue.models import Software
from allmende.workbench.licensing.queries.waivers import licences_in

SHAPE = 1
NOT_STATED = "NOASSERTION"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What somebody wants to know; an empty context asks for an overview of all contexts."""

    written: str = ""
    context: str = ""
    uses: frozenset[str] = frozenset()
    """Beyond using it: keys of `words.USES`."""
    purl: str = ""
    software: Software | None = None

    @property
    def stated(self) -> tuple[str, ...]:
        """The licence as it was entered, else as the catalogue has it; several may be stated."""
        if self.written:
            return (self.written,)
        if self.software is None:
            return ()
        return tuple(self.software.expressions or self.software.licences)


@dataclass(frozen=True, slots=True)
class Reading:
    """How what was written is understood.

    `status` is expression, match, ambiguous, unknown, several (the catalogue names more than one
    licence and does not say how they belong together) or missing.
    """

    written: str
    status: str
    expressions: tuple[str, ...]
    rule: str = ""
    confidence: float | None = None
    problem: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        return len(self.expressions) == 1

    def as_json(self) -> dict[str, Any]:
        return {
            "written": self.written,
            "status": self.status,
            "expressions": list(self.expressions),
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of the licence and all that is said of it."""

    verdict: Verdict
    compatibility: Compatibility | None
    obligations: tuple[tuple[str, tuple[Obligation, ...]], ...]
    """Use (`use` and those stated) to what has to be done."""
    facts: tuple[tuple[str, LicenceFacts | None, str], ...]
    """Each licence of it: id, what is known, and the class that the policy counts it in."""

    @property
    def expression(self) -> str:
        return self.verdict.expression or self.verdict.written


@dataclass(frozen=True, slots=True)
class Report:
    """The answer: a level where every reading leads to the same, else review."""

    enquiry: Enquiry
    reading: Reading
    choices: tuple[Choice, ...]
    level: str
    policy: str

    @property
    def expression(self) -> str | None:
        """The one expression it was read as; None where there are several or none."""
        return self.reading.expressions[0] if self.reading.is_clear else None

    @property
    def licences(self) -> set[str]:
        """The SPDX ids it is about."""
        return licences_in(*self.reading.expressions)

    @property
    def is_settled(self) -> bool:
        """The policy has an answer; nobody has to be asked."""
        return self.level != "review"

    @property
    def depends(self) -> bool:
        """The policy answers each reading, but not with the same level."""
        return len({str(choice.verdict.level) for choice in self.choices}) > 1

    def as_json(self) -> dict[str, Any]:
        """What is kept with a question, so that it can be read when the policy has changed."""
        return {
            "version": SHAPE,
            "reading": self.reading.as_json(),
            "level": self.level,
            "policy": self.policy,
            "verdicts": [choice.verdict.as_json() for choice in self.choices],
        }


def read(enquiry: Enquiry) -> Reading:
    """How the licence of an enquiry is understood; nothing is guessed."""
    stated = enquiry.stated
    if not stated:
        return Reading("", "missing", ())
    readings = [_read_one(one) for one in stated]
    if len(readings) == 1:
        return readings[0]
    every = tuple(dict.fromkeys(one for reading in readings for one in reading.expressions))
    unread = any(not reading.expressions for reading in readings)
    status = "unknown" if unread else "several"
    return Reading(", ".join(stated), status, () if unread else every)


def _read_one(written: str) -> Reading:
    try:
        return Reading(written, "expression", (str(simplify(parse(written))),))
    except NotAnExpression as error:
        match, problem = normalise(written), error.reason
    expressions = (match.expression,) if match.expression else match.candidates
    return Reading(written, match.status, expressions, match.rule, match.confidence, problem)


def answer(enquiry: Enquiry, policy: LicencePolicy) -> Report:
    """Everything the policy and the libraries say; raises UnknownContext."""
    reading = read(enquiry)
    choices = tuple(_choices(enquiry, reading, policy))
    return Report(
        enquiry,
        reading,
        choices,
        _common_level([choice.verdict for choice in choices]),
        choices[0].verdict.policy,
    )


def overview(enquiry: Enquiry, policy: LicencePolicy) -> list[tuple[str, str]]:
    """Context to level, for whoever has not said yet how it is to be used."""
    reading = read(enquiry)
    return [
        (context, _common_level([*_verdicts(enquiry, reading, context, policy)]))
        for context in policy.contexts
    ]


def _common_level(verdicts: Iterable[Verdict]) -> str:
    levels = {str(verdict.level) for verdict in verdicts}
    return levels.pop() if len(levels) == 1 else "review"


def _verdicts(
    enquiry: Enquiry, reading: Reading, context: str, policy: LicencePolicy
) -> Iterator[Verdict]:
    """A verdict for each reading; one on what was written where it has none."""
    for expression in reading.expressions or (reading.written or NOT_STATED,):
        yield policy.verdict(expression, context, purl=enquiry.purl or None)


def _choices(enquiry: Enquiry, reading: Reading, policy: LicencePolicy) -> Iterator[Choice]:
    for verdict in _verdicts(enquiry, reading, enquiry.context, policy):
        counted = verdict.chosen or verdict.expression
        ids = sorted(licences_in(counted))
        yield Choice(
            verdict,
            _compatible(counted, enquiry, policy) if counted else None,
            tuple(_obligations(counted, enquiry.uses)) if counted else (),
            tuple((one, facts_of(one), str(policy.class_of(one))) for one in ids),
        )


_OWN_WORK = ("contribute", "publish")
"""Contexts in which the licence asked about is that of the work itself: nothing flows into it."""


def _compatible(licence: str, enquiry: Enquiry, policy: LicencePolicy) -> Compatibility | None:
    if enquiry.context in _OWN_WORK:
        return None
    purl = enquiry.purl or None
    return compatible(licence, policy.outbound, enquiry.context, policy, purl=purl)


def _obligations(
    expression: str, uses: frozenset[str]
) -> Iterator[tuple[str, tuple[Obligation, ...]]]:
    """Use to what it asks for; a change that stays in the house asks for nothing."""
    leaves_the_house = uses & {"pass-on", "network"}
    for use in Use:
        if use == Use.USE or (use in uses and (use != Use.MODIFY or leaves_the_house)):
            yield use.value, obligations_of(expression, use)
