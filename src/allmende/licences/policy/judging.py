# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An expression held against the rules of one context.

Each licence is judged alone by the first rule that fits it; an AND is as good as its worst part,
an OR as good as its best branch (`levels.badness` says what is worse).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allmende.licences.expressions import And, Expression, Licence, Or, Unstated, With
from allmende.licences.known import LicenceClass
from allmende.licences.policy import words
from allmende.licences.policy.answers import Reason
from allmende.licences.policy.leaves import leaf_of
from allmende.licences.policy.levels import Level, badness
from allmende.licences.policy.model import ExceptionRule, Rule


@dataclass(frozen=True, slots=True)
class Rules:
    """What judging needs of a policy, for one context."""

    context: str
    rules: tuple[Rule, ...]
    overrides: Mapping[str, LicenceClass]
    exceptions: Sequence[ExceptionRule]
    unknown: Level


@dataclass(frozen=True, slots=True)
class Judged:
    """The level of an expression, why, and the expression without the branches not taken."""

    level: Level
    reasons: tuple[Reason, ...]
    taken: Expression


def judge(expression: Expression, rules: Rules) -> Judged:
    """The level of an expression and the rules that spoke."""
    if isinstance(expression, Or):
        return _best([judge(part, rules) for part in expression.parts], expression)
    if isinstance(expression, And):
        return _worst([judge(part, rules) for part in expression.parts], expression)
    if isinstance(expression, Unstated):
        text = words.unstated(expression.word)
        reason = Reason("no-licence", rules.unknown, expression.word, text, words.CLARIFY)
        return Judged(rules.unknown, (reason,), expression)
    return _alone(expression, rules)


def _alone(licence: Licence | With, rules: Rules) -> Judged:
    leaf = leaf_of(licence, rules.context, rules.overrides, rules.exceptions)
    for rule in rules.rules:
        if leaf.fits(rule):
            text = rule.text or words.judged(
                leaf.written, leaf.licence_class, leaf.class_source, rule.level
            )
            reason = Reason(rule.id, rule.level, leaf.written, text, rule.remedy, rule.source)
            return Judged(rule.level, (reason, *leaf.notes), licence)
    text = words.no_rule(leaf.written)
    reason = Reason("no-rule", rules.unknown, leaf.written, text, words.READ_TERMS)
    return Judged(rules.unknown, (reason, *leaf.notes), licence)


def _worst(parts: Sequence[Judged], whole: And) -> Judged:
    worst = max(parts, key=lambda part: badness(part.level))
    reasons = _once(reason for part in parts for reason in part.reasons)
    if any(part.level is not worst.level for part in parts):
        text = words.together(str(worst.taken), worst.level)
        reasons = (*reasons, Reason("all-of", worst.level, str(whole), text))
    return Judged(worst.level, reasons, And(tuple(part.taken for part in parts)))


def _best(parts: Sequence[Judged], whole: Or) -> Judged:
    best = min(parts, key=lambda part: badness(part.level))
    others = [(str(part.taken), part.level, _rules_of(part)) for part in parts if part is not best]
    text = words.choice(str(best.taken), best.level, others)
    choice = Reason("one-of", best.level, str(whole), text)
    return Judged(best.level, _once((*best.reasons, choice)), best.taken)


def _rules_of(part: Judged) -> str:
    return ", ".join(dict.fromkeys(one.rule for one in part.reasons if one.level is part.level))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    seen: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.rule, reason.subject), reason)
    return tuple(seen.values())
