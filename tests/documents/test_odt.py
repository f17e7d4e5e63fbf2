# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as OpenDocument text, opened again."""

import io
import sys
import zipfile

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.documents.making import HOSTILE, PICTURE, everything, paper

from allmende.documents import (
    ExtraMissing,
    Figure,
    Items,
    Link,
    Paragraph,
    Table,
    as_odt,
    require,
)
from allmende.documents.texts import visible


def opened(document):
    return odfdo.Document(io.BytesIO(as_odt(document)))


def inner(document) -> str:
    return "".join(etree.fromstring(document.body.serialize(with_ns=True)).itertext())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_words_of_any_kind_stand_there_as_words(text):
    assert visible(text) in inner(opened(everything(text)))


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_every_text_stands_there(text):
    assert visible(text) in inner(opened(everything(text)))


def test_the_same_document_gives_the_same_bytes():
    assert as_odt(everything()) == as_odt(everything())


def test_it_begins_with_its_type_and_holds_what_its_list_says():
    parts = zipfile.ZipFile(io.BytesIO(as_odt(everything())))
    first, *rest = parts.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    manifest = etree.fromstring(parts.read("META-INF/manifest.xml"))
    listed = {one.get(f"{{{one.nsmap['manifest']}}}full-path") for one in manifest}
    assert listed - {"/"} == {one.filename for one in rest} - {"META-INF/manifest.xml"}


def test_it_says_title_language_and_day():
    meta = opened(everything("Bericht", "de")).meta
    assert (meta.title, meta.language) == ("Bericht", "de")
    assert meta.creation_date.date().isoformat() == "2026-11-23"


def test_headings_have_levels_and_head_rows_repeat():
    body = opened(everything()).body
    assert [one.get_attribute("text:outline-level") for one in body.headers] == list("1231")
    assert body.get_elements("//table:table-header-rows")


def test_every_style_that_is_used_is_there():
    written = opened(everything())
    names = {
        value
        for element in etree.fromstring(written.body.serialize(with_ns=True)).iter()
        for key, value in element.attrib.items()
        if key.endswith("}style-name")
    }
    parts = [written.get_part(name).serialize().decode() for name in ("styles", "content")]
    assert all(any(f'style:name="{name}"' in part for part in parts) for name in names)


def test_a_picture_stands_in_the_file_with_its_words():
    parts = zipfile.ZipFile(io.BytesIO(as_odt(paper(Figure(PICTURE, "A bar")))))
    assert parts.read("Pictures/1.svg") == PICTURE
    assert b"<svg:desc>A bar</svg:desc>" in parts.read("content.xml")


def test_only_safe_addresses_are_links():
    links = Link("there", "https://example.org/"), Link("nowhere", "javascript:x")
    body = opened(paper(Paragraph(links))).body
    assert [one.get_attribute("xlink:href") for one in body.get_elements("//text:a")] == [
        "https://example.org/"
    ]


def test_tables_and_lists_keep_their_order():
    table = Table(("a", "b"), (("1", "2"), ("3", "4")))
    assert inner(opened(paper(table, Items(("x", "y"))))).endswith("ab1234xy")


def test_without_odfdo_it_says_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "odfdo", None)
    with pytest.raises(ExtraMissing, match=r"allmende\[documents\]"):
        as_odt(everything())


def test_what_is_there_can_be_required():
    assert all(require(form) is None for form in ("html", "pdf", "odt"))
