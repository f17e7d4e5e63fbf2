# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What compressed files and archives hold, one level deep and bounded.

A compressed archive of members (`.tar.gz`) counts as one level. ZIP is also the shape of Java
archives, wheels and office documents.
"""

import bz2
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from allmende.repositories.scanning.hits import Note

MEMBERS = 2_000
"""How many members of one archive are read."""
INFLATED = 20_000_000
"""Bytes that one archive may become."""
_RATIO = 200
"""How many times its own size an archive may become; texts rarely reach 50."""
_ALWAYS = 1_000_000
"""Bytes that even a small archive may become."""
_DICTIONARY = 64 << 20
"""Bytes of memory that unpacking may take."""

_PIECE = 1 << 16


class _Stream(Protocol):
    """What the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,  # and with it UnicodeDecodeError
    LookupError,
    OverflowError,
    RuntimeError,  # an encrypted member; a compression that Python lacks
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
_RAR = b"Rar!\x1a\x07"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_STREAMS: dict[bytes, Callable[[], _Stream]] = {
    b"\x1f\x8b\x08": lambda: zlib.decompressobj(wbits=zlib.MAX_WBITS | 16),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _DICTIONARY),
}
_BEGINNINGS = (*_ZIP, *_STREAMS, _ZSTANDARD, _SEVEN_ZIP, _RAR)


def is_archive(data: bytes) -> bool:
    """Whether the first bytes are those of a compressed file or an archive."""
    return data.startswith(_BEGINNINGS) or _is_tar(data)


def members(data: bytes, notes: set[Note]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each member, as far as the limits allow; adds to `notes`."""
    notes.add("archive")
    budget = _Budget(min(INFLATED, max(_ALWAYS, _RATIO * len(data))))
    try:
        if data.startswith(_ZIP):
            yield from _zip(data, budget, notes)
        elif data.startswith(tuple(_STREAMS)):
            yield from _stream(data, budget, notes)
        elif _is_tar(data):
            yield from _tar(data, budget, notes)
        else:
            notes.add("archive-unreadable")
    except _UNREADABLE:
        notes.add("archive-unreadable")
    if budget.exceeded:
        notes.add("archive-cut")


class _Budget:
    """What may still be unpacked, in bytes and members."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.members = MEMBERS
        self.exceeded = False

    def read(self, read: Callable[[int], bytes]) -> bytes:
        content = read(self.left + 1)
        if len(content) > self.left:
            self.exceeded = True
            content = content[: self.left]
        self.left -= len(content)
        return content

    def next_member(self) -> bool:
        self.members -= 1
        if self.members < 0 or self.left <= 0:
            self.exceeded = True
        return not self.exceeded


def _zip(data: bytes, budget: _Budget, notes: set[Note]) -> Iterator[tuple[str, bytes]]:
    if data.count(_ZIP_ENTRY) > 10 * MEMBERS:  # reading the table alone would take long
        budget.exceeded = True
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if not budget.next_member():
                return
            if entry.compress_type not in _ZIP_READABLE:
                notes.add("archive-unreadable")
                continue
            try:
                with archive.open(entry) as member:
                    content = budget.read(member.read)
            except _UNREADABLE:
                notes.add("archive-unreadable")
                continue
            yield entry.filename, content


def _stream(data: bytes, budget: _Budget, notes: set[Note]) -> Iterator[tuple[str, bytes]]:
    content = _inflated(data, budget, notes)
    if not _is_tar(content):
        yield "content", content
        return
    inner = _Budget(len(content))
    yield from _tar(content, inner, notes)
    budget.exceeded = budget.exceeded or inner.exceeded


def _inflated(data: bytes, budget: _Budget, notes: set[Note]) -> bytes:
    """As much as can be had: of a damaged stream what stands before the damage."""
    start = next(one for beginning, one in _STREAMS.items() if data.startswith(beginning))
    stream, pieces = start(), []
    try:
        for at in range(0, len(data), _PIECE):
            piece = data[at : at + _PIECE]
            while piece:
                if stream.eof:  # streams can stand one behind the other
                    stream = start()
                pieces.append(budget.read(partial(stream.decompress, piece)))
                if budget.exceeded:
                    return b"".join(pieces)
                piece = stream.unused_data.lstrip(b"\0") if stream.eof else b""
    except _UNREADABLE:
        notes.add("archive-unreadable")
        return b"".join(pieces)
    if not stream.eof:
        notes.add("archive-unreadable")
    return b"".join(pieces)


def _is_tar(data: bytes) -> bool:
    return data[257:262] == b"ustar"


def _tar(data: bytes, budget: _Budget, notes: set[Note]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for entry in archive:
            if not entry.isreg():
                continue
            if not budget.next_member():
                return
            member = archive.extractfile(entry)
            if member is None:
                notes.add("archive-unreadable")
                continue
            with member:
                content = budget.read(member.read)
            yield entry.name, content
