# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.sources.page import BrokenPage, split


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("---\na: 1\n---\nshort\n\n---\n\nlong\n", "short", "long"),
        ("---\na: 1\n---\nshort\n---\nlong\n---\nmore\n", "short", "long\n---\nmore"),
        ("---\na: 1\n---\nonly\n", "only", ""),
        ("---\na: 1\n---\nonly\n---", "only", ""),
        ("---\na: 1\n---", "", ""),
        ("\n\n--- \r\na: 1\r\n---\t\r\nshort\r\n---\r\nlong", "short", "long"),
        ("---\r\na: 1\r\n---\r\nshort\r\nmore", "short\nmore", ""),
        ("---\na: 1\n---\n----\nshort\n", "----\nshort", ""),
    ],
)
def test_a_page_is_taken_apart_at_the_lines_of_three_hyphens(
    text: str, short: str, long: str
) -> None:
    page = split(text)

    assert (page.front_matter, page.short, page.long) == ({"a": 1}, short, long)


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("tags:\n- a\n- b", ["a", "b"]),
        ("tags:\n      - a\n      - b", ["a", "b"]),
        ("tags: [a, b]", ["a", "b"]),
        ("tags: yes", "yes"),
        ("tags: null", None),
        ("tags:", None),
        ("tags: 2026-08-06", "2026-08-06"),
        ("tags: .nan", "nan"),
        ("tags: 99999999999999999999", "99999999999999999999"),
        ("tags: !!set {a}", ["a"]),
        ("tags: 0x" + "f" * 9000, "0x" + "f" * 9000),
        ('tags: "a * b"', "a * b"),
        ("tags: {1: a}", {"1": "a"}),
    ],
)
def test_front_matter_is_yaml_1_2_as_json_values(yaml: str, value: object) -> None:
    assert split(f"---\n{yaml}\n---\n").front_matter == {"tags": value}


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    page = split("---\ntitle: A\ntitle: B\n---\n")

    assert (page.front_matter, page.repeated) == ({"title": "A"}, "title")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "NoFrontMatter", 1),
        ("# Zammad\n---\na: 1\n---", "NoFrontMatter", 1),
        ("---\ntitle: Zammad\n", "BrokenFrontMatter", 1),
        ("---\n---\n", "BrokenFrontMatter", 2),
        ("---\n- a\n---\n", "BrokenFrontMatter", 2),
        ("---\na: 1\ntitle: Foo: bar\n---\n", "BrokenFrontMatter", 3),
        ("---\na: 1\n\tb: 2\n---\n", "BrokenFrontMatter", 3),
        ("---\na: 2026-13-45\n---\n", "BrokenFrontMatter", 2),
        ("---\na: \x07\n---\n", "BrokenFrontMatter", 2),
        ("---\na: !!python/object/apply:os.system [id]\n---\n", "BrokenFrontMatter", 2),
        ("---\na: " + "- " * 5000 + "\n---\n", "BrokenFrontMatter", 2),
        ("---\na: " + "[{" * 5000 + "\n---\n", "FrontMatterTooLarge", 2),
        ("---\na: &x [1]\nb: [*x, *x]\n---\n", "FrontMatterTooLarge", 2),
        ("---\na: &x\n  <<: *x\n---\n", "FrontMatterTooLarge", 2),
        ("---\na: " + "[" * 20 + "]" * 20 + "\n---\n", "FrontMatterTooLarge", 2),
        ("---\na:\n  " + "- " * 20 + "\n---\n", "FrontMatterTooLarge", 2),
        ("---\na: " + "x" * 20_000 + "\n---\n", "FrontMatterTooLarge", 2),
    ],
)
def test_a_front_matter_that_cannot_be_read_says_where(text: str, code: str, line: int) -> None:
    with pytest.raises(BrokenPage) as raised:
        split(text)
    assert (raised.value.code, raised.value.line) == (code, line)


@given(
    text=st.text(alphabet="-ab:*&[]{}!?|>%@\"'#<~.0129\n\t eé\x00\\", max_size=120),
    closed=st.booleans(),
)
def test_any_text_is_a_page_or_a_broken_page(text: str, closed: bool) -> None:
    try:
        split(f"---\n{text}\n---\n" if closed else text)
    except BrokenPage as broken:
        assert broken.line >= 1
