# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From the bytes of an object to the texts that are scanned, each valid UTF-8."""

from collections.abc import Iterator
from dataclasses import dataclass

from allmende.repositories.scanning import archives
from allmende.repositories.scanning.hits import Note

_HEAD = 8_000
"""Bytes in which git, too, looks for a NUL to tell binary files from texts."""
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PRINTABLE = bytes(one if 0x20 <= one < 0x7F or one in b"\t\n" else 0x0A for one in range(256))
_LATIN = {0xDC00 + one: one for one in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True)
class Text:
    """UTF-8 to scan. `binary`: the printable part of what is no text, in which lines mean nothing.

    `member` is the name inside an archive.
    """

    content: bytes
    member: str | None = None
    binary: bool = False


def texts(data: bytes, notes: set[Note]) -> Iterator[Text]:
    """The texts in an object: itself, or what its archive holds, one level deep.

    UTF-8, UTF-16 and UTF-32 are told apart by mark and by zeros; bytes that are no UTF-8 are read
    as Latin-1 each. Adds to `notes` what is to be said of the object.
    """
    if archives.is_archive(data):
        for name, content in archives.members(data, notes):
            if archives.is_archive(content):
                notes.add("archive-nested")
            yield _text(content, name, notes)
        return
    yield _text(data, None, notes)


def _text(data: bytes, member: str | None, notes: set[Note]) -> Text:
    head = data[:_HEAD]
    if b"\0" not in head:
        if data.startswith(b"%PDF-"):
            notes.add("pdf")
            return Text(data.translate(_PRINTABLE), member, binary=True)
        return Text(utf_8(data), member)
    encoding = _wide(head)
    if encoding is not None:
        return Text(data.decode(encoding, "replace").encode(), member)
    notes.add("binary")
    return Text(data.translate(_PRINTABLE), member, binary=True)


def utf_8(data: bytes) -> bytes:
    """`data` where it is UTF-8; else each byte that is not is taken for the letter in Latin-1."""
    if data.isascii():
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape").translate(_LATIN).encode()
    return data


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by mark or, in western texts, by a zero in every second byte."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if second > 0.7 * pairs and first <= 0.05 * pairs:
        return "utf-16-le"
    if first > 0.7 * pairs and second <= 0.05 * pairs:
        return "utf-16-be"
    return None
