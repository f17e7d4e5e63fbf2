# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Values of facts as an office reads them."""

from typing import Any

import pytest
from tests.criteria.making import asked, fact

from allmende.criteria import Known
from allmende.criteria.values import LONGEST, beside, measured, number, title_of, told


def worded(value: Any, units: dict[str, str] | None = None, **words: tuple[str, str]) -> Any:
    """A fact with a title, words by name as (German, English), and units."""
    return {
        **fact("activity.trend", "value", value),
        "title": {"de": "Verlauf", "en": "Trend"},
        "words": {name: {"de": de, "en": en} for name, (de, en) in words.items()},
        "units": units or {},
    }


@pytest.mark.parametrize(
    ("value", "unit", "german", "english"),
    [
        (1268, None, "1.268", "1,268"),
        (0.328, "share", "32,8\u00a0%", "32.8%"),
        (1, "days", "1 Tag", "1 day"),
        (30.5, "days", "30,5 Tage", "30.5 days"),
        (2, "people", "2 Personen", "2 people"),
        (6_303_564, "bytes", "6,3 MB", "6.3 MB"),
        (3, "a unit that nobody knows", "3", "3"),
    ],
)
def test_a_number_has_its_unit_in_words(
    value: float, unit: str | None, german: str, english: str
) -> None:
    assert (measured(value, unit, "de"), measured(value, unit, "en")) == (german, english)


def test_a_number_that_is_none_is_not_known() -> None:
    assert number(float("nan"), "de") == "nicht bekannt"


def test_parts_are_told_by_their_words() -> None:
    one = worded(
        {"overall": 5, "last-year": 1},
        {"": "people"},
        **{"overall": ("insgesamt", "overall"), "last-year": ("im letzten Jahr", "last year")},
    )
    assert told(one["value"], one) == {
        "de": "insgesamt 5 Personen, im letzten Jahr 1 Person",
        "en": "overall 5 people, last year 1 person",
    }


def test_parts_within_parts_stand_in_brackets_and_long_lists_are_counted() -> None:
    one = worded(
        {"count": 3, "by": {"build": 1, "npm": 2}, "files": [{"path": "a"}], "listed": 3},
        count=("Anzahl", "number"),
        by=("nach Zweck", "by purpose"),
        build=("Bau", "build"),
        files=("Dateien", "files"),
        listed=("", ""),
    )
    assert told(one["value"], one)["de"] == "Anzahl 3; nach Zweck (Bau 1, npm 2); Dateien 1"


def test_a_word_of_the_fact_and_a_day_are_told_without_a_colon() -> None:
    one = worded(
        {"direction": "rising", "date": "2026-11-03", "name": "x"},
        direction=("Richtung", "direction"),
        rising=("steigend", "rising"),
        date=("Datum", "date"),
    )
    assert told(one["value"], one)["de"] == "Richtung steigend, Datum 03.11.2026, name: x"


def test_months_are_told_from_the_latest_on_where_there_was_something() -> None:
    months = {"2026-09": 3, "2026-10": 0, "2026-11": 1200}
    assert told(months, worded(months))["de"] == "11/2026 1.200, 09/2026 3"
    assert told({"2026-10": 0}, worded(months))["de"] == "keine"


def test_nothing_among_the_parts_is_left_out_and_alone_it_is_not_known() -> None:
    one = worded({"a": None, "b": 1})
    assert told(one["value"], one)["en"] == "b 1"
    assert told(None, one) == {"de": "nicht bekannt", "en": "not known"}


def test_objects_in_a_list_are_told_by_what_they_are_called() -> None:
    some = [{"path": "LICENSE", "expression": "MIT"}, {"path": "pom.xml"}]
    assert told(some, worded(some))["en"] == "MIT, pom.xml"
    assert told([], worded([])) == {"de": "keine", "en": "none"}


def test_a_long_list_ends_with_how_many_there_are_besides() -> None:
    assert told(list(range(15)), worded(0))["de"].endswith("10, 11 und 3 weitere")


@pytest.mark.parametrize("value", ["x" * 9_999, ["x" * 9_999] * 99, {"a": {"b": ["y" * 9_999]}}])
def test_a_repository_does_not_decide_how_much_is_told(value: Any) -> None:
    assert len(told(value, worded(value))["de"]) < LONGEST + 40


@pytest.mark.parametrize("nothing", [None, [], 0, {"tools": [], "lines": 0}])
def test_beside_a_no_an_empty_value_says_nothing_more(nothing: Any) -> None:
    assert beside(fact("ci.tests", "no", nothing), "de") == ""
    assert beside(fact("ci.tests", "yes", {"lines": 2}), "de") == "lines 2"
    assert beside(fact("ci.tests", "value", 0), "de") == "0"


def test_a_fact_without_words_is_called_by_its_key() -> None:
    assert title_of(fact("licence.file"), "a.b") == {
        "de": "licence.file, a, b",
        "en": "licence.file, a, b",
    }


def test_an_explanation_names_the_title_the_part_and_what_is_asked_for() -> None:
    newest = worded({"age-days": 200}, {"age-days": "days"}, **{"age-days": ("Alter", "age")})
    answer = asked({"fact": "activity.trend", "item": "age-days", "at_most": 183}, newest)
    assert answer.explanation == {
        "de": "Verlauf, Alter: 200 Tage; verlangt: höchstens 183 Tage.",
        "en": "Trend, age: 200 days; asked for: at most 183 days.",
    }


def test_what_is_asked_for_is_told_in_the_same_words() -> None:
    german = worded(["de"], de=("Deutsch", "German"), en=("Englisch", "English"))
    answer = asked({"fact": "activity.trend", "in": ["en"]}, german)
    assert answer.explanation["de"] == "Verlauf: Deutsch; verlangt: Englisch."


def test_a_fact_that_is_not_there_is_called_by_the_title_it_would_have() -> None:
    titles = {"forge.two_factor": {"de": "Zwei-Faktor-Anmeldung", "en": "Two-factor login"}}
    told = asked({"fact": "forge.two-factor"}, titles=titles).explanation
    assert told["de"] == "Zwei-Faktor-Anmeldung: das weiß nur die Plattform."
    assert Known().title("licence.file")["en"] == "licence.file"


def test_evidence_carries_the_title_of_its_fact() -> None:
    one = {**worded(1), "evidence": [{"kind": "number", "number": 1, "words": {"en": "person"}}]}
    told = asked({"fact": "activity.trend", "at_least": 1}, one).as_json()["evidence"]
    assert told[0]["title"]["en"] == "Trend"
    assert told[0]["words"] == {"en": "person"}
