# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a waiver makes of a verdict."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from allmende.licences.expressions import NotAnExpression, parse
from allmende.licences.policy import words
from allmende.licences.policy.answers import Reason, Verdict, Waiver
from allmende.licences.policy.levels import Level, badness
from allmende.licences.policy.purls import package_of


@dataclass(frozen=True, slots=True)
class Applying:
    """The day, the days of notice before a waiver ends, and how a chosen licence is judged."""

    day: date
    notice_days: int
    judge: Callable[[str], Verdict]


def apply(verdict: Verdict, waivers: tuple[Waiver, ...], how: Applying) -> Verdict:
    """The verdict as changed by the first waiver that holds; expired ones are only reported."""
    for waiver in waivers:
        if waiver.expires and not waiver.holds_on(how.day):
            text = words.waiver_expired(waiver.reason, waiver.expires)
            verdict = _with(verdict, Reason("waiver", None, waiver.name, text, words.RENEW))
        elif waiver.choose and not fits(waiver.choose, verdict.expression):
            text = words.waiver_unfit(waiver.choose, verdict.written)
            verdict = _with(verdict, Reason("waiver", None, waiver.name, text, words.RENEW))
        else:
            return _applied(verdict, waiver, how)
    return verdict


def fits(choose: str, stated: str | None) -> bool:
    """Whether `choose` is a branch of what is stated; anything fits where there is no choice.

    Without a choice `choose` is the licence that somebody found to hold instead.
    """
    if stated is None:
        return True
    offered, chosen = branches_of(stated), branches_of(choose)
    return len(offered) < 2 or chosen <= offered


@lru_cache(4096)
def branches_of(text: str) -> frozenset[frozenset[str]]:
    """The choices of an expression, each the licences that hold together, in modern spelling.

    Two expressions that mean the same have the same choices; a text that is none has itself.
    """
    from allmende.licences.expressions import branches, simplify

    try:
        return frozenset(frozenset(map(str, branch)) for branch in branches(simplify(parse(text))))
    except NotAnExpression:
        return frozenset({frozenset({text.strip()})})


class WaiverBook:
    """Waivers, found by package and expression without asking each of them."""

    __slots__ = ("_anywhere", "_by_place")

    def __init__(self, waivers: Sequence[Waiver]) -> None:
        self._by_place: dict[tuple[str, str], list[Waiver]] = {}
        self._anywhere: list[Waiver] = []
        for waiver in waivers:
            if waiver.purl is None:
                self._anywhere.append(waiver)
            elif package := package_of(waiver.purl):
                place = (package.type, package.namespace)
                self._by_place.setdefault(place, []).append(waiver)

    def find(self, purl: str | None, expression: str | None, context: str) -> tuple[Waiver, ...]:
        """The waivers for this package under this expression, those for packages first."""
        package = package_of(purl) if purl and self._by_place else None
        near = self._by_place.get((package.type, package.namespace), ()) if package else ()
        return tuple(
            waiver
            for waiver in (*near, *self._anywhere)
            if (not waiver.contexts or context in waiver.contexts)
            and waiver.covers(purl)
            and _states(waiver, expression)
        )


def _states(waiver: Waiver, expression: str | None) -> bool:
    if waiver.expression is None:
        # A waiver for neither package nor expression would be one for everything.
        return waiver.purl is not None
    return expression is not None and branches_of(waiver.expression) == branches_of(expression)


def _applied(verdict: Verdict, waiver: Waiver, how: Applying) -> Verdict:
    level, chosen = verdict.level, verdict.chosen
    reasons: list[Reason] = []
    if waiver.choose:
        instead = how.judge(waiver.choose)
        level, chosen = instead.level, waiver.choose
        said = {(one.rule, one.subject) for one in verdict.reasons}
        reasons += [one for one in instead.reasons if (one.rule, one.subject) not in said]
    elif badness(level) > badness(Level.ALLOWED):
        level = Level.ALLOWED
    text = words.waived(waiver.reason, waiver.by, waiver.expires)
    reasons.insert(0, Reason("waiver", level, waiver.name, text))
    if waiver.expires and (days := (waiver.expires - how.day).days) <= how.notice_days:
        text = words.waiver_ends(waiver.expires, days)
        reasons.insert(1, Reason("waiver-ends", None, waiver.name, text, words.RENEW))
    return replace(_with(verdict, *reasons), level=level, chosen=chosen, waiver=waiver)


def _with(verdict: Verdict, *reasons: Reason) -> Verdict:
    return replace(verdict, reasons=(*verdict.reasons, *reasons))
