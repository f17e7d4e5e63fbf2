# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""When to ask again."""

import pytest
from tests.fetching.serving import START

from allmende.fetching.pauses import asked_to_wait, back_off, until_reset

SOON = str(int(START.timestamp()) + 90)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": "Mon, 23 Nov 2026 12:01:00 GMT"}, 60),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": SOON}, 90),
        ({"ratelimit-remaining": "0", "ratelimit-reset": SOON}, 90),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "30"}, 30),
        ({"retry-after": "5", "ratelimit-remaining": "0", "ratelimit-reset": "30"}, 5),
        ({"ratelimit-remaining": "12", "ratelimit-reset": "30"}, None),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "tomorrow"}, None),
        ({}, None),
    ],
)
def test_the_other_side_says_when(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_to_wait(headers, START) == seconds


def test_only_an_exhausted_limit_has_a_reset() -> None:
    assert until_reset({"retry-after": "5"}, START) is None


def test_without_a_word_the_pause_doubles_and_spreads() -> None:
    assert [back_off(attempt, 1.0) for attempt in (1, 2, 3)] == [1.0, 2.0, 4.0]
    assert back_off(3, 0.0) == 2.0
