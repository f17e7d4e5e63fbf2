# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Run patterns over a text as the scan does, without its prefilter."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Any

from allmende.repositories.detectors.pattern import CONTEXT, LINE, Candidate, Pattern


@cache
def compiled(regex: str) -> Any:
    import re2

    return re2.compile(regex)


def candidates(pattern: Pattern, text: str, path: str | None = None) -> Iterable[Candidate]:
    starts = [0] + [at + 1 for at, sign in enumerate(text) if sign == "\n"]
    for found in compiled(pattern.regex).finditer(text):
        group = next(
            (n for n in range(1, len(found.groups()) + 1) if found.group(n) is not None), 0
        )
        number = bisect_right(starts, found.start(group))
        begin = starts[number - 1]
        end = text.find("\n", begin)
        line = text[begin : end if end >= 0 else len(text)]
        cut = max(0, found.start(group) - begin - LINE // 2)
        yield Candidate(
            value=found.group(group),
            match=found.group(0),
            line=line[cut : cut + LINE],
            line_number=number,
            before=text[max(0, found.start() - CONTEXT) : found.start()],
            after=text[found.end() : found.end() + CONTEXT],
            path=path,
        )


def hits(
    patterns: Iterable[Pattern], text: str, path: str | None = None
) -> list[tuple[str, str, float]]:
    """Detector, value and confidence of everything that is not dropped."""
    return [
        (pattern.id, one.value, confidence)
        for pattern in patterns
        for one in candidates(pattern, text, path)
        if (confidence := pattern.judge(one)) is not None
    ]


def sure(patterns: Iterable[Pattern], text: str, path: str | None = None) -> set[str]:
    """The detectors that find something with a confidence of 0.5 and more."""
    return {detector for detector, _, confidence in hits(patterns, text, path) if confidence >= 0.5}
