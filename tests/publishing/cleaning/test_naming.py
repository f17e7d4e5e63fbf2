# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Paths as git-filter-repo reads them from a list: `literal:` or `regex:`, one a line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.publishing.cleaning.naming import rules
from allmende.repositories.git.entries import shown


def removes(lines: tuple[str, ...], name: bytes) -> bool:
    """Whether a list removes a file of this name, by the documented reading of its lines."""
    for line in "\n".join(lines).encode().split(b"\n"):
        assert b"==>" not in line, "this would be a renaming"
        kind, _, written = line.partition(b":")
        if (kind == b"literal" and written == name) or (
            kind == b"regex" and re.search(written, name)
        ):
            return True
    return False


@pytest.mark.parametrize("path", ["a/b c.env", "it's.key", "x[1]*?.pem", "$HOME/`id`", "größe.p12"])
def test_a_usual_name_is_written_as_it_is(path: str) -> None:
    assert rules([path]) == (f"literal:{path}",)


@pytest.mark.parametrize("path", ["new\nline", "arrow==>x", " begins", "ends ", "bell\x07", "r\r"])
def test_what_a_list_cannot_hold_becomes_an_expression_in_ascii(path: str) -> None:
    (line,) = rules([path])
    assert line.startswith("regex:^") and line.isascii() and line.isprintable()
    assert removes((line,), path.encode())
    assert not removes((line,), path.encode() + b"x") and not removes((line,), b"x" + path.encode())


def test_a_name_with_a_byte_that_is_no_utf_8_is_meant_in_both_readings() -> None:
    lines = rules(["fahrplan-\\xfc.key"])
    assert removes(lines, b"fahrplan-\xfc.key") and removes(lines, b"fahrplan-\\xfc.key")
    assert not removes(lines, b"fahrplan-\xfd.key")


def test_a_path_that_comes_twice_is_written_once() -> None:
    assert rules(["a", "b", "a"]) == ("literal:a", "literal:b")


@given(st.binary(min_size=1, max_size=12).filter(lambda one: b"\0" not in one))
def test_whatever_a_file_is_called_its_rule_removes_it(name: bytes) -> None:
    assert removes(rules([shown(name)]), name)
