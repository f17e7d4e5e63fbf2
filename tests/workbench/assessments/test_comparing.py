# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What changed between two reports, and why; what a forge shows; what was looked at."""

from typing import Any

import pytest
from django.utils import translation

from allmende.workbench.assessments.reports import comparing, coverage, links
from allmende.workbench.assessments.reports.filtering import is_of_a_fact


def report(version: str = "1", **states: Any) -> dict[str, Any]:
    return {
        "criteria": {"version": version},
        "policy": {"version": "p"},
        "answers": [
            {
                "criterion": name,
                "question": {"de": name, "en": name},
                "level": "must",
                "state": state.removesuffix("!"),
                "by": "human" if state.endswith("!") else "machine",
                "explanation": {"de": state, "en": state},
            }
            for name, state in states.items()
        ],
    }


@pytest.mark.parametrize(
    ("was", "now", "why", "direction"),
    [
        ("not-met", "met", "repository", "better"),
        ("met", "partly", "repository", "worse"),
        ("met", "unknown", "repository", "other"),
        ("unknown", "met!", "answered", "other"),
        ("met!", "not-met", "answer-ended", "worse"),
    ],
)
def test_a_change_says_why(was: str, now: str, why: str, direction: str) -> None:
    (one,) = comparing.changes(report(a=was), report(a=now))
    assert (one.why, one.direction) == (why, direction)


def test_another_policy_is_a_reason() -> None:
    (one,) = comparing.changes(report("1", a="met"), report("2", a="not-met"))
    assert one.why == "policy"


def test_criteria_come_and_go() -> None:
    came, went = comparing.changes(report(a="met", b="met"), report(a="met", c="unknown"))
    assert (came.criterion, came.why, came.was) == ("c", "new", "")
    assert (went.criterion, went.why, went.now) == ("b", "gone", "")


def test_the_same_answer_is_no_change_and_nothing_is_compared_with_nothing() -> None:
    assert comparing.changes(report(a="met"), report(a="met!")) == []
    assert comparing.changes(None, report(a="met")) == []


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/blob/c0ffee/x%20y.py#L3"),
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/blob/c0ffee/x%20y.py#L3"),
        (
            "https://gitlab.opencode.de/a/b",
            "https://gitlab.opencode.de/a/b/-/blob/c0ffee/x%20y.py#L3",
        ),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/src/commit/c0ffee/x%20y.py#L3"),
        ("https://git.example.org/a/b", ""),
        ("file:///srv/b", ""),
        ("", ""),
    ],
)
def test_evidence_leads_to_the_forge_that_is_known(address: str, page: str) -> None:
    assert links.file(address, "c0ffee", "x y.py", 3) == page


def test_what_stands_in_an_archive_has_no_page() -> None:
    assert links.file("https://github.com/a/b", "c0ffee", "a.zip!x.py", 3) == ""


def test_evidence_of_findings_is_told_from_that_of_facts() -> None:
    assert is_of_a_fact({"source": "licence.file"})
    assert not is_of_a_fact({"source": "github-pat"})
    assert not is_of_a_fact({"source": "secret"})


def test_gaps_come_first_and_in_numbers() -> None:
    seen = {
        "shallow": True,
        "complete": False,
        "refs": 1,
        "commits": 1,
        "blobs": 2,
        "too_large": 2,
        "scan": {"notes": {"archive-cut": 1}},
    }
    with translation.override("en"):
        first, *rest = coverage.lines(seen)
    assert first.gap and "shallow" in first.text
    assert [one.gap for one in rest] == [True, True, False]
    assert "2 files were too large" in rest[0].text
    assert "Everything" not in "".join(one.text for one in rest)
