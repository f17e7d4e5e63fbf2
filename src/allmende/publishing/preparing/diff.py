# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A unified diff as git reads and writes it.

Sources: git-diff(1), "Generating patch text with -p"; git-apply(1). Lines end at a line feed alone,
so that a carriage return stays what it is: content.
"""

import difflib
import hashlib
from collections.abc import Iterable, Iterator
from email.header import Header
from typing import NamedTuple

CONTEXT = 3
NO_NEWLINE = b"\\ No newline at end of file\n"
NOWHERE = "0" * 40
_ESCAPES = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}


class Change(NamedTuple):
    """One file; `before` None: it is new."""

    path: str
    before: bytes | None
    after: bytes


def patch(changes: Iterable[Change], author: str = "", subject: str = "") -> bytes:
    """The changes as one patch for `git apply`, empty where nothing changes.

    With `author` ("Name <mail>") it is a message for `git am` as well.
    """
    parts = [b"".join(_file(one)) for one in changes if one.before != one.after]
    if not parts:
        return b""
    return _head(author, subject) + b"".join(parts) + (b"-- \nallmende\n" if author else b"")


def _head(author: str, subject: str) -> bytes:
    if not author:
        return b""
    name, _, rest = author.rpartition("<")
    mail = rest.rstrip("> ")
    lines = (
        f"From {NOWHERE} Mon Sep 17 00:00:00 2001",
        f"From: {_header(name.strip())} <{_plain(mail)}>",
        f"Subject: [PATCH] {_header(subject)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        "---",
        "",
    )
    return "\n".join(lines).encode() + b"\n"


def _plain(text: str) -> str:
    return "".join(one for one in text if one.isprintable() and one not in "<>")


def _header(text: str) -> str:
    text = _plain(" ".join(text.split()))
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=1_000).encode()


def _file(change: Change) -> Iterator[bytes]:
    old, new = quoted("a/" + change.path), quoted("b/" + change.path)
    yield b"diff --git %s %s\n" % (old, new)
    if change.before is None:
        yield b"new file mode 100644\n"
    ids = _blob(change.before), _blob(change.after)
    yield f"index {ids[0]}..{ids[1]}\n".encode()
    if not change.after and not change.before:
        return
    yield b"--- %s\n" % (b"/dev/null" if change.before is None else _ended(old))
    yield b"+++ %s\n" % _ended(new)
    yield from _hunks(_lines(change.before or b""), _lines(change.after))


def _ended(name: bytes) -> bytes:
    """A tab says where a name with spaces ends."""
    return name + b"\t" if b" " in name and not name.startswith(b'"') else name


def _blob(content: bytes | None) -> str:
    if content is None:
        return NOWHERE
    head = b"blob %d\0" % len(content)
    return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()


def _lines(content: bytes) -> list[bytes]:
    """With their line feeds; the last may be without."""
    lines = content.split(b"\n")
    return [one + b"\n" for one in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _hunks(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(CONTEXT):
        first, last = group[0], group[-1]
        yield b"@@ -%s +%s @@\n" % (_range(first[1], last[2]), _range(first[3], last[4]))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from map(_context, old[i1:i2])
                continue
            yield from (_marked(b"-", one) for one in old[i1:i2])
            yield from (_marked(b"+", one) for one in new[j1:j2])


def _context(line: bytes) -> bytes:
    return _marked(b" ", line)


def _marked(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n" + NO_NEWLINE


def _range(start: int, stop: int) -> bytes:
    """Lines from 1; of none at all the one before."""
    length = stop - start
    if length == 1:
        return b"%d" % (start + 1)
    return b"%d,%d" % (start + 1 if length else start, length)


def quoted(path: str) -> bytes:
    """A path as git writes it: in C's quotes where it holds what would end or change a line.

    Letters beyond ASCII stay as they are (core.quotePath off).
    """
    data = path.encode("utf-8", "surrogateescape")
    if not any(one < 32 or one in (34, 92, 127) for one in data):
        return data
    parts = bytearray(b'"')
    for one in data:
        if one in _ESCAPES:
            parts += b"\\" + _ESCAPES[one].encode()
        elif one < 32 or one == 127:
            parts += b"\\%03o" % one
        else:
            parts.append(one)
    return bytes(parts + b'"')
