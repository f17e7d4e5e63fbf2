# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import re
from collections import Counter
from random import Random

import pytest
from tests.repositories.detectors.trying import found_by

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.secrets import GROUPS, PATTERNS

every_group = pytest.mark.parametrize("group", GROUPS)


@every_group
def test_every_pattern_finds_its_examples(group: str) -> None:
    missed = [
        (pattern.id, text)
        for pattern in GROUPS[group]
        for text in pattern.matches
        if not found_by(pattern, text)
    ]
    assert missed == []


@every_group
def test_no_pattern_finds_its_counterexamples(group: str) -> None:
    wrong = [
        (pattern.id, text)
        for pattern in GROUPS[group]
        for text in pattern.misses
        if found_by(pattern, text)
    ]
    assert wrong == []


@every_group
def test_examples_are_found_within_a_long_line(group: str) -> None:
    filler = "a=1;b(2);" * 3000
    missed = []
    for pattern in GROUPS[group]:
        text = pattern.matches[0]
        if pattern.regex.startswith("(?m:^)") or pattern.id in {"pgpass", "password-hash"}:
            continue
        if not found_by(pattern, f"{filler} {text} {filler}"):
            missed.append((pattern.id, text))
    assert missed == []


def test_examples_are_the_same_every_time() -> None:
    pattern = PATTERNS[0]
    assert tuple(pattern.matches) == tuple(pattern.matches)
    assert pattern.matches[0] == next(iter(pattern.matches))


def test_every_pattern_has_an_id_of_its_own_and_says_where_it_comes_from() -> None:
    counts = Counter(pattern.id for pattern in PATTERNS)
    assert [one for one, count in counts.items() if count > 1] == []
    assert [p.id for p in PATTERNS if not p.source.startswith("https://")] == []
    assert [p.id for p in PATTERNS if set(p.title) != {"de", "en"}] == []
    assert [p.id for p in PATTERNS if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", p.id)] == []


def test_there_are_enough_forms_of_tokens() -> None:
    assert len(PATTERNS) >= 400


def test_no_repetition_is_without_a_limit() -> None:
    unlimited = re.compile(r"(?<!\\)(?:[\])]|\\[swdSWD]|\.)(?:[*+]|\{\d+,\})")
    assert [p.id for p in PATTERNS if unlimited.search(re.sub(r"\[[^\]]*\]", "[]", p.regex))] == []


def test_keywords_stand_in_every_example() -> None:
    wrong = [
        pattern.id
        for pattern in PATTERNS
        for text in pattern.matches
        if pattern.keywords and not any(word in text.lower() for word in pattern.keywords)
    ]
    assert wrong == []


def test_hyperscan_compiles_all_patterns_to_one_lossless_prefilter() -> None:
    hyperscan = pytest.importorskip("hyperscan")
    database = hyperscan.Database()
    database.compile(
        expressions=[pattern.regex.encode() for pattern in PATTERNS],
        ids=list(range(len(PATTERNS))),
        elements=len(PATTERNS),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_ALLOWEMPTY] * len(PATTERNS),
    )

    def seen(text: str) -> set[int]:
        ids: set[int] = set()
        database.scan(text.encode(), match_event_handler=lambda index, *_: ids.add(index) or None)
        return ids

    lost = [
        pattern.id
        for index, pattern in enumerate(PATTERNS)
        for text in pattern.matches
        if index not in seen(text)
    ]
    assert lost == []


@pytest.mark.parametrize("pattern", Random(1).sample(PATTERNS, 40), ids=lambda p: p.id)
def test_a_value_is_redacted_as_a_whole(pattern: Pattern) -> None:
    text = pattern.matches[0]
    for _, value, _ in found_by(pattern, text):
        assert value in text
        assert len(value) >= 4
