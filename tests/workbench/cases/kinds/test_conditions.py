# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a condition says of answers; what nobody knows decides nothing."""

from decimal import Decimal
from typing import Any

import pytest

from allmende.workbench.cases.kinds import Condition, holds

HOME = Condition(field="place", equals="home")
DATA = Condition(field="data", equals="yes")
CHEAP = Condition(tier=("cheap", "free"))
TEN = Condition(field="n", at_least=Decimal(10))


@pytest.mark.parametrize(
    ("condition", "values", "tier", "expected"),
    [
        (HOME, {"place": "home"}, None, True),
        (HOME, {"place": "office"}, None, False),
        (HOME, {"place": "unknown"}, None, None),
        (HOME, {"place": ""}, None, None),
        (HOME, {}, None, None),
        (HOME, {"place": ["office", "home"]}, None, True),
        (HOME, {"place": ["office"]}, None, False),
        (HOME, {"place": ["office", "unknown"]}, None, None),
        (HOME, {"place": ["home", "unknown"]}, None, True),
        (HOME, {"place": []}, None, None),
        (DATA, {"data": True}, None, True),
        (DATA, {"data": "yes"}, None, True),
        (DATA, {"data": False}, None, False),
        (DATA, {"data": "unknown"}, None, None),
        (Condition(field="data", equals=True), {"data": "yes"}, None, True),
        (Condition(field="data", equals=False), {"data": False}, None, True),
        (Condition(field="place", among=("home", "hut")), {"place": "hut"}, None, True),
        (Condition(field="place", among=("home", "hut")), {"place": "inn"}, None, False),
        (TEN, {"n": "10"}, None, True),
        (TEN, {"n": "9.99"}, None, False),
        (TEN, {"n": "many"}, None, None),
        (
            TEN,
            {"n": {"amount": "10.00", "currency": "EUR"}},
            None,
            True,
        ),
        (TEN, {"n": {"foo": 1}}, None, None),
        (Condition(field="place", filled=True), {"place": "unknown"}, None, True),
        (Condition(field="place", filled=True), {}, None, False),
        (Condition(field="place", filled=False), {"place": " "}, None, False),
        (CHEAP, {}, "free", True),
        (CHEAP, {}, "dear", False),
        (CHEAP, {}, None, None),
    ],
)
def test_one_comparison(
    condition: Condition, values: dict[str, Any], tier: str | None, expected: bool | None
) -> None:
    assert holds(condition, values, tier) is expected
    opposite = {True: False, False: True, None: None}[expected]
    assert holds(Condition(negated=condition), values, tier) is opposite


ANSWERS = {True: "yes", False: "no", None: "unknown"}
A, B = Condition(field="a", equals="yes"), Condition(field="b", equals="yes")


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_all_and_any_know_what_can_be_known(
    a: bool | None, b: bool | None, both: bool | None, either: bool | None
) -> None:
    for one, other in ((a, b), (b, a)):
        values = {"a": ANSWERS[one], "b": ANSWERS[other]}
        assert holds(Condition(all_of=(A, B)), values) is both
        assert holds(Condition(any_of=(A, B)), values) is either
