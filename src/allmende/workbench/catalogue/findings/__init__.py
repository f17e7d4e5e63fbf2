# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What can be wrong with an entry: one file per subject, and the list that registers its rules.

How to add one is written in docs/recipes/add-a-finding.md.
"""

from collections.abc import Iterator

from allmende.workbench.catalogue.findings import (
    addresses,
    duplicates,
    languages,
    licences,
    sponsoring,
)
from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject

RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        licences.NOT_OSI_APPROVED,
        licences.AGAINST_THE_POLICY,
        licences.AMBIGUOUS,
        licences.BY_NAME,
        licences.NOT_SPDX,
        licences.DEPRECATED,
        licences.MISSING,
        addresses.REPOSITORY_MISSING,
        addresses.REPOSITORY_UNUSABLE,
        languages.DESCRIPTION_MISSING,
        languages.LANGUAGE_MISSING,
        languages.LANGUAGE_SHORTER,
        languages.LANGUAGE_OLDER,
        sponsoring.DISAGREES,
        duplicates.CANDIDATE,
    )
}


def defects_of(subject: Subject) -> Iterator[tuple[Rule, Defect]]:
    """Every defect of one software, with the rule that found it."""
    for rule in RULES.values():
        for defect in rule.check(subject):
            yield rule, defect


__all__ = ["RULES", "Defect", "Rule", "Subject", "defects_of"]
