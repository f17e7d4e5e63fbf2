# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Paths of a history in the words of git-filter-repo, whatever a file is called.

Its list of paths has one rule a line, `literal:` or `regex:`, and takes "==>" for a renaming
(git-filter-repo(1), FILTERING BASED ON PATHS).
"""

import re
from collections.abc import Iterable

from allmende.repositories.git.entries import shown

_BYTE = re.compile(r"\\x([89a-f][0-9a-f])")
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_")


def rules(paths: Iterable[str]) -> tuple[str, ...]:
    """A line for each path, as repositories show it; two where a name can mean two."""
    lines = (line for path in paths for line in map(_rule, _names(path)))
    return tuple(dict.fromkeys(lines))


def _names(path: str) -> tuple[bytes, ...]:
    """The names that are shown in this way: bytes that are no UTF-8 are shown as "\\xff"."""
    written = path.encode("utf-8", "surrogatepass")
    raw = b"".join(
        bytes.fromhex(part) if odd else part.encode("utf-8", "surrogatepass")
        for odd, part in _parts(path)
    )
    return (written, raw) if raw != written and shown(raw) == path else (written,)


def _parts(path: str) -> Iterable[tuple[bool, str]]:
    return ((bool(at % 2), part) for at, part in enumerate(_BYTE.split(path)))


def _rule(name: bytes) -> str:
    try:
        text = name.decode()
    except UnicodeDecodeError:
        return _regex(name)
    odd = "==>" in text or not text.isprintable() or text != text.strip()
    return _regex(name) if odd else f"literal:{text}"


def _regex(name: bytes) -> str:
    """Only ASCII, so that neither a shell nor a mail changes it."""
    escaped = "".join(chr(one) if one in _PLAIN else f"\\x{one:02x}" for one in name)
    return f"regex:^{escaped}\\Z"
