# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A value as it may be shown and kept: a few characters of it, and a keyed hash."""

import hashlib

_SHORTEST = 8
"""Characters; of a shorter value nothing is shown."""


def redact(value: str) -> str:
    """What may be shown: at most the first four and the last two characters.

    >>> redact("correct horse battery staple")
    'corr…le'
    >>> redact("hunter2")
    '…'
    """
    if len(value) < _SHORTEST:
        return "…"
    if len(value) < 2 * _SHORTEST:
        return f"{_printable(value[:2])}…"
    return f"{_printable(value[:4])}…{_printable(value[-2:])}"


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else "�" for one in text)


def digest(value: str, salt: bytes) -> str:
    """The value's hash under the store's salt (16 to 64 bytes): 32 hex digits.

    The key keeps short values, such as telephone numbers, from being found by trying them all.
    """
    content = value.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, key=salt, digest_size=16).hexdigest()
