# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allmende.licences.expressions import parse
from allmende.licences.texts import identify

WORDS = [
    *("SPDX-License-Identifier:", "License:", "licensed under", "the terms of either", "version 2"),
    *("or later", "GNU General Public License", "MIT", "Apache", "BSD", "as a special exception"),
    *("<a href=x>", "</p>", "](", "[", "**", "__", "{\\rtf", "/*", "*/", "#", "(at your option)"),
    *("alternatively", "permission is hereby granted", "\0", "\ud800", "İ", "ﬁ", "&amp;", "&#10;"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=300))
@example("{" * 3000)
@example("<script>" * 500)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    found = identify(text)

    json.dumps(found.as_json())
    assert found.expression is None or parse(found.expression)


@given(st.binary(max_size=400))
@settings(max_examples=80, deadline=None)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    json.dumps(identify(data).as_json())


@pytest.mark.parametrize(
    "data", [b"\x7fELF\0\0\0" * 50, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\0\0licensed MIT"]
)
def test_a_program_or_a_picture_has_no_licence(data: bytes) -> None:
    assert identify(data).expression is None


@pytest.mark.parametrize(
    "piece", ["(", "license ", "[x](", "<a ", "MIT or ", "GNU GPL ", "the copyright ", "{", "a-\n"]
)
def test_a_piece_repeated_without_end_is_read_in_bounded_time(piece: str) -> None:
    assert identify(piece * 20_000).as_json()
