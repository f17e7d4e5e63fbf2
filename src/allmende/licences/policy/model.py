# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The rule sheet of an office: what may stand in `licences.yaml`, as typed data."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from allmende.licences.known import LicenceClass
from allmende.licences.policy.levels import Level
from allmende.licences.policy.patterns import (
    check_exception,
    check_expression,
    check_pattern,
    matches,
)
from allmende.licences.policy.purls import package_of
from allmende.policies import PolicyFile, Texts

ContextName = Literal["use", "contribute", "embed", "build-only", "publish", "distinct-component"]
Pattern = Annotated[str, AfterValidator(check_pattern)]
"""An SPDX id, or a family such as `LGPL-*`."""
ExpressionText = Annotated[str, AfterValidator(check_expression)]
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


def _require_purl(purl: str) -> str:
    if package_of(purl) is None:
        raise ValueError(f"{purl!r} is no package URL, such as pkg:npm/node-forge")
    return purl


def _require_date(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{str(value)!r} is no date, such as 2027-12-31") from None


Purl = Annotated[str, AfterValidator(_require_purl)]
Day = Annotated[date, BeforeValidator(_require_date)]


class Rule(PolicyFile):
    """One line of the rule sheet: all conditions that are given must hold; none: every licence."""

    id: Words
    licences: tuple[Pattern, ...] = ()
    classes: tuple[LicenceClass, ...] = ()
    osi_approved: bool | None = None
    fsf_libre: bool | None = None
    level: Level
    text: Texts | None = None
    remedy: Texts | None = None
    source: str | None = None


class Context(PolicyFile):
    """One way of using a licence: its name and the rules, of which the first that fits speaks."""

    title: Texts
    help: Texts
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]


class ExceptionRule(PolicyFile):
    """A licence WITH an exception that the office puts into another class."""

    licence: Pattern
    exception: Annotated[str, AfterValidator(check_exception)]
    treat_as: LicenceClass
    contexts: tuple[ContextName, ...] = ()
    text: Texts | None = None
    source: str | None = None

    def is_for(self, licence: str, exception: str, context: str) -> bool:
        """Whether the office means this licence with this exception in this context."""
        return (
            matches(self.licence, (licence,))
            and matches(self.exception, (exception,))
            and (not self.contexts or context in self.contexts)
        )


class Combining(PolicyFile):
    """How the parts of an expression come together; written down so that nobody has to ask."""

    model_config = {"populate_by_name": True}

    any_of: Annotated[Literal["best"], Field(alias="or")] = "best"
    all_of: Annotated[Literal["worst"], Field(alias="and")] = "worst"
    unknown: Level = Level.REVIEW


class WaiverEntry(PolicyFile):
    """A waiver as the file holds it."""

    purl: Purl | None = None
    expression: ExpressionText | None = None
    contexts: tuple[ContextName, ...] = ()
    choose: ExpressionText | None = None
    reason: Words
    by: Words
    expires: Day | None = None


class LicencesFile(PolicyFile):
    """`licences.yaml` as a whole."""

    outbound: Pattern
    class_overrides: dict[Pattern, LicenceClass] = {}
    expressions: Combining = Combining()
    contexts: dict[ContextName, Context]
    exceptions: tuple[ExceptionRule, ...] = ()
    waivers: tuple[WaiverEntry, ...] = ()
    waiver_notice_days: Annotated[int, Field(ge=0)] = 60
    """Days before a waiver's end from which on a verdict mentions it."""
