# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Patterns tried with plain RE2 over a whole text, without the engine."""

from functools import cache
from typing import Any

from allmende.repositories.detectors.pattern import CONTEXT, Candidate, Pattern
from allmende.repositories.detectors.secrets import PATTERNS

Found = tuple[str, str, float]


@cache
def _compiled(regex: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(regex, options)


def found_by(pattern: Pattern, text: str, path: str | None = None) -> list[Found]:
    """Detector, value and confidence of everything one pattern finds."""
    found = []
    for match in _compiled(pattern.regex).finditer(text):
        value = next((group for group in match.groups() if group is not None), match[0])
        start, end = match.span()
        confidence = pattern.judge(
            Candidate(
                value=value,
                match=match[0],
                before=text[max(0, start - CONTEXT) : start],
                after=text[end : end + CONTEXT],
                path=path,
            )
        )
        if confidence is not None:
            found.append((pattern.id, value, confidence))
    return found


def find_all(text: str, path: str | None = None) -> list[Found]:
    """The same for all patterns of secrets, the surest first."""
    found = [one for pattern in PATTERNS for one in found_by(pattern, text, path)]
    return sorted(found, key=lambda one: -one[2])


def best(text: str, path: str | None = None) -> float:
    """The confidence of the surest finding, 0 where there is none."""
    return max((confidence for _, _, confidence in find_all(text, path)), default=0.0)
