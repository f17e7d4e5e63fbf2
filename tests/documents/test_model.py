# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as data."""

import json

import pytest
from tests.documents.making import DAY, PICTURE, everything, paper

from allmende.documents import SHAPE, Document, Figure, Link, Section, Table, UnsafeFigure

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def test_a_document_is_json_with_the_version_of_its_shape():
    assert json.loads(json.dumps(everything().as_json()))["shape"] == SHAPE


@pytest.mark.parametrize("title", ["", "  "])
def test_a_document_without_a_title_is_none(title):
    with pytest.raises(ValueError, match="title"):
        paper(title=title)


def test_sections_stand_at_most_three_deep():
    deep = Section("1", (), (Section("2", (), (Section("3", (), (Section("4"),)),)),))
    with pytest.raises(ValueError, match="3 deep"):
        Document("Notice", "en", DAY, (deep,))


def test_each_row_of_a_table_is_as_long_as_its_header():
    with pytest.raises(ValueError, match="2 cells"):
        Table(("a", "b"), (("1",),))


def test_a_table_says_nothing_of_columns_that_are_not_there():
    with pytest.raises(ValueError, match="1 columns"):
        Table(("a",), (), align=("left", "right"))


@pytest.mark.parametrize(
    "address",
    ["https://example.org/", "http://example.org", "mailto:office@example.org"],
)
def test_an_address_of_the_web_or_of_mail_is_followed(address):
    assert Link("there", address).target == address


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "x.html",
        ),
        *("https://", "", "java\nscript:alert(1)", "\x01https://example.org", "http://[::1"),
    ],
)
def test_no_other_address_is_followed(address):
    assert Link("there", address).target is None


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>x</script>",
        b"<foreignObject/>",
        b'<rect onload="x"/>',
        b'<image href="https://example.org/a.png"/>',
        b'<use xlink:href="other.svg#a"/>',
        b'<rect fill="url(https://example.org/a)"/>',
        b"<style>@import 'a.css';</style>",
        b"<style>rect { fill: url('https://example.org/') }</style>",
    ],
)
def test_a_picture_that_would_run_or_load_something_is_refused(inside):
    with pytest.raises(UnsafeFigure):
        Figure(SVG % inside, "A picture")


@pytest.mark.parametrize(
    "svg",
    [
        b"no picture",
        b"<html/>",
        b"\xff\xfe",
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
)
def test_what_is_no_plain_picture_is_refused(svg):
    with pytest.raises(UnsafeFigure):
        Figure(svg, "A picture")


def test_a_picture_may_refer_to_its_own_parts():
    inside = b'<rect fill="url(#a)"/><use href="#b"/><style>rect { fill: url(#a) }</style>'
    assert Figure(SVG % inside, "A picture").svg


def test_a_picture_needs_words():
    with pytest.raises(ValueError, match="words"):
        Figure(PICTURE, " ")
