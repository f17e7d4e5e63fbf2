# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an office's licence policy says of every component."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allmende.components.bill import Bill, Component

if TYPE_CHECKING:
    from allmende.licences.policy import LicencePolicy, Verdict

LEVELS = ("preferred", "allowed", "avoid", "blocked", "review")


@dataclass(frozen=True, slots=True)
class CheckedComponent:
    """A component and its verdict. `licence`: the expression judged, else the words as written."""

    component: Component
    licence: str | None
    verdict: "Verdict"

    def as_json(self) -> dict[str, Any]:
        verdict = self.verdict
        return {
            "name": self.component.name,
            "version": self.component.version,
            "purl": self.component.purl,
            "licence": self.licence,
            "verdict": verdict.level.value,
            "reasons": [each.as_json() for each in verdict.reasons],
            "group": self.component.group,
            "written": self.component.licence,
            "chosen": verdict.chosen,
            "waiver": verdict.waiver.as_json() if verdict.waiver else None,
            "place": self.component.place,
        }


@dataclass(frozen=True, slots=True)
class CheckedBill:
    """A bill with the verdict on each component, in its order; `summary` counts every level."""

    bill: Bill
    rows: tuple[CheckedComponent, ...]
    summary: Mapping[str, int]
    context: str

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.bill.file,
            "format": self.bill.format,
            "version": self.bill.version,
            "context": self.context,
            "components": [row.as_json() for row in self.rows],
            "summary": dict(self.summary),
            "not_understood": [each.as_json() for each in self.bill.not_understood],
        }


def check(bill: Bill, policy: "LicencePolicy", context: str) -> CheckedBill:
    """The verdict on each component; the bill's subject, the office's own, is not judged.

    Raises `UnknownContext` of the policy.
    """
    several: dict[tuple[str, ...], str | None] = {}
    rows = tuple(_row(part, policy, context, several) for part in bill.components)
    counted = Counter(row.verdict.level.value for row in rows)
    return CheckedBill(bill, rows, {level: counted[level] for level in LEVELS}, context)


def _row(
    part: Component,
    policy: "LicencePolicy",
    context: str,
    several: dict[tuple[str, ...], str | None],
) -> CheckedComponent:
    written = part.licence
    names = part.licences_written
    if len(names) > 1:
        if names not in several:
            several[names] = joined_names(names)
        written = several[names] or written
    verdict = policy.verdict(written, context, purl=part.purl)
    return CheckedComponent(part, verdict.expression or part.licence, verdict)


def joined_names(names: tuple[str, ...]) -> str | None:
    """Names side by side as one expression, if each of them is known for certain.

    The list of a bill means that all apply, hence AND.
    """
    from allmende.licences.names import normalise

    found = []
    for name in names:
        match = normalise(name)
        if match.status != "match" or match.expression is None:
            return None
        found.append(match.expression)
    unique = tuple(dict.fromkeys(found))
    if len(unique) == 1:
        return unique[0]
    return " AND ".join(f"({each})" if " " in each else each for each in unique)
