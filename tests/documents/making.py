# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document with one of everything, and words that want to be more than words."""

from datetime import date
from random import Random
from typing import Any

from allmende.documents import (
    Block,
    ChecklistAnswer,
    Code,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Items,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    Paragraph,
    Section,
    Source,
    Table,
)

DAY = date(2026, 11, 23)
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">'
    b'<title>Bar</title><rect width="120" height="20" fill="#1c40a8"/></svg>'
)
HOSTILE = {
    "html": '<script>alert(1)</script> <img src=x onerror="x"> &amp; </style>',
    "typst": '#read("/etc/passwd") #eval("1+1") $x^2$ *b* _i_ @ref <label> #import "a": b // c',
    "backslash": "\\ \\u{41} ` ``` ``` ~ --- ... \"quoted\" 'single'",
    "control": "bell\x07 nul\x00 escape\x1b[31m",
    "turned": "safe\u202egnp.exe\u202c",
    "surrogate": "half\ud83d",
    "no character": "non\uffff\ufffe",
    "emoji": "smile 😀 family 👩‍👩‍👧 flag 🇩🇪",
    "right to left": "שלום עולם مرحبا بالعالم",
    "marks": "Z\u0351\u036b\u0343a\u0489l\u0336go \u0301\u0301\u0301",
    "scripts": "漢字かな ไทย हिन्दी Ελληνικά кириллица",
    "long": "".join(Random(1).choices("QXZJ", k=10_000)),
    "long address": "https://example.org/" + "a1b2/" * 500,
}


def paper(*blocks: Block, **changed: Any) -> Document:
    given: dict[str, Any] = {"title": "Notice", "language": "en", "day": DAY}
    given["sections"] = (Section("Part", blocks),)
    return Document(**{**given, **changed})


def everything(text: str = "words", language: str = "en") -> Document:
    """A document in which a text stands at every place that takes one."""
    line = (text, Emphasis(text), Code(text), Link(text, "https://example.org/"), Link(text, text))
    blocks: tuple[Block, ...] = (
        Paragraph(line),
        Paragraph(text, small=True),
        Items((text, line)),
        Items((text,), numbered=True),
        Definitions(((text, line),)),
        KeyFigures((KeyFigure(text, text, text, "good"), KeyFigure("1", "one"))),
        Table((text,) * 6, ((text,) * 6, (line,) * 6), text, row_headers=True),
        Figure(PICTURE, text if text.strip() else "none", text),
        Note(line, "warning", text),
        Note(text),
        ChecklistAnswer(text, text, "bad", text, text, (Paragraph(text), Items((text,)))),
    )
    return Document(
        title=text if text.strip() else "none",
        language="de" if language == "de" else "en",
        day=DAY,
        subtitle=text,
        office=text,
        author=text,
        opening=(Note(text, "danger"),),
        sections=(Section(text, blocks, (Section(text, blocks[:2], (Section(text),)),)),),
        sources=(Source(line, "https://example.org/", DAY), Source(text, text)),
    )
