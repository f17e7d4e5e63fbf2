# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Nothing found: a check of findings, which a gap in the coverage leaves open."""

from allmende.criteria import words
from allmende.criteria.checks import FindingsCheck
from allmende.criteria.known import Json, Known
from allmende.criteria.results import MET, NOT_MET, Evidence, Result, decided, undecided


def judge_findings(check: FindingsCheck, known: Known) -> Result:
    """Not met by one open finding, met by none where everything was looked at, else open."""
    suspects = [one for one in known.findings or () if _concerns(one, check)]
    open_ones = [one for one in suspects if not one.get("suppressed")]
    found = [one for one in open_ones if _confidence(one) >= check.confidence]
    doubtful = [one for one in open_ones if _asked(check) <= _confidence(one) < check.confidence]
    suppressed = [one for one in suspects if one.get("suppressed")]
    evidence = tuple(evidence_of(one) for one in (*found, *doubtful, *suppressed))
    if found:
        return decided(NOT_MET, words.found(check.none_of, check.where, len(found)), evidence)
    if gaps := known.gaps(check.none_of, check.where):
        return undecided(words.not_all_seen(check.none_of, check.where, gaps), evidence)
    if doubtful:
        said = words.doubtful(check.none_of, check.where, len(doubtful))
        return undecided(said, evidence, human=True)
    return decided(MET, words.clean(check.none_of, check.where, len(suppressed)), evidence)


def evidence_of(finding: Json) -> Evidence:
    """Where a finding stands; what it found is shown redacted."""
    return Evidence(
        str(finding.get("detector") or finding.get("kind")),
        "path",
        path=finding.get("path"),
        line=finding.get("line"),
        commit=finding.get("introduced"),
        quote=finding.get("redacted"),
    )


def _concerns(finding: Json, check: FindingsCheck) -> bool:
    if finding.get("kind") != check.none_of:
        return False
    return check.where == "history" or finding.get("in_head") is not False


def _asked(check: FindingsCheck) -> float:
    return check.confidence if check.ask_from is None else check.ask_from


def _confidence(finding: Json) -> float:
    """A finding that does not say how sure it is counts as sure."""
    confidence = finding.get("confidence")
    return 1.0 if confidence is None else float(confidence)
