# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document is data; a web page, a PDF and an OpenDocument text are three renderings of it.

Text is always text: nothing in it is read as markup of any kind. What steers instead of being read
(control characters, changes of the writing direction) is shown by its number. The same document
gives the same bytes, whenever and wherever it is rendered.

>>> from datetime import date
>>> from allmende.documents import Document, Paragraph, Section, as_html
>>> letter = Document(
...     title="Notice",
...     language="en",
...     day=date(2026, 11, 23),
...     sections=(Section("Result", (Paragraph("<b> is not bold"),)),),
... )
>>> "&lt;b&gt; is not bold" in as_html(letter)
True

`as_pdf` and `as_odt` need the extra `documents` and say so (`ExtraMissing`) where it is not there.
"""

from allmende.documents.errors import DocumentError, ExtraMissing, NotRendered, UnsafeFigure
from allmende.documents.html import as_html
from allmende.documents.model import (
    SHAPE,
    Align,
    Block,
    ChecklistAnswer,
    Code,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Inline,
    Items,
    KeyFigure,
    KeyFigures,
    Language,
    Line,
    Link,
    Note,
    NoteKind,
    Paragraph,
    Section,
    Source,
    Table,
    Tone,
)
from allmende.documents.odt import as_odt
from allmende.documents.pdf import as_pdf
from allmende.documents.rendering import require

__all__ = [
    "SHAPE",
    "Align",
    "Block",
    "ChecklistAnswer",
    "Code",
    "Definitions",
    "Document",
    "DocumentError",
    "Emphasis",
    "ExtraMissing",
    "Figure",
    "Inline",
    "Items",
    "KeyFigure",
    "KeyFigures",
    "Language",
    "Line",
    "Link",
    "NotRendered",
    "Note",
    "NoteKind",
    "Paragraph",
    "Section",
    "Source",
    "Table",
    "Tone",
    "UnsafeFigure",
    "as_html",
    "as_odt",
    "as_pdf",
    "require",
]
