# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A licence as somebody wrote it (expression, name, nothing at all), held against the rules."""

from typing import TYPE_CHECKING

from allmende.licences.expressions import (
    And,
    Expression,
    Licence,
    NotAnExpression,
    Or,
    Unstated,
    parse,
)
from allmende.licences.known import facts_of
from allmende.licences.policy import words
from allmende.licences.policy.answers import Reason, Verdict
from allmende.licences.policy.judging import Judged, Rules, judge
from allmende.licences.policy.levels import Level

if TYPE_CHECKING:
    from allmende.licences.names import Match

LONGEST = 2_000
"""Characters; a longer text that is no expression is no name either."""


def verdict_of(written: str | Expression | None, rules: Rules, policy: str) -> Verdict:
    """What the rules say of it. Never raises: what cannot be read is to be reviewed."""
    if written is None or (isinstance(written, str) and not written.strip()):
        judged = judge(Unstated("NOASSERTION"), rules)
        return _verdict("", None, judged, rules, policy)
    if not isinstance(written, str):
        try:
            return _of_expression(str(written), written, rules, policy)
        except RecursionError:  # a tree made by hand; the parser makes none as deep
            reason = Reason("too-deep", Level.REVIEW, "", words.TOO_DEEP, words.CLARIFY)
            none = Judged(Level.REVIEW, (reason,), Unstated("NOASSERTION"))
            return _verdict("", None, none, rules, policy)
    try:
        return _of_expression(written, read(written), rules, policy)
    except NotAnExpression as error:
        return _of_name(written, error, rules, policy)


def read(written: str) -> Expression:
    """The expression. Raises NotAnExpression; a single id is found without the parser."""
    facts = facts_of(written)
    return Licence(facts.id) if facts and "+" not in facts.id else parse(written)


def _of_expression(
    written: str, expression: Expression, rules: Rules, policy: str, *before: Reason
) -> Verdict:
    return _verdict(written, expression, judge(expression, rules), rules, policy, *before)


def _verdict(
    written: str,
    expression: Expression | None,
    judged: Judged,
    rules: Rules,
    policy: str,
    *before: Reason,
) -> Verdict:
    chosen = str(judged.taken) if expression and _has_choice(expression) else None
    return Verdict(
        written,
        str(expression) if expression else None,
        rules.context,
        judged.level,
        (*before, *judged.reasons),
        chosen,
        None,
        policy,
    )


def _has_choice(expression: Expression) -> bool:
    if isinstance(expression, Or):
        return True
    return isinstance(expression, And) and any(_has_choice(part) for part in expression.parts)


def _of_name(written: str, error: NotAnExpression, rules: Rules, policy: str) -> Verdict:
    match = _normalised(written)
    if match and match.status == "match" and match.expression:
        text = words.read_as(written, match.expression, match.rule)
        reason = Reason("name", None, match.expression, text)
        try:
            return _of_expression(written, parse(match.expression), rules, policy, reason)
        except NotAnExpression:
            match = None
    if match and match.status == "ambiguous" and match.candidates:
        level, reasons = _of_candidates(written, match.candidates, rules)
    else:
        level = rules.unknown
        text = words.unknown(written)
        reasons = (Reason("unknown-licence", level, written.strip(), text, words.CLARIFY),)
    return Verdict(
        written, None, rules.context, level, reasons, None, None, policy, dict(error.reason)
    )


def _of_candidates(
    written: str, candidates: tuple[str, ...], rules: Rules
) -> tuple[Level, tuple[Reason, ...]]:
    """One level where all candidates agree; else review, whatever the policy says to unknown."""
    judged: list[tuple[str, Judged]] = []
    for one in candidates:
        try:
            judged.append((one, judge(read(one), rules)))
        except NotAnExpression:
            judged.append((one, judge(Unstated("NOASSERTION"), rules)))
    levels = {found.level for _, found in judged}
    agreed = levels.pop() if len(levels) == 1 else None
    level = agreed or Level.REVIEW
    text = words.ambiguous(written, [(one, found.level) for one, found in judged], agreed)
    remedy = words.ASK_VERSION
    reasons = [Reason("ambiguous-name", level, written.strip(), text, remedy)]
    if agreed:
        spoken = {reason.rule: reason for _, found in reversed(judged) for reason in found.reasons}
        reasons += [reason for reason in spoken.values() if reason.level is agreed]
    return level, tuple(reasons)


def _normalised(written: str) -> "Match | None":
    if len(written) > LONGEST:
        return None
    from allmende.licences.names import normalise

    return normalise(written)
