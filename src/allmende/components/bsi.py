# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What BSI TR-03183-2 (version 2.1.0 of 20 August 2025) asks of a bill and this one lacks.

The fields, their places in CycloneDX 1.6 and SPDX 3.0.1 and the sections (5.2.1 bill, 5.2.2
component) are taken from published descriptions of the guideline that agree with each other, not
from its own text. What must be given only where it exists is a "should" here, since a file cannot
tell whether it exists.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from allmende.components.bill import Bill, Component, Text, record
from allmende.components.bsi_words import BILL_WORDS, COMPONENT_WORDS

PLACES = 20
Met = bool | None  # None: a file of this format and version has no place to say it


@dataclass(frozen=True, slots=True)
class BsiFinding:
    """One rule that the bill does not meet.

    `state`: "missing", or "unknown" where the format cannot say it; `count` of components (1 for
    the bill as a whole), `places` the first 20 of them; `section` of the guideline.
    """

    rule: str
    level: Literal["must", "should"]
    state: Literal["missing", "unknown"]
    text: Text
    count: int
    places: tuple[str, ...]
    section: str | None

    def as_json(self) -> dict[str, Any]:
        return record(self)


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    level: Literal["must", "should"]
    section: str | None


def check_bsi(bill: Bill) -> tuple[BsiFinding, ...]:
    """The findings, musts before shoulds, each rule once, as the guideline lists its fields."""
    found = [*_of_bill(bill), *_of_components(bill)]
    return tuple(sorted(found, key=lambda each: each.level != "must"))


def _of_bill(bill: Bill) -> Iterator[BsiFinding]:
    for rule, met in BILL_RULES:
        answer = met(bill)
        if not answer:
            state: Literal["missing", "unknown"] = "unknown" if answer is None else "missing"
            yield BsiFinding(
                rule.name, rule.level, state, BILL_WORDS[rule.name], 1, (), rule.section
            )


def _of_components(bill: Bill) -> Iterator[BsiFinding]:
    everything = (*((bill.subject,) if bill.subject else ()), *bill.components)
    parts = tuple({id(each): each for each in everything}.values())
    sight = Sight(bill)
    for rule, met in COMPONENT_RULES:
        answers = [(met(part, sight), part.place) for part in parts]
        for state, wanted in (("missing", False), ("unknown", None)):
            places = tuple(place for answer, place in answers if answer is wanted)
            if places:
                yield BsiFinding(
                    rule.name,
                    rule.level,
                    "missing" if state == "missing" else "unknown",
                    COMPONENT_WORDS[rule.name],
                    len(places),
                    places[:PLACES],
                    rule.section,
                )


class Sight:
    """What the rules ask of the bill around a component."""

    def __init__(self, bill: Bill) -> None:
        self.cyclonedx = bill.format.startswith("cyclonedx")
        self.spdx_3 = bill.format == "spdx-3-json"
        self.version = version_numbers(bill.version)
        self.modern = self.spdx_3 or (self.cyclonedx and self.version >= (1, 6))
        self.has_properties = self.spdx_3 or (self.cyclonedx and self.version >= (1, 3))
        self.related = {each.ref for each in bill.dependencies}
        self.wholes = {part.parent for part in bill.components if part.parent}
        self.completeness = bill.completeness
        self._expressions: dict[str, bool] = {}

    def is_expression(self, licence: str) -> bool:
        """Whether a licence is an SPDX expression, each asked for once."""
        if licence not in self._expressions:
            from allmende.licences.expressions import NotAnExpression, parse

            try:
                parse(licence)
            except NotAnExpression:
                self._expressions[licence] = False
            else:
                self._expressions[licence] = True
        return self._expressions[licence]


def version_numbers(version: str | None) -> tuple[int, ...]:
    """ "1.6" as (1, 6); what is no number ends it."""
    numbers = []
    for part in (version or "").split(".")[:3]:
        if not (part.isdecimal() and len(part) < 6):
            break
        numbers.append(int(part))
    return tuple(numbers)


def _right_format(bill: Bill) -> Met:
    """Section 4: CycloneDX 1.6 or newer, SPDX 3.0.1 or newer, as JSON or XML."""
    version = version_numbers(bill.version)
    if bill.format.startswith("cyclonedx"):
        return version >= (1, 6)
    return bill.format == "spdx-3-json" and version >= (3, 0, 1)


