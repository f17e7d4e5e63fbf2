# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""JSON with bytes and columns of numbers in it, read back without looking at each number."""

import json
import sys
import zlib
from array import array
from typing import Any

_MARK = b"columns 1 " + sys.byteorder.encode() + b" "
"""What another processor wrote is not read; it would read the numbers the other way round."""
_BYTES = "\0bytes"
"""Names an object in the JSON that stands for bytes; no key of ours begins so."""


class Damaged(Exception):
    """Not what was written."""


def packed(shape: Any) -> bytes:
    """JSON in which `bytes` and `array` may stand; `unpacked` reads it."""
    parts: list[bytes] = []

    def part(one: Any) -> Any:
        kind = one.typecode if isinstance(one, array) else ""
        parts.append(bytes(one))
        return {_BYTES: [kind, len(parts[-1])]}

    text = json.dumps(shape, separators=(",", ":"), default=part).encode()
    content = b"".join([b"%d\n" % len(text), text, *parts])
    return _MARK + b"%08x" % zlib.crc32(content) + content


def unpacked(content: bytes) -> Any:
    """Raises Damaged."""
    start = len(_MARK) + 8
    if not content.startswith(_MARK) or content[start - 8 : start] != b"%08x" % zlib.crc32(
        memoryview(content)[start:]
    ):
        raise Damaged
    behind = content.index(b"\n", start) + 1
    at = behind + int(content[start : behind - 1])

    def restored(one: dict[str, Any]) -> Any:
        nonlocal at
        if _BYTES not in one:
            return one
        kind, size = one[_BYTES]
        at += size
        part = content[at - size : at]
        return array(kind, part) if kind else part

    return json.loads(content[behind:at], object_hook=restored)
