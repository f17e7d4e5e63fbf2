# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""May a part under one licence go into a work under another, in a context: all voices, one"
" answer."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from allmende.licences.compatibility import sentences
from allmende.licences.compatibility.deciding import FREE, Case, Meeting, decide, meeting
from allmende.licences.compatibility.matrix import Matrix, Value
from allmende.licences.compatibility.voices import (
    MOST_BRANCHES,
    WORST_FIRST,
    Pair,
    pairs,
    worst,
)
from allmende.licences.expressions import (
    And,
    Expression,
    NotAnExpression,
    With,
    branches,
    parse,
    simplify,
)
from allmende.licences.expressions.choices import leaves_of
from allmende.licences.expressions.tree import Leaf
from allmende.licences.known import LicenceClass
from allmende.licences.policy import Level, LicencePolicy, Reason, Verdict, badness


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    """What the matrix alone says, the worst of the pairs that count, and which data it is."""

    value: Value
    date: str
    source: str
    licence: str
    pairs: tuple[Pair, ...]
    warnings: tuple[dict[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "date": self.date,
            "source": self.source,
            "licence": self.licence,
            "pairs": [one.as_json() for one in self.pairs],
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class Compatibility:
    """The answer: `verdict` is the office's last word, `chosen` the branch of an OR it rests on.

    `policy` is the verdict of the policy that went into it: on the inbound licence where the part
    keeps it, on the outbound licence where the part becomes the work's own code (publish,
    contribute). `reasons` say how the two voices came together.
    """

    inbound: str
    outbound: str
    context: str
    verdict: Level
    matrix: MatrixAnswer
    policy: Verdict
    reasons: tuple[Reason, ...]
    chosen: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "input": self.inbound,
            "outbound": self.outbound,
            "context": self.context,
            "verdict": self.verdict.value,
            "chosen": self.chosen,
            "matrix": self.matrix.as_json(),
            "policy": self.policy.as_json(),
            "reasons": [one.as_json() for one in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class _Question:
    """What stays the same for every licence of the inbound expression."""

    outbound: Expression
    context: str
    policy: LicencePolicy
    matrix: Matrix
    purl: str | None
    on: date
    work: LicenceClass
    ours: bool
    on_outbound: Verdict | None

    @property
    def how(self) -> Meeting:
        return meeting(self.context)


@dataclass(frozen=True, slots=True)
class _Judged:
    level: Level
    pairs: tuple[Pair, ...]
    reasons: tuple[Reason, ...]

    @property
    def value(self) -> Value:
        return worst([one.value for one in self.pairs] or ["not listed"])


def compatible(
    inbound: str,
    outbound: str,
    context: str,
    policy: LicencePolicy,
    matrix: Matrix | None = None,
    *,
    purl: str | None = None,
    on: date | None = None,
) -> Compatibility:
    """Whether a part under `inbound` may go into a work under `outbound` in this context.

    OR takes the best branch and names it, AND asks for all; the outbound expression must be kept
    whole (see `voices.pairs`). `purl` is the package for waivers, `on` the day they hold (today).
    The table that joins matrix and policy stands in `deciding`. An inbound text that is no
    expression is answered by the policy alone. Raises NotAnExpression for the outbound text and
    UnknownContext.
    """
    day = on or date.today()
    question = _question(outbound, context, policy, matrix or Matrix.shipped(), purl, day)
    verdict = policy.verdict(inbound, context, purl=purl, on=day)
    shown = question.on_outbound or verdict
    if verdict.expression is None:
        return _unread(inbound, outbound, question, verdict)
    parts = branches(simplify(parse(verdict.expression)), MOST_BRANCHES + 1)
    more, parts = len(parts) > MOST_BRANCHES, parts[:MOST_BRANCHES]
    judged = {leaf: _leaf(leaf, question) for leaf in dict.fromkeys(chain.from_iterable(parts))}
    if verdict.waiver and question.how != "inside":
        kept = simplify(parse(verdict.chosen or verdict.expression))
        found = [judged.get(leaf) or _leaf(leaf, question) for leaf in leaves_of(kept)]
        return _waived(inbound, outbound, question, verdict, _together(found))
    answers = [(branch, _together([judged[leaf] for leaf in branch])) for branch in parts]
    branch, best = min(answers, key=lambda one: _rank(one[1]))
    chosen = _named(branch) if len(parts) > 1 else None
    reasons = best.reasons
    if chosen:
        reasons = (*reasons, sentences.of_choice(chosen, best.level, len(parts) - 1))
    reasons = (*reasons, *((sentences.of_limit(inbound, MOST_BRANCHES),) if more else ()))
    reasons = (*reasons, *_about_work(question))
    answer = _answer(best, question)
    return Compatibility(inbound, outbound, context, best.level, answer, shown, reasons, chosen)


def _question(
    outbound: str, context: str, policy: LicencePolicy, matrix: Matrix, purl: str | None, on: date
) -> _Question:
    expression = simplify(parse(outbound))
    classes = [policy.class_of(str(leaf)) for leaf in leaves_of(expression)]
    inside = meeting(context) == "inside"
    return _Question(
        outbound=expression,
        context=context,
        policy=policy,
        matrix=matrix,
        purl=purl,
        on=on,
        work=max(classes, key=list(LicenceClass).index),
        ours=expression == _own(policy) or all(one in FREE for one in classes),
        on_outbound=policy.verdict(outbound, context, on=on) if inside else None,
    )


def _own(policy: LicencePolicy) -> Expression | None:
    """The licence the office publishes under; a policy may also name a family, which is none."""
    try:
        return simplify(parse(policy.outbound))
    except NotAnExpression:
        return None


def _leaf(leaf: Leaf, question: _Question) -> _Judged:
    found = pairs(leaf, question.outbound, question.matrix)
    verdict = question.on_outbound or question.policy.verdict(
        str(leaf), question.context, purl=question.purl, on=question.on
    )
    part = question.policy.class_of(str(leaf))
    flows = worst([one.flows for one in found])
    excepted = isinstance(leaf, With) and any(one.without for one in found)
    case = Case(verdict.level, flows, part, question.work, question.ours, excepted)
    level, rule = decide(question.how, case)
    names = {
        "inbound": str(leaf),
        "outbound": str(question.outbound),
        "own": question.policy.outbound,
    }
    word = sentences.last_word(rule, level, str(leaf), names, sentences.TABLE[rule])
    matrix = [sentences.of_matrix(one, question.matrix) for one in found]
    appendix = filter(None, [sentences.of_appendix(one) for one in found])
    return _Judged(level, found, (word, *matrix, *appendix))


def _together(found: list[_Judged]) -> _Judged:
    """AND: the worst level, all pairs, all reasons."""
    return _Judged(
        max((one.level for one in found), key=badness),
        tuple(pair for one in found for pair in one.pairs),
        tuple(reason for one in found for reason in one.reasons),
    )


def _rank(judged: _Judged) -> tuple[int, int]:
    return badness(judged.level), -WORST_FIRST.index(judged.value)


def _named(branch: tuple[Leaf, ...]) -> str:
    return str(branch[0] if len(branch) == 1 else And(branch))


def _answer(judged: _Judged, question: _Question) -> MatrixAnswer:
    matrix = question.matrix
    return MatrixAnswer(
        judged.value,
        matrix.date.isoformat(),
        f"{matrix.source}, {matrix.address}",
        matrix.licence,
        judged.pairs,
        matrix.warnings(question.on),
    )


def _about_work(question: _Question) -> tuple[Reason, ...]:
    """A work that is embedded into and passed on is published, too: what the rule says to that."""
    if question.how != "beside" or "publish" not in question.policy.contexts:
        return ()
    outbound = str(question.outbound)
    verdict = question.policy.verdict(outbound, "publish", on=question.on)
    if verdict.level in (Level.PREFERRED, Level.ALLOWED):
        return ()
    return (sentences.of_outbound(outbound, question.policy.outbound, verdict.level),)


def _waived(
    inbound: str, outbound: str, question: _Question, verdict: Verdict, judged: _Judged
) -> Compatibility:
    waiver = Reason("waiver", verdict.level, inbound, sentences.WAIVED)
    heard = [one for one in judged.reasons if one.level is None]
    return Compatibility(
        inbound,
        outbound,
        question.context,
        verdict.level,
        _answer(judged, question),
        verdict,
        (waiver, *heard),
        verdict.chosen,
    )


def _unread(inbound: str, outbound: str, question: _Question, verdict: Verdict) -> Compatibility:
    return Compatibility(
        inbound,
        outbound,
        question.context,
        verdict.level,
        _answer(_Judged(verdict.level, (), ()), question),
        verdict,
        verdict.reasons,
    )
