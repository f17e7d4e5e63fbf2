# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a match is looked for, and that nothing is lost by looking no further."""

from functools import cache

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as some

from allmende.repositories.detectors import Pattern, all_patterns
from allmende.repositories.scanning.confirming import Confirmer, within_a_line


@pytest.mark.parametrize(
    ("regex", "certain"),
    [
        (r"(?m:^)key=([^\s]{4})", True),
        (r"[a-z.]{2,8}@[a-z]", True),
        (r"a.b(?:sun|rain)", True),
        (r"key='[^'\r\n]{4}'", True),
        (r"key='[^']{4}'", False),
        (r"a\s", False),
        (r"[ \s]b", False),
        (r"\Wb", False),
        (r"(?is)a.b", False),
        ("a\nb", False),
        (r"[\t-~]", False),
        (r"\x0a", False),
        ("[^]a]", False),
    ],
)
def test_a_regex_stays_within_a_line_where_that_is_certain(regex: str, certain: bool) -> None:
    assert within_a_line(regex) is certain


@cache
def confirmer() -> Confirmer:
    return Confirmer(CERTAIN, b"salt" * 8)


CERTAIN = [one for one in all_patterns(None) if within_a_line(one.regex)]
ASSIGNED = next(one for one in CERTAIN if one.id == "assigned-secret-bare")


@pytest.mark.parametrize("pattern", CERTAIN, ids=lambda one: one.id)
def test_no_match_of_its_examples_goes_over_a_line(pattern: Pattern) -> None:
    compiled = re2.compile(pattern.regex.encode())
    for example in pattern.matches:
        for found in compiled.finditer(f"x\n{example}\n{example}\n\n".encode()):
            assert b"\n" not in found[0]


WORDS = some.sampled_from(
    ["password", "=", ":", " ", "\n", "zQ7!mRp4x", "token", "x" * 900, "_", "ä", "export ", "\r\n"]
)


@settings(max_examples=60, deadline=None)
@given(some.lists(WORDS, max_size=30))
def test_looking_at_lines_finds_what_looking_at_the_whole_text_finds(words: list[str]) -> None:
    text = "".join(words).encode()
    whole = re2.compile(ASSIGNED.regex.encode())
    expected = {found.span(1)[0] for found in whole.finditer(text)}
    index = CERTAIN.index(ASSIGNED)
    seen, done = set(), 0
    for end in sorted(found.end() for found in whole.finditer(text)):
        for match in confirmer()._matches(index, text, done, end):
            seen.add(end + match.value)
            done = end + match.end
    assert seen == expected
