# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which answers, findings and facts a person wants to see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from allmende.criteria import PREFIXES

Json = Mapping[str, Any]
FACETS = ("state", "level", "group", "by")
"""Filters of the answers, which are keys of an answer as well."""
FINDING_FACETS = ("kind", "sure", "where", "standing")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answers are narrowed to; several words of one filter mean any of them."""

    state: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    def of(self, facet: str) -> tuple[str, ...]:
        chosen: tuple[str, ...] = getattr(self, facet)
        return chosen

    def fits(self, answer: Json) -> bool:
        return all(not self.of(one) or answer[one] in self.of(one) for one in FACETS)


def answers(report: Json, wanted: Wanted) -> list[Json]:
    """The answers that the filters leave, in the order of the criteria."""
    return [one for one in report["answers"] if wanted.fits(one)]


def counts(report: Json, wanted: Wanted) -> dict[str, Counter[str]]:
    """For each filter its words with the number each would give, the other filters kept."""
    return {
        facet: Counter(
            one[facet] for one in report["answers"] if replace(wanted, **{facet: ()}).fits(one)
        )
        for facet in FACETS
    }


def grouped(report: Json, left: Sequence[Json]) -> list[tuple[Json, list[Json]]]:
    """The groups of the criteria that have an answer left, with these."""
    groups = report["criteria"]["groups"]
    sorted_in = [(group, [one for one in left if one["group"] == group["id"]]) for group in groups]
    return [(group, found) for group, found in sorted_in if found]


def without_findings(report: Json) -> dict[str, Any]:
    """The report for who may not see findings: the evidence of each answer that is one left out.

    How many there are stays, since the verdict rests on it.
    """
    shown = [
        {**one, "evidence": [item for item in one["evidence"] if is_of_a_fact(item)]}
        for one in report["answers"]
    ]
    return {**report, "answers": shown}


def is_of_a_fact(evidence: Json) -> bool:
    """Evidence names a fact, such as `licence.file`, or the detector of a finding."""
    subject, dot, _name = str(evidence["source"]).partition(".")
    return bool(dot) and subject in PREFIXES


@dataclass(frozen=True, slots=True)
class WantedFindings:
    """What the findings are narrowed to."""

    kind: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()

    def fits(self, finding: Json) -> bool:
        return all(
            not getattr(self, one) or word_of(finding, one) in getattr(self, one)
            for one in FINDING_FACETS
        )


def word_of(finding: Json, facet: str) -> str:
    """The word of a filter that a finding has."""
    match facet:
        case "sure":
            confidence = float(finding["confidence"])
            return "high" if confidence >= SURE else "medium" if confidence >= DOUBTFUL else "low"
        case "where":
            return "head" if finding["in_head"] else "history"
        case "standing":
            return "suppressed" if finding.get("suppressed") else "open"
    return str(finding["kind"])


SURE, DOUBTFUL = 0.7, 0.4
"""From which confidence on a finding counts as sure, and as doubtful, in the shipped criteria."""


def finding_counts(findings: Sequence[Json], wanted: WantedFindings) -> dict[str, Counter[str]]:
    """For each filter its words with the number each would give, the other filters kept."""
    return {
        facet: Counter(
            word_of(one, facet) for one in findings if replace(wanted, **{facet: ()}).fits(one)
        )
        for facet in FINDING_FACETS
    }
