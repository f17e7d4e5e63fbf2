# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as one HTML page that needs nothing else: no script, no file, no address."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path

from allmende.documents.model import (
    Block,
    ChecklistAnswer,
    Code,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Inline,
    Items,
    KeyFigures,
    Line,
    Link,
    Note,
    Paragraph,
    Section,
    Source,
    Table,
    pieces,
)
from allmende.documents.texts import spaced, visible
from allmende.documents.words import WORDS, day

STYLE = Path(__file__).parent / "document.css"
Words = Mapping[str, str]


def as_html(document: Document) -> str:
    """The whole page, with its own style for light, dark and paper; every text escaped."""
    words = WORDS[document.language]
    body = [
        *_head(document),
        "<main>",
        *_blocks(document.opening, words),
        *(line for one in document.sections for line in _section(one, 2, words)),
        *_sources(document, words),
        "</main>",
        _foot(document),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{document.language}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_text(document.title)}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


@cache
def _style() -> str:
    return STYLE.read_text("utf-8").partition("*/\n")[2]


def _text(text: str) -> str:
    return escape(visible(text))


def _run(line: Line) -> str:
    return "".join(_piece(one) for one in pieces(line))


def _piece(one: Inline) -> str:
    if isinstance(one, str):
        return escape(spaced(one))
    words = escape(spaced(one.text))
    if isinstance(one, Emphasis):
        return f"<strong>{words}</strong>"
    if isinstance(one, Code):
        return f"<code>{words}</code>"
    return f'<a href="{escape(one.target)}">{words}</a>' if one.target else words


def _head(document: Document) -> Iterator[str]:
    words = WORDS[document.language]
    yield "<header>"
    if document.office:
        yield f'<p class="office">{_text(document.office)}</p>'
    yield f"<h1>{_text(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{_text(document.subtitle)}</p>'
    author = f" · {_text(document.author)}" if document.author else ""
    time = _time(document)
    yield f'<p class="small">{words["as_of"]} {time}{author}</p>'
    yield "</header>"


def _time(document: Document) -> str:
    written = day(document.day, document.language)
    return f'<time datetime="{document.day.isoformat()}">{written}</time>'


def _foot(document: Document) -> str:
    office = f"{_text(document.office)} · " if document.office else ""
    return f'<footer><p class="small">{office}{_time(document)}</p></footer>'


def _section(section: Section, level: int, words: Words) -> Iterator[str]:
    yield "<section>"
    yield f"<h{level}>{_text(section.title)}</h{level}>"
    yield from _blocks(section.blocks, words)
    for one in section.sections:
        yield from _section(one, level + 1, words)
    yield "</section>"


def _blocks(blocks: Iterable[Block], words: Words) -> Iterator[str]:
    for one in blocks:
        yield from _block(one, words)


def _block(block: Block, words: Words) -> Iterator[str]:
    match block:
        case Paragraph():
            kind = ' class="small"' if block.small else ""
            yield f"<p{kind}>{_run(block.line)}</p>"
        case Items():
            yield from _items(block)
        case Table():
            yield from _table(block)
        case Definitions():
            pairs = (f"<dt>{_text(term)}</dt><dd>{_run(line)}</dd>" for term, line in block.pairs)
            yield f"<dl>{''.join(pairs)}</dl>"
        case KeyFigures():
            yield from _key_figures(block)
        case Figure():
            yield from _figure(block)
        case Note():
            title = _text(block.title) or words[block.level]
            yield f'<div class="note {block.level}" role="note">'
            yield f'<p class="note-title">{title}</p><p>{_run(block.line)}</p></div>'
        case ChecklistAnswer():
            yield from _answer(block, words)


def _items(block: Items) -> Iterator[str]:
    name = "ol" if block.numbered else "ul"
    yield f"<{name}>"
    yield from (f"<li>{_run(one)}</li>" for one in block.items)
    yield f"</{name}>"


def _table(block: Table) -> Iterator[str]:
    classes = ["" if one == "left" else f' class="{one}"' for one in block.align or ()]
    classes = classes or [""] * len(block.header)
    yield '<div class="table"><table>'
    if block.caption:
        yield f"<caption>{_text(block.caption)}</caption>"
    head = zip(classes, block.header, strict=True)
    cells = "".join(f'<th scope="col"{given}>{_run(cell)}</th>' for given, cell in head)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cells(row, classes, block.row_headers))}</tr>"
    yield "</tbody></table></div>"


def _cells(row: Iterable[Line], classes: Iterable[str], row_headers: bool) -> Iterator[str]:
    for place, (given, cell) in enumerate(zip(classes, row, strict=True)):
        if row_headers and place == 0:
            yield f'<th scope="row"{given}>{_run(cell)}</th>'
        else:
            yield f"<td{given}>{_run(cell)}</td>"


def _key_figures(block: KeyFigures) -> Iterator[str]:
    yield '<ul class="figures">'
    for one in block.figures:
        note = f'<span class="small">{_text(one.note)}</span>' if one.note else ""
        number, label = _text(one.number), _text(one.label)
        yield f'<li class="{one.tone}"><b>{number}</b> <span>{label}</span> {note}</li>'
    yield "</ul>"


def _figure(block: Figure) -> Iterator[str]:
    """As an image of its own, in which a browser runs and loads nothing."""
    data = base64.b64encode(block.svg).decode("ascii")
    image = f'<img alt="{_text(block.alt)}" src="data:image/svg+xml;base64,{data}">'
    caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
    yield f"<figure>{image}{caption}</figure>"


def _answer(block: ChecklistAnswer, words: Words) -> Iterator[str]:
    by = f' <span class="by">{_text(block.by)}</span>' if block.by else ""
    label = f'<p class="small">{_text(block.label)}</p>' if block.label else ""
    yield f'<div class="answer {block.tone}"><div class="answer-head">'
    yield f'<p class="question">{_text(block.question)}</p>'
    yield f'<p class="state">{_text(block.state)}{by}</p>{label}</div>'
    yield from _blocks(block.blocks, words)
    yield "</div>"


def _sources(document: Document, words: Words) -> Iterator[str]:
    if not document.sources:
        return
    yield f"<section><h2>{words['sources']}</h2><ol>"
    for one in document.sources:
        yield f"<li>{_source(one, document)}</li>"
    yield "</ol></section>"


def _source(one: Source, document: Document) -> str:
    address = f". {_run(Link(one.address, one.address))}" if one.address else ""
    read = f' <span class="small">({day(one.day, document.language)})</span>' if one.day else ""
    return f"{_run(one.line)}{address}{read}"
