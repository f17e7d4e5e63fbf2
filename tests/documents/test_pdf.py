# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as PDF, read back."""

import re
import sys

import pytest
from tests.documents.making import DAY, HOSTILE, PICTURE, everything, paper
from tests.documents.reading import pages, text

from allmende.documents import (
    Code,
    Document,
    ExtraMissing,
    Figure,
    Paragraph,
    Section,
    Table,
    as_pdf,
)
from allmende.documents.characters import CHARACTERS, known_only
from allmende.documents.pdf import compiled


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_words_of_any_kind_stand_at_every_place(words):
    assert as_pdf(everything(words[:500])).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("kind", ["html", "typst", "long address"])
def test_what_looks_like_markup_is_read_as_it_was_written(kind):
    read = text(as_pdf(paper(Paragraph(HOSTILE[kind]))))
    assert HOSTILE[kind].replace(" ", "") in read.replace(" ", "")


def test_no_file_is_read_and_nothing_is_evaluated():
    read = text(as_pdf(everything(HOSTILE["typst"])))
    assert "root:" not in read and '#eval("1+1")' in read.replace(" ", "")


def test_a_word_of_ten_thousand_letters_is_there_in_whole_over_several_pages():
    read = pages(as_pdf(paper(Paragraph(HOSTILE["long"]))))
    assert len(read) > 1 and sum(one in "QXZJ" for one in "".join(read)) == 10_000


def test_what_is_copied_holds_no_invisible_characters():
    commit = "3f2c91e0a7b6d5c4e3f2a1b0c9d8e7f6a5b4c3d2"
    table = Table(("a", "b"), ((Code(commit), "src/main/java/Gateway.java"),))
    read = text(as_pdf(paper(Paragraph(Code(commit)), table)))
    assert read.count(commit) == 2 and "src/main/java/Gateway.java" in read


def test_what_the_fonts_lack_is_told_by_its_number():
    assert "⟨U+1F600⟩" in text(as_pdf(paper(Paragraph("😀"))))


def test_the_same_document_gives_the_same_bytes():
    assert as_pdf(everything()) == as_pdf(everything())


def test_it_is_tagged_and_says_title_and_language():
    pdf = as_pdf(everything("Bericht", "de"))
    assert b"/StructTreeRoot" in pdf and b"/Marked true" in pdf
    assert b"/Lang(de)" in pdf and b"/DisplayDocTitle true" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"D:20261123000000Z" in pdf


def test_headings_tables_lists_and_pictures_are_tagged_as_what_they_are():
    tags = set(re.findall(rb"/Type/StructElem/S/(\w+)", as_pdf(everything())))
    assert {b"Title", b"H1", b"H2", b"H3", b"P", b"L", b"LI"} <= tags
    assert {b"Table", b"TR", b"TH", b"TD", b"Figure", b"Link", b"Caption"} <= tags


def test_a_picture_carries_its_words():
    pdf = as_pdf(paper(Figure(PICTURE, "A bar of shares")))
    assert b"/Alt(A bar of shares)" in pdf


@pytest.mark.parametrize(("language", "line"), [("de", "Seite 2 von 3"), ("en", "Page 2 of 3")])
def test_each_page_says_which_of_how_many_it_is(language, line):
    rows = tuple((str(number), "x") for number in range(90))
    document = Document("Notice", language, DAY, (Section("A", (Table(("n", "x"), rows),)),))
    read = pages(as_pdf(document))
    assert len(read) == 3 and line in read[1]


def test_the_head_of_a_table_and_the_title_stand_on_each_page():
    rows = tuple((str(number), "x") for number in range(90))
    first, *rest = pages(as_pdf(paper(Table(("Column", "Other"), rows), title="Long notice")))
    assert "Column" in first
    assert all("Column" in page and "Long notice" in page for page in rest)


def test_without_typst_it_says_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraMissing, match=r"allmende\[documents\]"):
        as_pdf(everything())


def test_the_fonts_have_every_character_that_is_said_to_be_there():
    """Else a document with one of them could not be made at all."""
    rows = [row for row in CHARACTERS.read_text().splitlines() if row and row[0] != "#"]
    ranges = [(int(first, 16), int(last, 16)) for first, last in map(str.split, rows)]
    known = [chr(point) for first, last in ranges for point in range(first, last + 1)]
    assert all(known_only(one) == one for one in "aäß€„“–שم")
    assert compiled(paper(Paragraph(" ".join(known)), Paragraph(Code(" ".join(known)))), known_only)
