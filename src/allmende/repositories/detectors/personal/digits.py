# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Digits that somebody made up: rows, repetitions, all the same."""

import re

_ROWS = ("01234567890123456789", "98765432109876543210")
_SEPARATORS = re.compile(r"[^0-9A-Za-z]")


def bare(text: str) -> str:
    """A number without what groups it, in capitals."""
    return _SEPARATORS.sub("", text).upper()


def is_made_up(digits: str, row: int = 6) -> bool:
    """The digits hold a row such as 123456 or 987654, one digit five times, or hardly any two."""
    if len(set(digits)) <= 2 or re.search(r"(\d)\1{4}", digits):
        return True
    parts = (digits[at : at + row] for at in range(len(digits) - row + 1))
    return any(part in counting for part in parts for counting in _ROWS)
