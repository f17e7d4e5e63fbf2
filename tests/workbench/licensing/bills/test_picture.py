# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The bar that shows how verdicts are spread."""

from itertools import pairwise

import pytest

from allmende.workbench.licensing.bills.picture import WIDTH, parts


def test_the_parts_fill_the_bar_without_a_gap() -> None:
    found = parts({"allowed": 7, "blocked": 2, "preferred": 1})
    assert found[0].x == 0
    assert all(one.x + one.width == pytest.approx(two.x, abs=0.02) for one, two in pairwise(found))
    assert found[-1].x + found[-1].width == pytest.approx(WIDTH, abs=0.02)


def test_what_needs_work_comes_first_and_empty_levels_are_told_too() -> None:
    assert [(one.level, one.number) for one in parts({"preferred": 3, "blocked": 1})] == [
        ("blocked", 1),
        ("review", 0),
        ("avoid", 0),
        ("allowed", 0),
        ("preferred", 3),
    ]


def test_one_in_ten_thousand_is_still_seen() -> None:
    assert parts({"preferred": 9_999, "blocked": 1})[0].width > 5


def test_shares_are_those_of_the_numbers_not_of_the_drawing() -> None:
    shares = {one.level: one.share for one in parts({"preferred": 999, "blocked": 1})}
    assert shares["blocked"] == pytest.approx(0.1) and shares["preferred"] == pytest.approx(99.9)


def test_nothing_is_drawn_of_nothing() -> None:
    assert {one.width for one in parts({})} == {0}
