# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a document is: sections of blocks of lines, without a word on how they look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlsplit

from allmende.documents.svg import checked

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""
DEEPEST = 3
"""Levels of sections."""

Json = dict[str, Any]
Language = Literal["de", "en"]
Align = Literal["left", "right", "center"]
NoteKind = Literal["info", "success", "warning", "danger"]
Tone = Literal["good", "partly", "bad", "open", "neutral"]
"""What a state says at a glance; the word stands beside it, so that colour is never alone."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that are stressed."""

    text: str

    def as_json(self) -> Json:
        return {"kind": "emphasis", "text": self.text}


@dataclass(frozen=True, slots=True)
class Code:
    """A path, a hash, a command, a value: to be read letter by letter."""

    text: str

    def as_json(self) -> Json:
        return {"kind": "code", "text": self.text}


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an https, http or mailto address.

    An address of any other kind is not followed; then the words stand there alone.
    """

    text: str
    address: str

    @property
    def target(self) -> str | None:
        """The address where it may be followed."""
        if any(one.isspace() or ord(one) < 33 or ord(one) == 127 for one in self.address):
            return None
        try:
            parts = urlsplit(self.address)
        except ValueError:
            return None
        named = parts.netloc if parts.scheme in ("http", "https") else parts.path
        return self.address if parts.scheme in ("http", "https", "mailto") and named else None

    def as_json(self) -> Json:
        return {"kind": "link", "text": self.text, "address": self.target}


Inline = str | Emphasis | Code | Link
Line = Inline | tuple[Inline, ...]
"""Running text: one piece, or several in a row."""


def pieces(line: Line) -> tuple[Inline, ...]:
    """The pieces of a line in order."""
    return line if isinstance(line, tuple) else (line,)


def written(line: Line) -> str:
    """The words of a line alone."""
    return "".join(one if isinstance(one, str) else one.text for one in pieces(line))


def _line(line: Line) -> list[Json]:
    return [
        {"kind": "text", "text": one} if isinstance(one, str) else one.as_json()
        for one in pieces(line)
    ]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `small` for what stands beside the matter, such as where it comes from."""

    line: Line
    small: bool = False

    def as_json(self) -> Json:
        return {"kind": "paragraph", "line": _line(self.line), "small": self.small}


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order counts."""

    items: tuple[Line, ...]
    numbered: bool = False

    def as_json(self) -> Json:
        items = [_line(one) for one in self.items]
        return {"kind": "items", "items": items, "numbered": self.numbered}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header; `align` and `widths` (shares) by column, left and even where left out.

    With `row_headers` the first cell of a row says what the row is about. Raises ValueError where
    a row is not as long as the header.
    """

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    align: tuple[Align, ...] = ()
    widths: tuple[int, ...] = ()
    row_headers: bool = False

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError(f"each row of the table needs {columns} cells")
        for given in (self.align, self.widths):
            if given and len(given) != columns:
                raise ValueError(f"the table has {columns} columns, not {len(given)}")

    def as_json(self) -> Json:
        columns = len(self.header)
        return {
            "kind": "table",
            "caption": self.caption,
            "header": [_line(one) for one in self.header],
            "rows": [[_line(one) for one in row] for row in self.rows],
            "align": list(self.align or ("left",) * columns),
            "widths": list(self.widths or (1,) * columns),
            "row_headers": self.row_headers,
        }


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with what is said of each."""

    pairs: tuple[tuple[str, Line], ...]

    def as_json(self) -> Json:
        pairs = [{"term": term, "line": _line(line)} for term, line in self.pairs]
        return {"kind": "definitions", "pairs": pairs}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number as it is written, what it counts, and of what or since when."""

    number: str
    label: str
    note: str = ""
    tone: Tone = "neutral"

    def as_json(self) -> Json:
        return {"number": self.number, "label": self.label, "note": self.note, "tone": self.tone}


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The few numbers one looks for first, side by side."""

    figures: tuple[KeyFigure, ...]

    def as_json(self) -> Json:
        return {"kind": "key-figures", "figures": [one.as_json() for one in self.figures]}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, what it shows in words, and what is written under it.

    Raises UnsafeFigure where the picture is no SVG, or would run or load something.
    """

    svg: bytes
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        checked(self.svg)
        if not self.alt.strip():
            raise ValueError("a picture needs words for those who do not see it")

    def as_json(self) -> Json:
        svg = self.svg.decode("utf-8")
        return {"kind": "figure", "svg": svg, "alt": self.alt, "caption": self.caption}


@dataclass(frozen=True, slots=True)
class Note:
    """What must not be missed."""

    line: Line
    level: NoteKind = "info"
    title: str = ""

    def as_json(self) -> Json:
        line = _line(self.line)
        return {"kind": "note", "level": self.level, "title": self.title, "line": line}


@dataclass(frozen=True, slots=True)
class ChecklistAnswer:
    """A question with its answer: `state` in words, what it says at a glance, and who says so.

    `label` names question and weight ("security.contact · must"), `blocks` why and what to do.
    """

    question: str
    state: str
    tone: Tone
    label: str = ""
    by: str = ""
    blocks: "tuple[Block, ...]" = ()

    def as_json(self) -> Json:
        return {
            "kind": "answer",
            "question": self.question,
            "state": self.state,
            "tone": self.tone,
            "label": self.label,
            "by": self.by,
            "blocks": _blocks(self.blocks),
        }


Block = Paragraph | Items | Table | Definitions | KeyFigures | Figure | Note | ChecklistAnswer


def _blocks(blocks: Sequence[Block]) -> list[Json]:
    return [one.as_json() for one in blocks]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks, then the sections under it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()

    @property
    def depth(self) -> int:
        return 1 + max((one.depth for one in self.sections), default=0)

    def as_json(self) -> Json:
        return {
            "title": self.title,
            "blocks": _blocks(self.blocks),
            "sections": [one.as_json() for one in self.sections],
        }


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is from: what it is, its address, the day it was read."""

    line: Line
    address: str = ""
    day: date | None = None

    def as_json(self) -> Json:
        day = self.day.isoformat() if self.day else None
        link = Link(self.address, self.address)
        return {
            "line": _line(self.line),
            "address": self.address,
            "target": link.target,
            "day": day,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper: who says what on which day, and from where it is known.

    `opening` are the blocks before the first heading. Raises ValueError where the title is missing
    or sections stand deeper than `DEEPEST`.
    """

    title: str
    language: Language
    day: date
    sections: tuple[Section, ...] = ()
    subtitle: str = ""
    office: str = ""
    author: str = ""
    opening: tuple[Block, ...] = ()
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document needs a title")
        if self.language not in ("de", "en"):
            raise ValueError(f"{self.language!r} is neither de nor en")
        if any(one.depth > DEEPEST for one in self.sections):
            raise ValueError(f"sections stand at most {DEEPEST} deep")

    def as_json(self) -> Json:
        return {
            "shape": SHAPE,
            "title": self.title,
            "subtitle": self.subtitle,
            "language": self.language,
            "day": self.day.isoformat(),
            "office": self.office,
            "author": self.author,
            "opening": _blocks(self.opening),
            "sections": [one.as_json() for one in self.sections],
            "sources": [one.as_json() for one in self.sources],
        }
