# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Nothing found counts only where everything was looked at."""

from typing import Any

import pytest
from tests.criteria.making import COMPLETE, asked, finding, state_of

CHECK = {"findings": {"none_of": "secret", "confidence": 0.7, "ask_from": 0.4}}
HEAD = {"findings": {**CHECK["findings"], "in": "head"}}


def scanned(check: Any, *findings: Any, **coverage: Any) -> str:
    return state_of(check, findings=findings, coverage={**COMPLETE, **coverage})


@pytest.mark.parametrize(
    ("findings", "state"),
    [
        ((), "met"),
        ((finding(confidence=0.7),), "not-met"),
        ((finding(confidence=0.69),), "needs-human"),
        ((finding(confidence=0.39),), "met"),
        ((finding(kind="personal-data"),), "met"),
        ((finding(suppressed={"reason": "an example"}),), "met"),
        ((finding(in_head=False),), "not-met"),
        ((finding(confidence=None),), "not-met"),
    ],
)
def test_findings_decide_by_kind_confidence_and_suppression(findings: Any, state: str) -> None:
    assert scanned(CHECK, *findings) == state


@pytest.mark.parametrize(
    "gap",
    [
        {"shallow": True, "complete": False},
        {"missing": 1},
        {"broken": 2},
        {"too_large": 3},
        {"skipped": {"too-large": 4}},
        {"skipped": [{"why": "x", "count": 1}]},
        {"limits_hit": ["seconds"]},
        {"refs_left_out": 1},
        {"cut_at": ["1" * 40]},
        {"complete": False},
        {"complete": None},
        {"kinds": ["personal-data"]},
    ],
)
def test_a_gap_leaves_a_clean_scan_unknown_but_not_a_finding(gap: Any) -> None:
    assert scanned(CHECK, **gap) == "unknown"
    assert scanned(CHECK, finding(confidence=0.5), **gap) == "unknown"
    assert scanned(CHECK, finding(), **gap) == "not-met"


@pytest.mark.parametrize(
    "more", [{}, {"findings": ()}, {"coverage": COMPLETE}, {"findings": (), "coverage": {}}]
)
def test_without_a_scan_or_its_coverage_nothing_is_known(more: Any) -> None:
    assert state_of(CHECK, **more) == "unknown"


@pytest.mark.parametrize(
    ("coverage", "state"),
    [
        ({}, "met"),
        ({"shallow": True, "complete": False}, "met"),
        ({"complete": False}, "unknown"),
        ({"shallow": True, "complete": False, "too_large": 1}, "unknown"),
        ({"too_large": 1, "complete": False, "head_complete": True}, "met"),
    ],
)
def test_the_current_state_needs_no_history(coverage: Any, state: str) -> None:
    assert scanned(HEAD, **coverage) == state


def test_what_only_the_history_holds_is_not_in_the_current_state() -> None:
    assert scanned(HEAD, finding(in_head=False)) == "met"
    assert scanned(HEAD, finding(in_head=None)) == "not-met"


def test_the_reason_and_the_redacted_place_are_given() -> None:
    answer = asked(CHECK, findings=[finding()], coverage=COMPLETE)
    assert answer.explanation["en"] == "Secrets in the whole history: 1 finding."
    assert answer.explanation["de"] == "Zugangsdaten in der gesamten Historie: 1 Fundstelle."
    place = answer.evidence[0].as_json()
    assert (place["path"], place["line"], place["quote"]) == ("conf/app.yml", 7, "abc…")


def test_a_gap_is_named_with_its_number() -> None:
    answer = asked(CHECK, findings=[], coverage={"complete": False, "too_large": 3})
    assert "files were too large (3)" in answer.explanation["en"]


def test_what_was_set_aside_is_counted_and_shown() -> None:
    answer = asked(CHECK, findings=[finding(suppressed={"reason": "x"})], coverage=COMPLETE)
    assert "set aside with a reason: 1" in answer.explanation["en"]
    assert answer.evidence_total == 1
