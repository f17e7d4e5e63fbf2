# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The small cast of the tests: three formats to look for, and one way to look for them."""

from collections.abc import Sequence
from pathlib import Path

from allmende.repositories.detectors.pattern import Candidate, Kind, Pattern
from allmende.repositories.git import Limits, open_repository
from allmende.repositories.scanning import (
    Finding,
    ScanResult,
    Store,
    Suppression,
    findings,
    scan,
    suppressions,
)

TOKEN = "tok" + "_" + "Ab3dEf6hIj" * 3
OTHER = "tok" + "_" + "Zy9xWv5uTs" * 3


def judge_token(candidate: Candidate) -> float | None:
    return None if "x" * 8 in candidate.value else 0.95


def judge_word(candidate: Candidate) -> float | None:
    return 0.6 if "name" in candidate.before else 0.4


def pattern(id: str, regex: str, kind: Kind = "secret", judge=judge_token) -> Pattern:
    title = {"de": id, "en": id}
    return Pattern(id=id, kind=kind, title=title, regex=regex, judge=judge, source="a test")


PATTERNS = (
    pattern("token", r"\b(tok_[A-Za-z0-9]{30})\b"),
    pattern("key", r"-----BEGIN KEY-----\s([A-Za-z0-9+/=\s]{8,1000})"),
    pattern("street", r"(?i)straße ([A-ZÄÖÜ][a-zäöüß]{2,20})", "personal-data", judge_word),
    pattern("host", r"\b([a-z0-9-]{1,40}\.intern\.example)\b", "internal-name", judge_word),
    pattern("quoted", r'secret="([^"]{4,40})"', judge=judge_word),
)


def inspect(
    folder: Path,
    store: Store | None = None,
    limits: Limits | None = None,
    given: Sequence[Suppression] = (),
    patterns: Sequence[Pattern] = PATTERNS,
) -> tuple[tuple[Finding, ...], ScanResult]:
    with open_repository(folder) as repository:
        result = scan(repository, patterns, store, limits)
        found = findings(repository, result, patterns, suppressions(repository, given))
    return found, result


def only(found: Sequence[Finding]) -> Finding:
    assert len(found) == 1, [(one.detector, one.path) for one in found]
    return found[0]
