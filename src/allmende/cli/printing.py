# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Verdicts and comparisons as lines for a person."""

from typing import TYPE_CHECKING, Any

from allmende.cli.words import level

if TYPE_CHECKING:
    from allmende.licences.exchange import ClassComparison, Comparison
    from allmende.licences.policy import Verdict


def print_text(label: str, result: dict[str, Any]) -> None:
    """Which licence a file holds, and where."""
    print(f"{label}: {result['error'] or result['expression'] or 'no licence'}")
    for match in result["matches"]:
        lines = f"lines {match['start_line']}-{match['end_line']}"
        changed = ", modified" if match["modified"] else ""
        print(f"  {match['expression']}  {lines}  {match['similarity']:.0%}{changed}")


def print_verdict(written: str, verdict: "Verdict", language: str) -> None:
    """The level, and every rule that spoke with what to do."""
    chosen = f" ({verdict.chosen})" if verdict.chosen and verdict.chosen != written else ""
    print(f"{written}: {level(verdict.level.value, language)}{chosen}")
    for reason in verdict.reasons:
        print(f"  {reason.rule}: {reason.text[language]}")
        if reason.remedy:
            print(f"    {reason.remedy[language]}")


def print_comparison(found: "Comparison", language: str) -> None:
    """One line a disagreement, then the exempted packages."""
    counted = {"de": "Abweichungen", "en": "disagreements"}[language]
    print(f"{found.file}: {len(found.disagreements)} {counted} ({found.policy}, {found.context})")
    for one in found.disagreements:
        print(f"  {one.text[language]}")
    known = {"de": "steht in der Richtlinie", "en": "has a waiver in the policy"}[language]
    unknown = {"de": "steht nicht in der Richtlinie", "en": "has no waiver in the policy"}[language]
    for exempted in found.exemptions:
        package = exempted.exemption
        reason = f" ({package.reason})" if package.reason else ""
        print(f"  {package.purl}: {known if exempted.waived else unknown}{reason}")
    for odd in found.oddities:
        print(f"  {found.file}:{odd.line}: {odd.text[language]}")


def print_classes(found: "ClassComparison", language: str) -> None:
    """One line a licence that the file and the policy class differently."""
    counted = {"de": "Abweichungen", "en": "disagreements"}[language]
    print(f"{found.file}: {len(found.disagreements)} {counted} ({found.policy})")
    for one in found.disagreements:
        print(f"  {one.licence}: {one.theirs.value} / {one.ours.value}")
