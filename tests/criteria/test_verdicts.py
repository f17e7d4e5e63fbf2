# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The office's licence policy as a check."""

from typing import Any

import pytest
from tests.criteria.making import asked, fact, state_of

from allmende.licences.policy import load_policy

CHECK = {"licence": {"fact": "licence.expression", "context": "publish"}}


@pytest.mark.parametrize(
    ("profile", "value", "state"),
    [
        ("munich", "MIT", "met"),
        ("munich", "EUPL-1.2", "needs-human"),
        ("plain", "EUPL-1.2", "met"),
        ("plain", "SSPL-1.0", "not-met"),
        ("plain", ["MIT", "SSPL-1.0"], "not-met"),
        ("plain", [{"expression": "MIT"}], "met"),
        ("plain", "no such licence at all", "needs-human"),
        ("plain", [], "unknown"),
        ("plain", None, "unknown"),
    ],
)
def test_a_licence_is_judged_by_the_policy(profile: str, value: Any, state: str) -> None:
    given = fact("licence.expression", "value", value)
    assert state_of(CHECK, given, licences=load_policy(profile)) == state


@pytest.mark.parametrize(("given", "state"), [("unknown", "unknown"), ("no", "not-met")])
def test_without_a_licence_there_is_no_verdict(given: str, state: str) -> None:
    policy = load_policy("plain")
    assert state_of(CHECK, fact("licence.expression", given), licences=policy) == state
    assert state_of(CHECK, licences=policy) == "unknown"


def test_without_a_policy_nothing_is_known() -> None:
    assert state_of(CHECK, fact("licence.expression", "value", "MIT")) == "unknown"


def test_a_level_may_count_as_partly_met() -> None:
    check = {"licence": {**CHECK["licence"], "context": "embed", "partly": ["avoid"]}}
    given = fact("licence.expression", "value", "GPL-3.0-only")
    assert state_of(check, given, licences=load_policy("munich")) == "partly"


def test_the_policy_s_own_words_explain_the_answer() -> None:
    given = fact("licence.expression", "value", "MIT", path="LICENSE")
    answer = asked(CHECK, given, licences=load_policy("munich"))
    told = "MIT (Publish own software): preferred. Own software is published"
    assert told in answer.explanation["en"]
    assert answer.evidence[0].path == "LICENSE"
