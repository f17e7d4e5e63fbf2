# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Text as it can be shown, and where it may break."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.documents.breaking import BREAK, NARROW, WIDE, breakable
from allmende.documents.texts import JOINING, spaced, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("  two\n lines\t", "two lines"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("safe\u202egnp.exe", "safe⟨U+202E⟩gnp.exe"),
        ("half\ud83d", "half⟨U+D83D⟩"),
        ("non\uffff", "non⟨U+FFFF⟩"),
        ("\ufeffmark", "⟨U+FEFF⟩mark"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("Grüße 😀", "Grüße 😀"),
    ],
)
def test_what_steers_is_told_by_its_number(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_is_shown_steers(text):
    kinds = {unicodedata.category(one) for one in visible(text) if one not in JOINING}
    assert not kinds & {"Cc", "Cs", "Cf"}


@given(st.text())
def test_showing_twice_changes_nothing(text):
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "piece"), [(" and ", " and "), ("\n", " "), ("", ""), ("a  b ", "a b ")]
)
def test_a_piece_keeps_one_space_at_its_ends(text, piece):
    assert spaced(text) == piece


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("src/main/java/Gateway.java", ["src/", "main/", "java/", "Gateway.", "java"]),
        ("SecurityConfiguration", ["Security", "Configuration"]),
        ("short/path", ["short/path"]),
        ("Veröffentlichungsgenehmigung", ["Veröffentlichungsgenehmigung"]),
    ],
)
def test_a_long_word_breaks_between_its_parts(word, pieces):
    assert breakable(word, WIDE).split(BREAK) == pieces


@pytest.mark.parametrize(("room", "longest"), [(WIDE, 24), (NARROW, 13)])
def test_a_long_number_breaks_anywhere(room, longest):
    assert breakable("1" * longest, room).split(BREAK)[:3] == ["1111"] * 3
    assert BREAK not in breakable("1" * (longest - 1), room)


def test_marks_stay_on_their_letter():
    assert breakable("e\u0301" * 30, NARROW).split(BREAK)[:7] == ["e\u0301" * 4] * 7


@given(st.text())
def test_breaking_takes_nothing_away(text):
    whole = text.replace(BREAK, "")
    assert breakable(whole, NARROW).replace(BREAK, "") == whole
