# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Text as it can be shown: what would steer a reader or a renderer is told by its number."""

import unicodedata

JOINING = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060")
"""Invisible characters that words of some languages need, and that turn nothing around."""


def visible(text: str) -> str:
    """The text in one line; control characters and changes of direction as ⟨U+202E⟩.

    XML and HTML know no such characters, and a change of direction (Unicode TR 36, 3.1) would show
    a path or a name otherwise than it is.
    """
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(number(one) if _steers(one) else one for one in line)


def number(character: str) -> str:
    """How a character that is not shown is told."""
    return f"⟨U+{ord(character):04X}⟩"


def _steers(one: str) -> bool:
    kind = unicodedata.category(one)
    if kind in ("Cc", "Cs"):
        return True
    point = ord(one)
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return True
    return kind == "Cf" and one not in JOINING


def spaced(text: str) -> str:
    """As `visible`, with the spaces at both ends kept as one: a piece of a line, not a line."""
    line = visible(text)
    if not line:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"
