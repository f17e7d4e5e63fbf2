# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The body of an answer, unpacked piece by piece."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from allmende.fetching.errors import NotWhatWasExpected, TooLarge, Unreachable

PIECE: Final = 65_536
"""Bytes unpacked at once."""


def content(address: str, pieces: Iterable[bytes], headers: Mapping[str, str], most: int) -> bytes:
    """The whole body, never more than `most` bytes of it in memory. Raises FetchError."""
    declared = headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:18]) > most:
        raise TooLarge(address, detail=most)
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise NotWhatWasExpected(address, detail=f"Content-Encoding: {packing}")
    found = bytearray()
    for piece in _unpacked(address, pieces) if "gzip" in packing else pieces:
        found += piece
        if len(found) > most:
            raise TooLarge(address, detail=most)
    return bytes(found)


def _unpacked(address: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of at most PIECE bytes, however small what they were packed in."""
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for packed in pieces:
        while packed:
            yield unpacking.decompress(packed, PIECE)
            if unpacking.eof and unpacking.unused_data:  # several members, RFC 1952, 2.2
                packed = unpacking.unused_data
                unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            else:
                packed = unpacking.unconsumed_tail
    if not unpacking.eof:
        raise Unreachable(address, "broken off", "gzip")
