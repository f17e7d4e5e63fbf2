# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a match is looked for, and that nothing is lost by looking no further."""

from dataclasses import replace
from functools import cache

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.repositories.detectors.finding import candidates

from allmende.repositories.detectors import Candidate, Pattern, all_patterns
from allmende.repositories.scanning.confirming import Confirmer, within_a_line
from allmende.repositories.scanning.engine import Engine


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


BY_LINE = [one for one in CERTAIN if one.by_line]


def test_some_patterns_are_judged_by_their_line() -> None:
    assert {one.id for one in BY_LINE} >= {"assigned-secret-bare", "assigned-secret-inline"}


@pytest.mark.parametrize("pattern", BY_LINE, ids=lambda one: one.id)
@pytest.mark.parametrize("beside", ["", "public", "hash=", "i18n", 'md5("', "README.md", "x" * 999])
def test_a_judge_by_line_does_not_look_at_other_lines(pattern: Pattern, beside: str) -> None:
    for example in (*pattern.matches, *pattern.misses):
        alone, among = (
            [(one.value, pattern.judge(one)) for one in candidates(pattern, text)]
            for text in (f"\n{example}\n\n", f"{beside}\n{example}\n{beside}\n")
        )
        assert [one for one in among if one in alone] == alone


def test_a_line_is_judged_once_wherever_it_stands() -> None:
    asked: list[str] = []

    def judge(candidate: Candidate) -> float:
        asked.append(candidate.value)
        return 0.5

    patterns = [
        replace(ASSIGNED, judge=judge, by_line=True),
        replace(ASSIGNED, judge=judge, by_line=False),
    ]
    for number, pattern in enumerate(patterns):
        one = Confirmer([pattern], b"salt" * 8)
        for before in ("", "one\n", "another\n" * 300):
            text = f"{before}password = zQ7!mRp4x\nthe end\n{before}".encode()
            end = text.index(b"!mRp4x") + 6
            hits = one.confirm(text, [(0, end)]).hits
            assert [(hit.line, hit.column) for hit in hits] == [(before.count("\n") + 1, 12)]
        assert len(asked) == (1, 4)[number]


def test_a_line_is_looked_at_anew_behind_what_was_found_in_it() -> None:
    line = b"password=zQ7!mRp4x\n"
    one = Confirmer([ASSIGNED], b"salt" * 8)
    first = one.confirm(line, [(0, 14), (0, 18)])
    assert one.confirm(b"\n" + line, [(0, 15), (0, 19)]).hits[0].found == first.hits[0].found
    assert len(first.hits) == first.hits[0].count == 1


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


TALKED_ABOUT = [one for one in all_patterns(None) if one.id in ("datadog-api", "heroku-key")]


@pytest.mark.parametrize("pattern", TALKED_ABOUT, ids=lambda one: one.id)
def test_a_key_is_found_behind_a_log_that_only_speaks_of_it(pattern: Pattern) -> None:
    name = pattern.id.partition("-")[0]
    log = "".join(f"{name} key: none, request {number}\n" for number in range(12_000))
    outcome = Engine([pattern], None, b"salt" * 8).scan(f"{log}{pattern.matches[0]}\n".encode())
    assert [(one.line, outcome.notes) for one in outcome.hits] == [(12_001, ())]
