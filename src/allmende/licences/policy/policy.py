# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An office's licence policy: ask it for a verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from allmende.licences.expressions import Expression
from allmende.licences.known import LicenceClass, class_of
from allmende.licences.policy.answers import UnknownContext, Verdict, Waiver
from allmende.licences.policy.judging import Rules
from allmende.licences.policy.levels import Level
from allmende.licences.policy.model import Context, ExceptionRule, LicencesFile
from allmende.licences.policy.waiving import Applying, WaiverBook, apply
from allmende.licences.policy.written import verdict_of

KEPT = 20_000
"""Verdicts that a policy remembers; beyond that it starts anew."""
LONGEST_KEPT = 2_000
"""Characters of a written licence whose verdict is remembered."""


@dataclass(frozen=True, slots=True, eq=False)
class LicencePolicy:
    """The rules of one profile.

    `version` is the profile's (twelve hex digits over its files), `outbound` the licence the
    office publishes under, `overrides` ids or families to the class the office gives them.
    """

    name: str
    version: str
    outbound: str
    contexts: Mapping[str, Context]
    overrides: Mapping[str, LicenceClass]
    exceptions: tuple[ExceptionRule, ...]
    unknown: Level
    waivers: tuple[Waiver, ...]
    notice_days: int
    _kept: dict[tuple[str, str], Verdict] = field(default_factory=dict, repr=False)
    _book: WaiverBook = field(init=False, repr=False)

    @classmethod
    def of(cls, name: str, version: str, sheet: LicencesFile) -> "LicencePolicy":
        """The policy that a rule sheet describes."""
        return cls(
            name,
            version,
            sheet.outbound,
            MappingProxyType({str(name): one for name, one in sheet.contexts.items()}),
            MappingProxyType(dict(sheet.class_overrides)),
            sheet.exceptions,
            sheet.expressions.unknown,
            tuple(Waiver(**dict(one)) for one in sheet.waivers),
            sheet.waiver_notice_days,
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_book", WaiverBook(self.waivers))

    def class_of(self, spdx_id: str) -> LicenceClass:
        """The class of an id, or of `id WITH exception`, as this office sees it."""
        return class_of(spdx_id, self.overrides)

    def verdict(
        self,
        written: str | Expression | None,
        context: str,
        *,
        purl: str | None = None,
        on: date | None = None,
    ) -> Verdict:
        """What the policy says to a licence as written (expression or name) in a context.

        `purl` is the package in question, for waivers; `on` the day they must hold on (today).
        Raises UnknownContext only.
        """
        if context not in self.contexts:
            raise UnknownContext(context, tuple(self.contexts))
        verdict = self._by_the_rules(written, context)
        waivers = self._book.find(purl, verdict.expression, context) if self.waivers else ()
        if not waivers:
            return verdict

        def judge_chosen(choose: str) -> Verdict:
            return self._by_the_rules(choose, context)

        how = Applying(on or date.today(), self.notice_days, judge_chosen)
        return apply(verdict, waivers, how)

    def with_waivers(self, waivers: Iterable[Waiver]) -> "LicencePolicy":
        """The same policy with more waivers, which are asked after those of the file."""
        return replace(self, waivers=(*self.waivers, *waivers))

    def _by_the_rules(self, written: str | Expression | None, context: str) -> Verdict:
        key = (written, context) if isinstance(written, str) else None
        if key and (kept := self._kept.get(key)):
            return kept
        rules = Rules(
            context,
            self.contexts[context].rules,
            self.overrides,
            self.exceptions,
            self.unknown,
        )
        verdict = verdict_of(written, rules, f"{self.name} {self.version}")
        if key and len(key[0]) <= LONGEST_KEPT:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = verdict
        return verdict
