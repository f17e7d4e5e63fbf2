# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The bytes of a tree object."""

from collections.abc import Iterator
from dataclasses import dataclass

FOLDER = 0o040000
LINK = 0o120000
GITLINK = 0o160000


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One line of a tree: its name as bytes, which may be anything but NUL."""

    mode: int
    name: bytes
    id: str


def read_entries(data: bytes, width: int) -> Iterator[TreeEntry]:
    """The entries up to where the tree is malformed; `width` is an id's length in bytes."""
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + 16)
        end = data.find(b"\0", space)
        id = data[end + 1 : end + 1 + width]
        if space < 0 or end < 0 or len(id) < width:
            return
        mode = data[at:space]
        if mode.strip(b"01234567"):
            return
        yield TreeEntry(int(mode or b"0", 8), data[space + 1 : end], id.hex())
        at = end + 1 + width


def shown(path: bytes) -> str:
    """A path as text; bytes that are no UTF-8 as "\\\\xff", so that two paths stay two."""
    return path.decode("utf-8", "backslashreplace")
