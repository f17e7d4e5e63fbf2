# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which characters the fonts inside Typst have; any other is told by its number."""

import unicodedata
from functools import cache
from pathlib import Path

from allmende.documents.texts import number

CHARACTERS = Path(__file__).parent / "typst" / "characters.txt"


def known_only(text: str) -> str:
    """The text with every character told by its number that the fonts in Typst do not have."""
    if text.isascii():
        return text
    known = _characters()
    composed = unicodedata.normalize("NFC", text)
    return "".join(one if ord(one) in known else number(one) for one in composed)


def latin_only(text: str) -> str:
    """As `known_only`, with nothing but Latin letters and the signs that go with them."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(one if _latin(one) else number(one) for one in composed)


def _latin(one: str) -> bool:
    return " " <= one < "\u0180" or one in "–—‘’‚“”„…€⟨⟩•·\u200b"


@cache
def _characters() -> frozenset[int]:
    rows = CHARACTERS.read_text("utf-8").splitlines()
    ranges = (row.split() for row in rows if row and not row.startswith("#"))
    return frozenset(
        point for first, last in ranges for point in range(int(first, 16), int(last, 16) + 1)
    )