def _has_creator(bill: Bill) -> Met:
    wanted = {"author", "manufacturer"}
    return any((each.email or each.url) and each.role in wanted for each in bill.creators)


def _has_component_creator(part: Component, sight: Sight) -> Met:
    reached = any(
        (each.email or each.url) and each.role == "manufacturer" for each in part.contacts
    )
    return reached or (False if sight.modern else None)


def _has_filename(part: Component, sight: Sight) -> Met:
    return bool(part.filename) or (False if sight.has_properties else None)


def _has_dependencies(part: Component, sight: Sight) -> Met:
    return bool({part.ref, part.place} & (sight.related | sight.wholes) - {None})


def _says_completeness(part: Component, sight: Sight) -> Met:
    if part.ref in sight.completeness:
        return True
    can_say = sight.spdx_3 or (sight.cyclonedx and sight.version >= (1, 3))
    return False if can_say else None


def _has_distribution_licence(part: Component, sight: Sight) -> Met:
    if part.concluded:
        return sight.is_expression(part.concluded)
    return None if part.licence and sight.cyclonedx and not sight.modern else False


def _has_original_licence(part: Component, sight: Sight) -> Met:
    return bool(part.declared) and sight.is_expression(part.declared or "")


def _has_deployable_hash(part: Component, sight: Sight) -> Met:
    hashed = any(
        each.algorithm == "SHA-512"
        for reference in part.references
        if reference.type == "distribution"
        for each in reference.hashes
    )
    return hashed or (False if sight.has_properties else None)


def _says(name: str, purposes: frozenset[str]) -> Callable[[Component, Sight], Met]:
    """A property of the guideline: by name in CycloneDX, as one of the purposes in SPDX 3.

    In SPDX 3 a purpose that is not there may as well mean "no", hence unknown.
    """

    def met(part: Component, sight: Sight) -> Met:
        for key, value in part.properties:
            if key == f"bsi:component:{name}" and value:
                return True
            if key == "software_additionalPurpose" and value in purposes:
                return True
        return False if sight.cyclonedx and sight.has_properties else None

    return met


def _refers_to(kind: str) -> Callable[[Component, Sight], Met]:
    def met(part: Component, _: Sight) -> Met:
        return any(each.type == kind and each.url for each in part.references)

    return met


BILL_RULES: tuple[tuple[Rule, Callable[[Bill], Met]], ...] = (
    (Rule("format", "must", "4"), _right_format),
    (Rule("bill-creator", "must", "5.2.1"), _has_creator),
    (Rule("timestamp", "must", "5.2.1"), lambda bill: bool(bill.created)),
    (Rule("no-vulnerabilities", "must", None), lambda bill: not bill.vulnerabilities),
    (Rule("bill-uri", "should", None), lambda bill: bool(bill.serial)),
)
COMPONENT_RULES: tuple[tuple[Rule, Callable[[Component, Sight], Met]], ...] = (
    (Rule("component-creator", "must", "5.2.2"), _has_component_creator),
    (Rule("name", "must", "5.2.2"), lambda part, _: bool(part.name)),
    (Rule("version", "must", "5.2.2"), lambda part, _: bool(part.version)),
    (Rule("filename", "must", "5.2.2"), _has_filename),
    (Rule("dependencies", "must", "5.2.2"), _has_dependencies),
    (Rule("completeness", "must", "5.2.2"), _says_completeness),
    (Rule("distribution-licence", "must", "5.2.2"), _has_distribution_licence),
    (Rule("deployable-hash", "must", "5.2.2"), _has_deployable_hash),
    (Rule("executable", "must", "5.2.2"), _says("executable", frozenset({"executable"}))),
    (Rule("archive", "must", "5.2.2"), _says("archive", frozenset({"archive"}))),
    (
        Rule("structured", "must", "5.2.2"),
        _says("structured", frozenset({"container", "firmware"})),
    ),
    (Rule("source-uri", "should", None), _refers_to("source-distribution")),
    (Rule("deployable-uri", "should", None), _refers_to("distribution")),
    (Rule("identifiers", "should", None), lambda part, _: bool(part.purl or part.cpe)),
    (Rule("original-licence", "should", None), _has_original_licence),
)
