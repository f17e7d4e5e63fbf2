# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as OpenDocument text, by odfdo, for those who have to go on writing in it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

from allmende.documents.errors import ExtraMissing
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
from allmende.documents.svg import size
from allmende.documents.texts import spaced, visible
from allmende.documents.words import WORDS, day

STYLES = Path(__file__).parent / "odt.xml"
KEPT = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf")
MANIFEST = "META-INF/manifest.xml"
WIDTH = 16.6
"""Centimetres between the margins."""
_COUNTRIES = {"de": "DE", "en": "GB"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_SIDES = {"left": "", "right": " right", "center": " center"}
Words = Mapping[str, str]


def as_odt(document: Document) -> bytes:
    """The document as ODF 1.4, the same bytes each time. Raises ExtraMissing without odfdo."""
    try:
        import odfdo
    except ImportError as error:
        raise ExtraMissing("ODT", "odfdo") from error
    made: Any = odfdo.Document("text")
    for path in set(made.get_parts()) - {*KEPT, MANIFEST}:
        made.container.del_part(path)
    for path in set(made.manifest.get_paths()) - {*KEPT, "/"}:
        made.manifest.del_full_path(path)
    made.container.set_part("styles.xml", _styles(document))
    _describe(made, document)
    body = made.body
    body.clear()
    for element in _Writing(made, document).everything():
        body.append(element)
    written = io.BytesIO()
    made.save(written)
    return _packed(written)


def _packed(written: io.BytesIO) -> bytes:
    """The same parts in an order of their own, without the time they were written at."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(again, "w") as packed:
        names = sorted(parts.namelist(), key=lambda name: (name != "mimetype", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, parts.read(name))
    return again.getvalue()


def _styles(document: Document) -> bytes:
    """The styles with the document's language and what its footer says."""
    from lxml import etree

    tree = etree.parse(STYLES)
    spaces = {key: str(value) for key, value in tree.getroot().nsmap.items() if key}
    fo, text = (f"{{{spaces[key]}}}" for key in ("fo", "text"))
    for properties in tree.iterfind(".//style:default-style/style:text-properties", spaces):
        properties.set(f"{fo}language", document.language)
        properties.set(f"{fo}country", _COUNTRIES[document.language])
    words = WORDS[document.language]
    for title in tree.iterfind(".//style:header//text:title", spaces):
        title.text = visible(document.title)
    footer = tree.find(".//style:footer/text:p", spaces)
    if footer is not None:
        footer.text = _said(document)
        tab = etree.SubElement(footer, f"{text}tab")
        tab.tail = f"{words['page']} "
        number = etree.SubElement(footer, f"{text}page-number", {f"{text}select-page": "current"})
        number.tail = f" {words['of']} "
        etree.SubElement(footer, f"{text}page-count")
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return written


def _said(document: Document) -> str:
    written = day(document.day, document.language)
    return f"{visible(document.office)} · {written}" if document.office else written


def _describe(made: Any, document: Document) -> None:
    meta, moment = made.meta, datetime.combine(document.day, time.min)
    meta.title = visible(document.title)
    meta.language = document.language
    meta.creator = meta.initial_creator = visible(document.author or document.office)
    meta.subject = visible(document.subtitle)
    meta.creation_date = moment
    meta.date = moment


class _Writing:
    """Makes the elements of one document; pictures go beside them into the file."""

    def __init__(self, made: Any, document: Document) -> None:
        self.made = made
        self.document = document
        self.words: Words = WORDS[document.language]
        self.pictures = 0
        self.tables = 0

    def everything(self) -> Iterator[Any]:
        document = self.document
        if document.office:
            yield self.paragraph(document.office, "Small")
        yield self.paragraph(document.title, "Title")
        if document.subtitle:
            yield self.paragraph(document.subtitle, "Subtitle")
        author = f" · {document.author}" if document.author else ""
        written = day(document.day, document.language)
        yield self.paragraph(f"{self.words['as_of']} {written}{author}", "Small")
        yield from self.blocks(document.opening)
        for one in document.sections:
            yield from self.section(one, 1)
        if document.sources:
            yield self.heading(self.words["sources"], 1)
            yield self.list((self.source(one) for one in document.sources), "Numbered")

    def section(self, section: Section, level: int) -> Iterator[Any]:
        yield self.heading(section.title, level)
        yield from self.blocks(section.blocks)
        for one in section.sections:
            yield from self.section(one, level + 1)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Any]:
        for one in blocks:
            yield from self.block(one)

    def block(self, block: Block) -> Iterator[Any]:
        match block:
            case Paragraph():
                yield self.paragraph(block.line, "Small" if block.small else "Text body")
            case Items():
                yield self.list(block.items, "Numbered" if block.numbered else "Items")
            case Table():
                yield from self.table(block)
            case Definitions():
                for term, line in block.pairs:
                    yield self.definition(term, line)
            case KeyFigures():
                yield self.key_figures(block)
            case Figure():
                yield from self.figure(block)
            case Note():
                title = block.title or self.words[block.level]
                yield self.paragraph(title, f"Note {block.level} title")
                yield self.paragraph(block.line, f"Note {block.level}")
            case ChecklistAnswer():
                yield from self.answer(block)

    def element(self, tag: str, **attributes: str) -> Any:
        from odfdo import Element

        made = Element.from_tag(tag)
        for name, value in attributes.items():
            made.set_attribute(name.replace("__", ":").replace("_", "-"), value)
        return made

    def heading(self, text: str, level: int) -> Any:
        made = self.element(
            "text:h", text__style_name=f"Heading_20_{level}", text__outline_level=str(level)
        )
        made.text = visible(text)
        return made

    def paragraph(self, line: Line, style: str) -> Any:
        made = self.element("text:p", text__style_name=style.replace(" ", "_20_"))
        self.run(made, line)
        return made

    def run(self, parent: Any, line: Line) -> None:
        for one in pieces(line):
            parent.append(self.piece(one))

    def piece(self, one: Inline) -> Any:
        if isinstance(one, str):
            made = self.element("text:span")
        elif isinstance(one, Link) and one.target:
            made = self.element("text:a", xlink__href=one.target, xlink__type="simple")
            made.set_attribute("text:style-name", "Link")
        else:
            names = {Emphasis: "Emphasis", Code: "Code", Link: ""}
            made = self.element("text:span")
            if style := names[type(one)]:
                made.set_attribute("text:style-name", style)
        made.text = spaced(one if isinstance(one, str) else one.text)
        return made

    def list(self, lines: Iterable[Line], style: str) -> Any:
        made = self.element("text:list", text__style_name=style)
        for one in lines:
            item = self.element("text:list-item")
            item.append(self.paragraph(one, "Text body"))
            made.append(item)
        return made

    def definition(self, term: str, line: Line) -> Any:
        made = self.element("text:p", text__style_name="Definition")
        named = self.element("text:span", text__style_name="Term")
        named.text = visible(term)
        made.append(named)
        made.append(self.element("text:tab"))
        self.run(made, line)
        return made

    def table(self, block: Table) -> Iterator[Any]:
        if block.caption:
            yield self.paragraph(block.caption, "Caption")
        sides = [_SIDES[one] for one in block.align or ("left",) * len(block.header)]
        made = self.grid(block.widths or (1,) * len(block.header))
        head = self.element("table:table-header-rows")
        head.append(self.row(block.header, [f"Head{side}" for side in sides], "Ruled_20_head"))
        made.append(head)
        for row in block.rows:
            line: tuple[Line, ...] = row
            if block.row_headers:
                line = (Emphasis(_words(row[0])), *row[1:])
            made.append(self.row(line, [f"Cell{side}" for side in sides], "Ruled_20_cell"))
        yield made

    def grid(self, widths: Iterable[int]) -> Any:
        """A table with columns of these shares of the width."""
        self.tables += 1
        made = self.element("table:table", table__name=f"T{self.tables}", table__style_name="Ruled")
        shares = tuple(widths)
        for share in shares:
            style = self.column_style(WIDTH * share / sum(shares))
            made.append(self.element("table:table-column", table__style_name=style))
        return made

    def column_style(self, width: float) -> str:
        name = f"C{round(width * 1000)}"
        if self.made.content.get_element(f"//style:style[@style:name='{name}']") is None:
            style = self.element("style:style", style__name=name, style__family="table-column")
            style.append(
                self.element("style:table-column-properties", style__column_width=f"{width:.3f}cm")
            )
            self.made.content.get_element("//office:automatic-styles").append(style)
        return name

    def row(self, cells: Iterable[Line], styles: Iterable[str], cell_style: str) -> Any:
        made = self.element("table:table-row")
        for line, style in zip(cells, styles, strict=True):
            cell = self.cell(cell_style)
            cell.append(self.paragraph(line, style))
            made.append(cell)
        return made

    def cell(self, style: str) -> Any:
        return self.element(
            "table:table-cell", table__style_name=style, office__value_type="string"
        )

    def key_figures(self, block: KeyFigures) -> Any:
        columns = min(len(block.figures), 4)
        made = self.grid((1,) * columns)
        for start in range(0, len(block.figures), columns):
            row = self.element("table:table-row")
            figures = block.figures[start : start + columns]
            for one in figures:
                cell = self.cell("Figure_20_cell")
                cell.append(self.paragraph(one.number, "Number"))
                cell.append(self.paragraph(one.label, "Number label"))
                if one.note:
                    cell.append(self.paragraph(one.note, "Number note"))
                row.append(cell)
            for _empty in range(columns - len(figures)):
                row.append(self.element("table:table-cell"))
            made.append(row)
        return made

    def figure(self, block: Figure) -> Iterator[Any]:
        if block.caption:
            yield self.paragraph(block.caption, "Caption")
        self.pictures += 1
        path = f"Pictures/{self.pictures}.svg"
        self.made.container.set_part(path, block.svg)
        self.made.manifest.add_full_path(path, "image/svg+xml")
        width, height = size(block.svg)
        shrunk = min(1.0, WIDTH / width)
        frame = self.element(
            "draw:frame",
            draw__name=f"P{self.pictures}",
            text__anchor_type="as-char",
            svg__width=f"{width * shrunk:.3f}cm",
            svg__height=f"{height * shrunk:.3f}cm",
        )
        image = self.element("draw:image", xlink__href=path, xlink__type="simple")
        told = self.element("svg:desc")
        told.text = visible(block.alt)
        frame.append(image)
        frame.append(told)
        made = self.element("text:p", text__style_name="Text_20_body")
        made.append(frame)
        yield made

    def answer(self, block: ChecklistAnswer) -> Iterator[Any]:
        yield self.paragraph(block.question, "Question")
        made = self.element("text:p", text__style_name="State")
        state = self.element("text:span", text__style_name=f"Tone_20_{block.tone}")
        state.text = visible(block.state)
        made.append(state)
        beside = " · ".join(part for part in (block.by, block.label) if part)
        if beside:
            made.append(self.piece(f" · {beside}"))
        yield made
        yield from self.blocks(block.blocks)

    def source(self, one: Source) -> Line:
        address: tuple[Inline, ...] = (". ", Link(one.address, one.address)) if one.address else ()
        read = f" ({day(one.day, self.document.language)})" if one.day else ""
        return (*pieces(one.line), *address, read)


def _words(line: Line) -> str:
    return "".join(one if isinstance(one, str) else one.text for one in pieces(line))
