# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A file of the tree as text, bounded."""

import codecs

from allmende.repositories.facts.look import Look

LARGEST = 1_000_000
"""Bytes; a text for people is shorter, and what is longer is read up to here."""
LONGEST_LINE = 2_000
MOST_LINES = 30_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str:
    """Text in whatever encoding it announces, else UTF-8 or, failing that, Latin-1."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut off within a character
            return data.decode(errors="replace")
        return data.decode("latin-1")


def is_text(data: bytes) -> bool:
    """As git judges it: no NUL among the first bytes, except in announced UTF-16 and UTF-32."""
    return b"\0" not in data[:8000] or data.startswith(tuple(mark for mark, _ in _MARKS))


def text_of(look: Look, path: str, limit: int = LARGEST) -> str | None:
    """The beginning of the file; None where there is none, or no text."""
    data = head_of(look, path, limit)
    return decoded(data) if data is not None and is_text(data) else None


def head_of(look: Look, path: str, limit: int) -> bytes | None:
    """The first `limit` bytes."""
    entry = look.tree.entries.get(path)
    if entry is None:
        return None
    data = look.tree.read(path, max(limit, 5 * LARGEST))
    return None if data is None else data[:limit]


def lines_of(look: Look, path: str, limit: int = LARGEST) -> tuple[str, ...] | None:
    """Its lines, the first at index 0, long ones cut."""
    text = text_of(look, path, limit)
    return None if text is None else cut(text)


def cut(text: str) -> tuple[str, ...]:
    return tuple(line[:LONGEST_LINE] for line in text.splitlines()[:MOST_LINES])
