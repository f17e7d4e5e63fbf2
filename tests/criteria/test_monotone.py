# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Taking information away improves no figure, whatever the criteria and facts are."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.criteria.making import COMPLETE, TODAY, criterion, fact, finding, known
from tests.criteria.making import given as stated

from allmende.criteria import Answer, Known, answer, figures
from allmende.licences.policy import load_policy

KEYS = ("licence.a", "licence.b", "ci.c")
FACT_CHECKS = st.one_of(
    st.sampled_from(KEYS).map(lambda key: {"fact": key}),
    st.sampled_from(KEYS).map(lambda key: {"fact": key, "is": "no"}),
    st.sampled_from(KEYS).map(lambda key: {"fact": key, "at_least": 2}),
    st.sampled_from(KEYS).map(lambda key: {"licence": {"fact": key, "context": "publish"}}),
    st.sampled_from(["history", "head"]).map(
        lambda where: {"findings": {"none_of": "secret", "ask_from": 0.2, "in": where}}
    ),
)


def joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda some: {"all": some}),
        several.map(lambda some: {"any": some}),
        several.map(lambda some: {"all": some, "partly": True}),
        parts.map(lambda one: {"not": one}),
    )


APPLIES = st.recursive(FACT_CHECKS, joined, max_leaves=5)
CHECKS = st.recursive(st.one_of(FACT_CHECKS, st.just("human")), joined, max_leaves=6)
FACTS = st.fixed_dictionaries(
    {
        key: st.tuples(
            st.sampled_from(["yes", "no", "value"]),
            st.sampled_from([None, True, False, 1, 2, 3, "MIT", [], ["MIT"]]),
        )
        for key in KEYS
    }
)
CRITERIA = st.lists(
    st.tuples(
        CHECKS,
        st.none() | APPLIES,
        st.booleans(),
        st.none() | st.sampled_from(["met", "partly", "not-met", "not-applicable"]),
    ),
    min_size=1,
    max_size=5,
)
FINDINGS = st.lists(st.sampled_from([0.1, 0.3, 0.9]), max_size=2)


def answers(criteria: Any, what: Known) -> list[Answer]:
    said = [stated(one[3], criterion=f"c{number}") for number, one in enumerate(criteria) if one[3]]
    return [
        answer(
            criterion(check, id=f"c{number}", applies_when=applies, human_answers=human),
            what,
            said,
            TODAY,
        )
        for number, (check, applies, human, _) in enumerate(criteria)
    ]


def scan(confidences: list[float], **gaps: Any) -> dict[str, Any]:
    found = [finding(confidence=one) for one in confidences]
    return {"findings": found, "coverage": {**COMPLETE, **gaps}}


@settings(deadline=None, max_examples=300)
@given(
    criteria=CRITERIA,
    facts=FACTS,
    lost=st.sets(st.sampled_from(KEYS), min_size=1),
    missing=st.booleans(),
    confidences=FINDINGS,
    gap=st.sampled_from([{}, {"missing": 1}, {"shallow": True, "complete": False}]),
)
def test_losing_information_improves_no_figure(
    criteria: Any, facts: Any, lost: set[str], missing: bool, confidences: Any, gap: Any
) -> None:
    every = [fact(key, state, value) for key, (state, value) in facts.items()]
    gone = [] if missing else [fact(key, "unknown", facts[key][1]) for key in sorted(lost)]
    fewer = [one for one in every if one["key"] not in lost] + gone
    policy = load_policy("plain")
    before = answers(criteria, known(*every, licences=policy, **scan(confidences)))
    after = answers(criteria, known(*fewer, licences=policy, **scan(confidences, **gap)))
    for one, other in zip(before, after, strict=True):
        assert other.machine in (one.machine, "unknown", "needs-human")
    had, has = figures(before), figures(after)
    assert has.met <= had.met
    assert has.known <= had.known
    assert has.open >= had.open
    assert has.applicable >= had.applicable
    assert (has.met_share or 0) <= (had.met_share or 0)
    assert (has.known_share or 0) <= (had.known_share or 0)


@settings(deadline=None, max_examples=100)
@given(criteria=CRITERIA, facts=FACTS)
def test_the_counts_add_up(criteria: Any, facts: Any) -> None:
    every = [fact(key, state, value) for key, (state, value) in facts.items()]
    given_answers = answers(criteria, known(*every))
    one = figures(given_answers)
    assert one.applicable + one.not_applicable == len(given_answers)
    assert one.known + one.unknown + one.needs_human == one.applicable
    assert one.met + one.open == one.applicable


def test_a_share_of_the_known_is_not_computed_since_it_would_rise() -> None:
    yes, no = {"fact": "licence.a"}, {"fact": "licence.b"}
    criteria = [(yes, None, False, None), (no, None, False, None)]
    full = figures(answers(criteria, known(fact("licence.a"), fact("licence.b", "no"))))
    less = figures(answers(criteria, known(fact("licence.a"))))
    assert (full.met_share, less.met_share) == (0.5, 0.5)
    assert (full.known_share, less.known_share) == (1.0, 0.5)
