# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A document as PDF/UA-1 (ISO 14289-1), tagged, by Typst and its own fonts.

The document reaches Typst as JSON in an input of its own, never inside the template, so that no
text can become markup. Typst may read the folder of the template and nothing else.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

from allmende.documents.breaking import NARROW, WIDE, Room, breakable
from allmende.documents.characters import known_only, latin_only
from allmende.documents.errors import ExtraMissing, NotRendered
from allmende.documents.model import Document
from allmende.documents.texts import spaced
from allmende.documents.words import WORDS, day

STANDARD: Final = "ua-1"
FOLDER = Path(__file__).parent / "typst"
TEMPLATE = FOLDER / "document.typ"

_NOT_READ = frozenset(("kind", "svg", "target", "language", "tone", "level", "day", "align"))
_LINK = _NOT_READ | {"address"}
_RUNNING = 80
Text = Callable[[str], str]
Form = Literal["pdf", "png", "svg"]


def as_pdf(document: Document) -> bytes:
    """The document as a tagged PDF, the same bytes each time; no network, no fonts of the machine.

    Characters that the fonts do not have are told by their number. Raises ExtraMissing without
    typst.
    """
    try:
        return compiled(document, known_only)
    except NotRendered:
        # No single font may have a letter together with the marks on it, and Typst 0.15 gives up
        # on some links that run over many lines; the paper is made all the same.
        return compiled(document, latin_only, linked=False)


def rendered(document: Document, form: Form = "png", ppi: float = 144.0) -> list[bytes]:
    """Pages as pictures (`png`, `svg`), to look at."""
    pages = _compile(_data(document, known_only), form, ppi)
    return pages if isinstance(pages, list) else [pages]


def compiled(document: Document, shown: Text, *, linked: bool = True) -> bytes:
    """One attempt. Raises NotRendered."""
    data = _data(document, shown)
    pdf = _compile(data if linked else _unlinked(data), "pdf", None)
    if not isinstance(pdf, bytes):
        raise NotRendered("Typst gave several files where there is one")
    return pdf


def _compile(data: str, form: Form, ppi: float | None) -> bytes | list[bytes]:
    try:
        import typst
    except ImportError as error:
        raise ExtraMissing("PDF", "typst") from error
    try:
        made: bytes | list[bytes] = typst.compile(
            str(TEMPLATE),
            root=str(FOLDER),
            ignore_system_fonts=True,
            sys_inputs={"document": data},
            format=form,
            ppi=ppi,
            pdf_standards=STANDARD if form == "pdf" else None,
            timestamp=0,
        )
    except typst.TypstError as error:
        raise NotRendered(" ".join(str(error).split())[:500]) from error
    return made


def _data(document: Document, shown: Text) -> str:
    words, language = WORDS[document.language], document.language
    data = document.as_json() | {"words": dict(words)}
    written = day(document.day, language)
    office = f"{_running(document.office)} · " if document.office else ""
    data |= {"written_day": written, "footline": office + written}
    data["running"] = _running(document.title)
    for source, given in zip(data["sources"], document.sources, strict=True):
        source["written_day"] = day(given.day, language) if given.day else ""
    data["date"] = [document.day.year, document.day.month, document.day.day]
    return json.dumps(_each(data, lambda text: shown(spaced(text)), WIDE))


def _unlinked(data: str) -> str:
    """The same words without the addresses that they lead to."""

    def bare(one: dict[str, Any]) -> dict[str, Any]:
        if one.get("kind") == "link":
            return one | {"address": None}
        return one | {"target": None} if "target" in one else one

    return json.dumps(json.loads(data, object_hook=bare))


def _running(text: str) -> str:
    """As much of a text as stands in the line above or below each page."""
    return text if len(text) <= _RUNNING else f"{text[: _RUNNING - 1].rstrip()}…"


def _each(data: Any, shown: Text, room: Room | None) -> Any:
    """The document with every text as it can be shown and, where it is seen, broken."""
    if isinstance(data, dict):
        kind = data.get("kind")
        room = NARROW if kind == "table" else room.for_code if room and kind == "code" else room
        apart = _LINK if kind == "link" else _NOT_READ
        return {
            key: value if key in apart else _each(value, shown, None if key == "alt" else room)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_each(one, shown, room) for one in data]
    if not isinstance(data, str):
        return data
    return shown(data) if room is None else breakable(shown(data), room)
