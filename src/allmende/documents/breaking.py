# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where long words may break, so that none runs out of its column."""

import re
import unicodedata
from typing import NamedTuple

BREAK = "\u200b"
TOGETHER = 4
"""Letters that stay together where a word may break anywhere: each place to break costs time."""
_LONG = re.compile(r"\S{13,}")
_SIGNS = "/\\._-=?&:,;@+()"
_PIECE = re.compile(r"(?<=[/\\._\-=?&:,;@+])(?=[^\s/\\._\-=?&:,;@+])|(?<=[a-zäöü])(?=[A-ZÄÖÜ])")


class Room(NamedTuple):
    """From how many characters on a piece without a good place to break may break anywhere.

    `letters` counts for pieces of letters alone, which hyphenation breaks as long as they can be
    words, `others` for hashes and numbers, `code` for what is never hyphenated.
    """

    letters: int
    others: int
    code: int

    @property
    def for_code(self) -> "Room":
        return self._replace(letters=self.code)


WIDE = Room(letters=48, others=24, code=48)
NARROW = Room(letters=40, others=13, code=18)
"""A column of a table, of which there may be six."""


def breakable(text: str, room: Room = WIDE) -> str:
    """Long words with `BREAK` after a sign, between parts, and at last anywhere."""
    return _LONG.sub(lambda match: _broken(match.group(), room), text)


def _broken(word: str, room: Room) -> str:
    pieces = _PIECE.split(word)
    return BREAK.join(BREAK.join(_letters(one)) if _too_long(one, room) else one for one in pieces)


def _too_long(piece: str, room: Room) -> bool:
    are_letters = piece.rstrip(_SIGNS).isalpha()
    return len(piece) >= (room.letters if are_letters else room.others)


def _letters(text: str) -> list[str]:
    """Letters with the marks that stand on them, `TOGETHER` at a time."""
    found: list[str] = []
    for one in text:
        if found and (unicodedata.combining(one) or one in "\u200c\u200d"):
            found[-1] += one
        else:
            found.append(one)
    return ["".join(found[at : at + TOGETHER]) for at in range(0, len(found), TOGETHER)]
