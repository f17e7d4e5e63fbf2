# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as a page."""

from html import escape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.documents.making import HOSTILE, PICTURE, everything, paper

from allmende.documents import Figure, Link, Paragraph, Table, as_html
from allmende.documents.texts import visible


def tree(page: str):
    return etree.HTML(page, etree.HTMLParser(recover=False, huge_tree=True))


@given(st.text())
def test_every_text_stands_in_the_page_escaped(text):
    page = as_html(everything(text))
    assert escape(visible(text)) in page
    assert {one.tag for one in tree(page).iter()} <= {one.tag for one in tree(ALL).iter()}


ALL = as_html(everything())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_markup(text):
    page = tree(as_html(everything(text)))
    assert [one.tag for one in page.iter()] == [
        one.tag for one in tree(as_html(everything("https://example.org/"))).iter()
    ] or text not in HOSTILE["long address"]
    assert not page.xpath("//script | //@*[starts-with(name(), 'on')]")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_its_language(language):
    assert tree(as_html(everything(language=language))).get("lang") == language


def test_the_page_needs_nothing_from_elsewhere():
    page = tree(ALL)
    assert not page.xpath("//script | //link | //iframe | //@style")
    assert all(one.startswith("data:") for one in page.xpath("//@src"))
    assert "url(" not in ALL and "@import" not in ALL


def test_there_is_one_main_heading_and_no_level_is_left_out():
    levels = [int(one.tag[1]) for one in tree(ALL).xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_header_cells_say_what_they_are_the_header_of():
    table = Table(("Area", "Met"), (("Security", "5"),), "By area", row_headers=True)
    page = tree(as_html(paper(Paragraph("x"), table)))
    assert page.xpath("//th/@scope") == ["col", "col", "row"]
    assert page.xpath("string(//table/caption)") == "By area"


def test_a_picture_is_an_image_with_words():
    page = tree(as_html(paper(Figure(PICTURE, "A bar", "Shares"))))
    assert page.xpath("//figure/img/@alt") == ["A bar"]
    assert page.xpath("string(//figcaption)") == "Shares"


def test_an_address_that_is_none_stays_text():
    page = as_html(paper(Paragraph(Link("there", "javascript:alert(1)"))))
    assert "javascript" not in page and "there" in page


def test_the_same_document_gives_the_same_page():
    assert as_html(everything()) == as_html(everything())
