# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The decision table of `satisfies`; the rules are those of docs/decisions/0009."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.licences.expressions.cases import SATISFIES
from tests.licences.expressions.trees import FEW, leaves, trees

from allmende.licences.expressions import NotAnExpression, parse, satisfies, simplify


@pytest.mark.parametrize(("rule", "expression", "allowed", "chosen", "missing"), SATISFIES)
def test_a_rule_decides(rule, expression, allowed, chosen, missing):
    found = satisfies(expression, allowed)
    assert found.satisfied is (chosen is not None)
    assert (None if found.chosen is None else str(found.chosen)) == chosen
    assert list(found.missing) == missing


def test_trees_and_texts_are_taken_alike():
    assert satisfies(parse("MIT OR ISC"), [parse("ISC")]) == satisfies("MIT OR ISC", ["ISC"])
    assert satisfies("MIT", "MIT OR ISC").satisfied
    assert satisfies("MIT", (one for one in ["ISC", "MIT"])).satisfied


@pytest.mark.parametrize(("expression", "allowed"), [("MIT OR", ["MIT"]), ("MIT", ["GPL"])])
def test_what_is_no_expression_is_not_decided(expression, allowed):
    with pytest.raises(NotAnExpression):
        satisfies(expression, allowed)


def test_the_answer_is_json():
    answer = satisfies("MIT AND ISC", ["MIT"]).as_json()
    assert json.loads(json.dumps(answer)) == {
        "satisfied": False,
        "chosen": None,
        "missing": ["ISC"],
    }


def test_two_to_the_hundredth_branches_take_one_walk():
    pairs = " AND ".join(f"(LicenseRef-a{n} OR LicenseRef-b{n})" for n in range(100))
    allowed = [f"LicenseRef-b{n}" for n in range(99)]
    assert satisfies(pairs, allowed).missing == ("LicenseRef-a99", "LicenseRef-b99")
    assert satisfies(pairs, [*allowed, "LicenseRef-b99"]).satisfied


@given(trees(few=True), st.lists(leaves(few=True)), leaves(few=True))
def test_allowing_more_never_forbids(tree, allowed, more):
    before = satisfies(tree, allowed)
    after = satisfies(tree, [*allowed, more])
    assert after.satisfied or not before.satisfied


@given(trees(), st.lists(leaves()))
def test_the_chosen_branch_is_itself_satisfied(tree, allowed):
    found = satisfies(tree, allowed)
    assert found.satisfied is not bool(found.missing)
    if found.chosen is not None:
        assert satisfies(found.chosen, allowed).chosen == found.chosen
        assert " OR " not in str(found.chosen)


@given(trees(few=True), st.lists(st.sampled_from(FEW)))
def test_simplifying_changes_no_answer(tree, allowed):
    assert satisfies(tree, allowed).satisfied is satisfies(simplify(tree), allowed).satisfied


@given(trees())
def test_every_expression_satisfies_itself(tree):
    assert satisfies(tree, [tree]).satisfied
