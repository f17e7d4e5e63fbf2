# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A check held against what is known."""

from allmende.criteria import words
from allmende.criteria.checks import Check
from allmende.criteria.clean import judge_findings
from allmende.criteria.comparing import judge_fact
from allmende.criteria.known import Known
from allmende.criteria.results import Result, all_of, any_of, opposite, partly_of, undecided
from allmende.criteria.verdicts import judge_licence


def judge(check: Check, known: Known) -> Result:
    """What the check comes to, with reasons and evidence."""
    if check.fact:
        return judge_fact(check, known)
    if check.findings:
        return judge_findings(check.findings, known)
    if check.licence:
        return judge_licence(check.licence, known)
    if check.negated:
        return opposite(judge(check.negated, known))
    if check.all_of:
        parts = [judge(one, known) for one in check.all_of]
        return partly_of(parts) if check.partly else all_of(parts)
    if check.any_of:
        return any_of([judge(one, known) for one in check.any_of])
    return undecided(words.NEEDS_A_PERSON, human=True)
