# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Answers: when a criterion applies, and when a person's word counts."""

from datetime import date
from typing import Any

import pytest
from tests.criteria.making import TODAY, criterion, fact, given, known

from allmende.criteria import Answer, answer

FILE = {"fact": "licence.file"}
APPLIES = {"fact": "ci.present"}


def ask(*facts: Any, said: Any = (), on: date = TODAY, **of_criterion: Any) -> Answer:
    more = {"check": FILE, "human_answers": True, **of_criterion}
    return answer(criterion(more.pop("check"), **more), known(*facts), said, on)


@pytest.mark.parametrize(
    ("applies", "state"), [("no", "not-applicable"), ("unknown", "unknown"), ("yes", "met")]
)
def test_what_may_not_apply_is_not_answered_as_if_it_did(applies: str, state: str) -> None:
    facts = fact("licence.file"), fact("ci.present", applies)
    assert ask(*facts, applies_when=APPLIES).state == state


def test_a_person_overrides_and_the_computation_stays_beside_it() -> None:
    one = ask(fact("licence.file", "no", path="LICENSE"), said=[given("met")])
    assert (one.state, one.by, one.machine, one.contested) == ("met", "human", "not-met", True)
    assert one.explanation["en"] == "Judged by office on 2026-10-01: looked at it"
    assert one.machine_explanation["en"] == "licence.file: no."
    assert [item.path for item in one.evidence] == ["LICENSE"]


@pytest.mark.parametrize(
    ("machine", "said", "contested"),
    [
        ("no", "met", True),
        ("no", "not-applicable", True),
        ("no", "partly", False),
        ("yes", "not-met", False),
        ("unknown", "met", False),
    ],
)
def test_a_kinder_word_than_the_computation_is_marked(
    machine: str, said: str, contested: bool
) -> None:
    assert ask(fact("licence.file", machine), said=[given(said)]).contested is contested


def test_where_no_person_is_asked_a_statement_is_set_aside_and_shown() -> None:
    one = ask(fact("licence.file", "no"), said=[given("met")], human_answers=None)
    assert (one.state, one.by) == ("not-met", "machine")
    assert one.set_aside[0].why["en"] == "This question is answered by the inspection alone."


@pytest.mark.parametrize(
    ("when", "expires", "months", "on", "state"),
    [
        (date(2026, 1, 31), None, None, date(2036, 1, 1), "met"),
        (date(2026, 1, 31), None, 1, date(2026, 2, 28), "met"),
        (date(2026, 1, 31), None, 1, date(2026, 3, 1), "not-met"),
        (date(2026, 1, 31), None, 12, date(2027, 1, 31), "met"),
        (date(2026, 1, 31), date(2026, 2, 1), 12, date(2026, 2, 1), "met"),
        (date(2026, 1, 31), date(2026, 2, 1), 12, date(2026, 2, 2), "not-met"),
        (date(2026, 1, 31), None, None, date(2026, 1, 30), "not-met"),
    ],
)
def test_a_statement_holds_from_its_day_to_its_last(
    when: date, expires: date | None, months: int | None, on: date, state: str
) -> None:
    said = given("met", when=when, expires=expires)
    no = fact("licence.file", "no")
    assert ask(no, said=[said], on=on, expires_after_months=months).state == state


def test_the_newest_statement_that_holds_counts() -> None:
    older, newer = given("not-met", when=date(2026, 9, 1)), given("partly")
    gone = given("met", when=date(2026, 11, 1), expires=date(2026, 11, 2))
    one = ask(said=[older, newer, gone])
    assert one.state == "partly"
    assert [item.given for item in one.set_aside] == [gone, older]


def test_statements_on_other_criteria_do_not_matter() -> None:
    assert ask(said=[given("met", criterion="two")]).state == "unknown"


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"who": ""}, {"state": "unknown"}])
def test_a_statement_needs_a_reason_a_name_and_a_state(wrong: Any) -> None:
    with pytest.raises(ValueError, match="answer"):
        given(**wrong)


def test_facts_that_only_help_to_judge_are_told_and_decide_nothing() -> None:
    facts = fact("languages.main", "value", "Java", path="pom.xml"), fact("ci.tests", "no")
    one = ask(*facts, check="human", shows=["languages.main", "ci.tests", "ci.lint"])
    assert one.state == "needs-human"
    assert "languages.main: Java. ci.tests: no." in one.explanation["en"]
    assert [item.path for item in one.evidence] == ["pom.xml"]


def test_evidence_is_bounded_and_counted() -> None:
    many = fact("licence.file")
    many["evidence"] = [{"kind": "path", "path": f"{number}"} for number in range(80)]
    one = ask(many)
    assert (len(one.evidence), one.evidence_total) == (50, 80)


def test_json_holds_everything_a_page_needs() -> None:
    one = ask(fact("licence.file", "no"), said=[given("met")]).as_json()
    assert one["machine"]["state"] == "not-met"
    assert one["human"]["who"] == "office"
    assert {"question", "remedy", "hints", "source", "evidence", "level", "by"} <= one.keys()
