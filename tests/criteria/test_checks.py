# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every kind of check, one line of a decision table each."""

from typing import Any

import pytest
from tests.criteria.making import asked, fact, known, state_of

FILE = {"fact": "licence.file"}
FACTOR = {"fact": "contributors.bus-factor"}


@pytest.mark.parametrize(
    ("check", "given", "state"),
    [
        (FILE, fact("licence.file", "yes"), "met"),
        (FILE, fact("licence.file", "no"), "not-met"),
        (FILE, fact("licence.file", "unknown"), "unknown"),
        (FILE, fact("licence.file", "maybe"), "unknown"),
        (FILE, fact("readme.file", "yes"), "unknown"),
        (FILE, fact("licence.file", "value", True), "met"),
        (FILE, fact("licence.file", "value", False), "not-met"),
        (FILE, fact("licence.file", "value", 3), "unknown"),
        ({**FILE, "is": "no"}, fact("licence.file", "no"), "met"),
        ({**FILE, "is": "no"}, fact("licence.file", "yes"), "not-met"),
        ({**FILE, "is": "no"}, fact("licence.file", "unknown"), "unknown"),
        ({"not": FILE}, fact("licence.file", "yes"), "not-met"),
        ({"not": FILE}, fact("licence.file", "unknown"), "unknown"),
    ],
)
def test_a_fact_says_yes_no_or_nothing(check: Any, given: Any, state: str) -> None:
    assert state_of(check, given) == state


@pytest.mark.parametrize(
    ("compare", "value", "state"),
    [
        ({"at_least": 2}, 2, "met"),
        ({"at_least": 2}, 1.9, "not-met"),
        ({"at_least": 2}, [1, 2], "met"),
        ({"at_least": 1}, {}, "not-met"),
        ({"at_least": 2}, "many", "unknown"),
        ({"at_least": 2}, True, "unknown"),
        ({"at_least": 2}, float("nan"), "unknown"),
        ({"at_least": 2}, None, "unknown"),
        ({"at_most": 90}, 90, "met"),
        ({"at_most": 90}, 91, "not-met"),
        ({"at_least": 1, "at_most": 3}, 2, "met"),
        ({"at_least": 1, "at_most": 3}, 4, "not-met"),
        ({"in": ["en"]}, "en", "met"),
        ({"in": ["en"]}, "de", "not-met"),
        ({"in": ["en"]}, ["de", "en"], "met"),
        ({"in": [1]}, True, "not-met"),
        ({"matches": "de[.]muenchen.*"}, "de.muenchen.oss", "met"),
        ({"matches": "de[.]muenchen.*"}, ["de.muenchen", "org.example"], "not-met"),
        ({"matches": "de[.]muenchen.*"}, "org.de.muenchen", "not-met"),
        ({"matches": "x"}, [], "unknown"),
        ({"matches": "x"}, 3, "unknown"),
        ({"item": "a.b", "at_least": 1}, {"a": {"b": 1}}, "met"),
        ({"item": "a.1", "at_least": 1}, {"a": [0, 1]}, "met"),
        ({"item": "a.c", "at_least": 1}, {"a": {"b": 1}}, "unknown"),
        ({"item": "what"}, {"what": True}, "met"),
        ({"item": "what"}, {"what": False}, "not-met"),
        ({"item": "what"}, {"what": "yes"}, "unknown"),
        ({"item": "what", "is": "no"}, {"what": False}, "met"),
    ],
)
def test_a_value_is_compared_or_it_is_unknown(compare: Any, value: Any, state: str) -> None:
    given = fact("contributors.bus-factor", "value", value)
    assert state_of({**FACTOR, **compare}, given) == state


def test_what_is_not_there_has_no_value_and_does_not_reach_a_number() -> None:
    assert state_of({**FACTOR, "at_least": 2}, fact(FACTOR["fact"], "no")) == "not-met"


def test_a_value_beside_an_unknown_state_is_not_used() -> None:
    given = fact(FACTOR["fact"], "unknown", 7)
    assert state_of({**FACTOR, "at_least": 2}, given) == "unknown"


A, B = {"fact": "licence.a"}, {"fact": "licence.b"}


@pytest.mark.parametrize(
    ("a", "b", "every", "some", "partly"),
    [
        ("yes", "yes", "met", "met", "met"),
        ("yes", "no", "not-met", "met", "partly"),
        ("no", "no", "not-met", "not-met", "not-met"),
        ("yes", "unknown", "unknown", "met", "unknown"),
        ("no", "unknown", "not-met", "unknown", "unknown"),
        ("unknown", "unknown", "unknown", "unknown", "unknown"),
    ],
)
def test_checks_are_joined(a: str, b: str, every: str, some: str, partly: str) -> None:
    facts = fact("licence.a", a), fact("licence.b", b)
    assert state_of({"all": [A, B]}, *facts) == every
    assert state_of({"any": [A, B]}, *facts) == some
    assert state_of({"all": [A, B], "partly": True}, *facts) == partly


def test_what_is_partly_met_for_sure_is_so_whatever_the_unknown_part_is() -> None:
    check = {"all": [A, B, {"fact": "licence.c"}], "partly": True}
    assert state_of(check, fact("licence.a"), fact("licence.b", "no")) == "partly"


@pytest.mark.parametrize(
    ("check", "a", "state"),
    [
        ("human", "yes", "needs-human"),
        ({"any": [A, "human"]}, "yes", "met"),
        ({"any": [A, "human"]}, "no", "needs-human"),
        ({"any": [A, "human"]}, "unknown", "needs-human"),
        ({"all": [A, "human"]}, "yes", "needs-human"),
        ({"all": [A, "human"]}, "no", "not-met"),
        ({"all": [A, {"any": [A, "human"]}]}, "unknown", "needs-human"),
    ],
)
def test_a_person_is_asked_only_where_it_matters(check: Any, a: str, state: str) -> None:
    assert state_of(check, fact("licence.a", a)) == state


def test_a_key_with_underscores_is_the_same_fact() -> None:
    assert state_of({"fact": "ci.static-analysis"}, fact("ci.static_analysis")) == "met"


def test_only_what_decided_is_named_and_all_evidence_is_kept() -> None:
    facts = fact("licence.a", "no", path="LICENSE"), fact("licence.b", "yes", path="COPYING")
    answer = asked({"all": [A, B]}, *facts)
    assert answer.explanation == {"de": "licence.a: nein.", "en": "licence.a: no."}
    assert [one.path for one in answer.evidence] == ["LICENSE", "COPYING"]


@pytest.mark.parametrize(
    ("key", "why"),
    [("licence.x", "licence.x: not looked at."), ("forge.x", "forge.x: only the forge knows.")],
)
def test_a_fact_that_nobody_delivers_says_so(key: str, why: str) -> None:
    assert asked({"fact": key}).explanation["en"] == why


def test_facts_may_be_objects_that_write_themselves_as_json() -> None:
    class Fact:
        def as_json(self) -> dict[str, Any]:
            return fact("licence.file")

    assert known(Fact()).facts["licence.file"]["state"] == "yes"
    with pytest.raises(AttributeError):
        known(object())
