# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Answers by persons in a file: read whole, and what does not count is said with its line."""

from datetime import date

import pytest
from hypothesis import example
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.criteria.making import TODAY, criterion, fact, known

from allmende.criteria import Known, answer, as_text, assess, load_criteria, read_given

ONE = """\
answers:
  - criteria: publication-check
    criterion: rights-cleared
    state: met
    reason: {de: Selbst geschrieben., en: Written by us.}
    who: The office
    when: 2026-11-23
    expires: 2027-11-23
"""
ENTRY = "criterion: one\nstate: met\nreason: because\nwho: us\nwhen: 2026-11-23\n"


def entry(*lines: str, without: str = "") -> str:
    kept = [one for one in ENTRY.splitlines() if not without or not one.startswith(without)]
    first, *rest = [*kept, *lines]
    return "answers:\n" + "\n".join([f"  - {first}", *(f"    {one}" for one in rest)]) + "\n"


def test_a_complete_answer_is_read_with_who_when_and_where() -> None:
    (one,), rejected = read_given(ONE, source="answers.yaml")
    assert rejected == ()
    assert (one.criteria, one.criterion, one.state) == (
        "publication-check",
        "rights-cleared",
        "met",
    )
    assert one.reasons == {"de": "Selbst geschrieben.", "en": "Written by us."}
    assert (one.who, one.when, one.expires) == (
        "The office",
        date(2026, 11, 23),
        date(2027, 11, 23),
    )
    assert (one.origin, one.source) == ("office", "answers.yaml:2")


def test_one_text_stands_for_both_languages_and_an_end_may_be_missing() -> None:
    (one,), _ = read_given(entry("expires:"))
    assert one.reasons == {"de": "because", "en": "because"}
    assert (one.expires, one.criteria, one.source) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        (entry(without="who"), '"who" is missing or empty', 2),
        (entry("who: ' '", without="who"), '"who" is missing or empty', 6),
        (entry("reason: []", without="reason"), '"reason" is missing or empty', 6),
        (entry("reason: {en: x}", without="reason"), "A reason is one text", 6),
        (entry("state: unknown", without="state"), 'a person cannot answer "unknown"', 6),
        (entry("when: soon", without="when"), '"when" is no day', 6),
        (entry("when: 2026-02-30", without="when"), '"when" is no day', 6),
        (entry("expires: never"), '"expires" is no day', 7),
        (entry("expiry: 2026-11-24"), '"expiry" is no key', 7),
        (entry("state: not-met"), '"state" stands there twice', 7),
        (entry("criteria: unheard-of"), 'there are no criteria "unheard-of"', 7),
        ("answers:\n  - a word\n", "An answer consists of", 2),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_with_its_line(text: str, why: str, line: int) -> None:
    given, (one,) = read_given(text, sets=["publication-check"])
    assert given == ()
    assert one.why["en"].startswith(why)
    assert one.line == line


def test_the_answers_beside_a_wrong_one_are_read() -> None:
    given, rejected = read_given(ONE + "  - {criterion: one, state: met}\n")
    assert (len(given), [one.line for one in rejected]) == (1, [9])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "\n",
            "~",
            "answers:",
            "answers: 1",
            "- a",
            "answer: []",
            "a: [",
            "\x00",
            "--- a\n--- b",
        ),
        "answers: &a [*a]",
        "answers: []\nmore: 1\n",
        "answers: []\nanswers: []\n",
        "[" * 50_000,
        "- " * 50_000,
        "answers: [{? [a] : b}]",
        "answers: ['" + "x" * 5_000 + "']",
    ],
)
def test_a_file_that_is_not_understood_is_refused_whole(text: str) -> None:
    given, (one,) = read_given(text, source="f")
    assert given == ()
    assert one.why.keys() == {"de", "en"}
    assert one.source == "f"


@drawn(st.text(alphabet="answers:-{}[]&*!|>\"'\n \t#?,~0x", max_size=80))
@example("answers:\n- ? ")
def test_whatever_the_file_holds_there_is_an_answer(text: str) -> None:
    given, rejected = read_given(text)
    assert isinstance(given, tuple) and isinstance(rejected, tuple)


def said(origin: str) -> tuple:
    return read_given(ONE, origin=origin, source="a.yaml")[0]  # type: ignore[arg-type]


def test_who_stated_it_and_where_is_told() -> None:
    one = criterion({"fact": "licence.file"}, id="rights-cleared", human_answers=True)
    ours = answer(one, known(fact("licence.file", "no")), said("office"), TODAY)
    theirs = answer(one, known(fact("licence.file", "no")), said("repository"), TODAY, own=True)
    assert ours.explanation["en"] == "Judged by The office on 2026-11-23 (a.yaml:2): Written by us."
    assert theirs.explanation["en"].startswith("Stated in the repository by The office on")
    assert theirs.explanation["de"].startswith("Im Repository angegeben von The office am")
    assert theirs.as_json()["human"]["origin"] == "repository"


def test_what_a_foreign_repository_says_of_itself_is_shown_and_does_not_count() -> None:
    one = criterion({"fact": "licence.file"}, id="rights-cleared", human_answers=True)
    got = answer(one, known(fact("licence.file", "no")), said("repository"), TODAY)
    assert (got.state, got.by) == ("not-met", "machine")
    assert "own judgement" in got.set_aside[0].why["en"]


def test_the_office_s_word_counts_before_that_of_the_repository() -> None:
    one = criterion({"fact": "licence.file"}, id="rights-cleared", human_answers=True)
    both = (*said("repository"), *read_given(ONE.replace("state: met", "state: not-met"))[0])
    assert answer(one, known(), both, TODAY).state == "not-met"


def test_a_statement_on_another_set_is_no_matter_of_this_one() -> None:
    asked = load_criteria("usability-analysis")
    report = assess(asked, Known(), repository="here", given=said("office"), on=TODAY)
    assert report.set_aside == ()
    elsewhere = read_given(ONE.replace("publication-check", "usability-analysis"))[0]
    report = assess(asked, Known(), repository="here", given=elsewhere, on=TODAY)
    assert [one.given.criterion for one in report.set_aside] == ["rights-cleared"]


def test_what_could_not_be_read_stands_in_the_report() -> None:
    _, rejected = read_given(entry(without="who"), source="answers.yaml")
    asked = load_criteria("publication-check")
    report = assess(asked, Known(), repository="here", on=TODAY, rejected=rejected)
    assert report.as_json()["rejected_answers"][0]["line"] == 2
    assert "Answer not read (answers.yaml:2)" in as_text(report, "en")
    assert "Nicht gelesene Antwort (answers.yaml:2)" in as_text(report, "de")
