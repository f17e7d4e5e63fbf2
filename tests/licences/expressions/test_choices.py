# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licences of an expression and the choices it leaves."""

import pytest
from hypothesis import given
from tests.licences.expressions.trees import trees

from allmende.licences.expressions import branches, licences_of, parse, satisfies


def written(leaves):
    return [str(leaf) for leaf in leaves]


def test_the_licences_come_in_the_order_written_each_once():
    tree = parse("Zlib OR (MIT AND (ISC OR Zlib)) OR MIT WITH fmt-exception")
    assert written(licences_of(tree)) == ["Zlib", "MIT", "ISC", "MIT WITH fmt-exception"]
    assert licences_of(parse("NONE")) == ()


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("MIT", [["MIT"]]),
        ("NOASSERTION", [["NOASSERTION"]]),
        ("MIT OR ISC", [["MIT"], ["ISC"]]),
        ("MIT AND ISC", [["MIT", "ISC"]]),
        ("MIT AND MIT", [["MIT"]]),
        ("MIT OR MIT", [["MIT"]]),
        ("MIT AND (ISC OR Zlib)", [["MIT", "ISC"], ["MIT", "Zlib"]]),
        (
            "(MIT OR ISC) AND (Zlib OR MIT)",
            [["MIT", "Zlib"], ["MIT"], ["ISC", "Zlib"], ["ISC", "MIT"]],
        ),
    ],
)
def test_the_choices_come_in_the_order_written(text, choices):
    assert [written(branch) for branch in branches(parse(text))] == choices


def test_the_choices_are_bounded():
    pairs = " AND ".join(f"(LicenseRef-a{n} OR LicenseRef-b{n})" for n in range(100))
    assert len(branches(parse(pairs))) == 256
    assert len(branches(parse(pairs), limit=3)) == 3


@given(trees())
def test_every_choice_satisfies_the_expression(tree):
    for branch in branches(tree, limit=20):
        assert satisfies(tree, branch).satisfied
