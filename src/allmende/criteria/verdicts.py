# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's licence policy as a check of the licences that a fact names."""

from typing import Any

from allmende.criteria import words
from allmende.criteria.checks import LicenceCheck
from allmende.criteria.comparing import evidence_of
from allmende.criteria.known import Known
from allmende.criteria.results import (
    MET,
    NOT_MET,
    PARTLY,
    Evidence,
    Result,
    all_of,
    decided,
    undecided,
)
from allmende.criteria.values import title_of
from allmende.licences.policy import LicencePolicy


def judge_licence(check: LicenceCheck, known: Known) -> Result:
    """The worst verdict over the licences of the fact; open where there is none to judge."""
    fact = known.facts.get(check.fact)
    if fact is None:
        return undecided(words.missing(check.fact, known.title(check.fact)))
    evidence, title = evidence_of(fact), title_of(fact)
    if fact.get("state") not in ("yes", "no", "value"):
        return undecided(words.unknown(title, fact.get("note")), evidence)
    if fact["state"] == "no":
        return decided(NOT_MET, words.says_no(title, fact.get("note")), evidence)
    if known.licences is None:
        return undecided(words.NO_LICENCE_POLICY, evidence)
    written = licences_in(fact.get("value"))
    if not written or check.context not in known.licences.contexts:
        return undecided(words.no_value(title), evidence)
    return all_of([_one(text, check, known.licences, evidence) for text in written])


def licences_in(value: Any) -> tuple[str, ...]:
    """Expressions of a fact's value: a text, an object with `expression`, or a list of these."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, dict):
        return licences_in(value.get("expression"))
    if isinstance(value, list | tuple):
        return tuple(dict.fromkeys(text for one in value for text in licences_in(one)))
    return ()


def _one(
    written: str, check: LicenceCheck, policy: LicencePolicy, evidence: tuple[Evidence, ...]
) -> Result:
    verdict = policy.verdict(written, check.context)
    level = verdict.level.value
    said = words.verdict(
        written, policy.contexts[check.context].title, verdict.level, verdict.reasons
    )
    if level in check.met:
        return decided(MET, said, evidence)
    if level in check.partly:
        return decided(PARTLY, said, evidence)
    if level == "review":
        return undecided(said, evidence, human=True)
    return decided(NOT_MET, said, evidence)
