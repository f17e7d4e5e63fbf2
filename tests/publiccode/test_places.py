# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from allmende.publiccode.nodes import compose
from allmende.publiccode.places import key_on, place_of

TEXT = """\
name: A
legal:
  license: MIT
fundedBy:
  - uri: x
  - {name: y}
tags: &t {a: b}
"""
ROOT = compose(TEXT).root


def test_a_key_stands_where_it_is_written():
    assert place_of(ROOT, ("legal", "license")) == (3, 3)
    assert place_of(ROOT, ("fundedBy", 1)) == (6, 5)


def test_a_missing_key_stands_at_the_first_of_its_section_or_at_the_brace():
    assert place_of(ROOT, ("url",)) == (1, 1)
    assert place_of(ROOT, ("fundedBy", 0, "name")) == (5, 5)
    assert place_of(ROOT, ("fundedBy", 1, "uri")) == (6, 5)


def test_below_a_missing_section_there_is_no_place():
    assert place_of(ROOT, ("maintenance", "type")) == (0, 0)


def test_a_section_with_an_anchor_is_shown_at_the_anchor():
    assert place_of(ROOT, ("tags", "c")) == (7, 7)


def test_the_first_key_of_a_line_is_found():
    assert key_on(ROOT, 3) == ("legal", "license")
    assert key_on(ROOT, 6) == ("fundedBy", 1)
    assert key_on(ROOT, 99) == ()
