# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from hypothesis import given
from hypothesis import strategies as some

from allmende.repositories.facts.reading.markup import plain, read
from allmende.repositories.facts.reading.spdx_tags import tags_in
from allmende.repositories.facts.reading.texts import cut, decoded, is_text
from allmende.repositories.facts.reading.tongue import spoken


def page(text, path="a.md"):
    return read(text.splitlines(), path)


def test_headings_have_level_and_line():
    found = [(one.level, one.text, one.line) for one in page("# A\n\ntext\n\n### B #\n").headings]
    assert found == [(1, "A", 1), (3, "B", 5)]


def test_levels_of_restructured_text_are_by_order_of_marks():
    found = [(one.level, one.text) for one in page("A\n===\nB\n---\nC\n===\n", "a.rst").headings]
    assert found == [(1, "A"), (2, "B"), (1, "C")]


def test_a_rule_under_a_list_or_table_is_no_heading():
    assert not page("- item\n---\n| a |\n---\n\n---\n").headings


def test_front_matter_code_and_comments_are_no_prose():
    text = "---\ntitle: x\n---\nreal\n~~~\ncode\n~~~\n<!-- no -->more\n"
    assert [line for _, line in page(text).prose] == ["real", "more"]


def test_a_section_ends_with_the_next_of_its_level():
    read_page = page("# A\n1\n## B\n2\n# C\n3\n")
    assert [line for _, line in read_page.below(read_page.headings[0])] == ["1", "2"]


def test_links_of_every_kind_are_found_once():
    text = '[![i](a.svg)](b) <a href="c">x</a> https://d.example.\n[e]: f\n[^1]: note\n'
    assert {one.target for one in page(text).links} == {"a.svg", "b", "c", "https://d.example", "f"}
    assert [one.target for one in page("`t <u>`_", "a.rst").links] == ["u"]
    assert [one.target for one in page("link:u[t] image::p.png[]", "a.adoc").links] == [
        "u",
        "p.png",
    ]


def test_plain_words_are_without_marks():
    assert plain("**Use** [it](x) ![p](q) <b>now</b>") == "Use it now"


def test_languages_need_enough_words():
    assert spoken(["Das ist der Text, und er ist für alle."]).language == "de"
    assert spoken(["This is the text for you and for all of us."]).language == "en"
    assert spoken(["OK"]).language is None
    both = ["Das ist der Text, und er ist für alle.", "This is the text for you and for all."]
    assert spoken(both).language == "both"


def test_encodings_are_recognised():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1"):
        data = "Größe".encode(encoding)
        assert decoded(data) == "Größe"
        assert is_text(data)
    assert not is_text(b"a\0b")
    assert decoded("ä".encode() + "ö".encode()[:1])[0] == "ä"


@given(some.text(), some.sampled_from(["a.md", "a.rst", "a.adoc", "a"]))
def test_no_text_is_too_strange(text, path):
    read_page = read(cut(text), path)
    numbers = len(text.splitlines()) + 1
    assert all(0 < one.line < numbers for one in (*read_page.headings, *read_page.links))
    tags_in(text)
