# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What goes into third-party notices, and how hostile text is made harmless."""

import re
from dataclasses import dataclass

# C0 and C1 controls but tab and line feed, marks that turn the direction of reading, and halves
# of surrogate pairs: none belongs into a notice, each can make it show something else.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One third-party part: what a bill of materials or a package says of it.

    `licence` is an SPDX expression or None, `chosen` the branch of an OR that was taken,
    `text` the licence text that came with the part, `further_texts` more of them where the part
    brings several.
    """

    name: str
    version: str | None = None
    purl: str | None = None
    licence: str | None = None
    copyrights: tuple[str, ...] = ()
    text: str | None = None
    homepage: str | None = None
    chosen: str | None = None
    further_texts: tuple[str, ...] = ()


def line(text: str | None) -> str:
    """A text as one line without anything that a terminal or a browser would act upon."""
    if not text or (text.isascii() and text.isprintable() and "  " not in text):
        return (text or "").strip()
    return " ".join(_HARMFUL.sub(" ", text).split())


def block(text: str | None) -> str:
    """A text of several lines, with Unix line ends, without trailing space and harmful marks."""
    unified = _HARMFUL.sub("", _LINE_ENDS.sub("\n", text or ""))
    return "\n".join(one.rstrip() for one in unified.split("\n")).strip("\n")


def web_address(text: str | None) -> str | None:
    """A homepage if it is a plain web address; anything else (javascript:, file:) is no link."""
    address = (text or "").strip()
    return address if _WEB.fullmatch(address) and not _HARMFUL.search(address) else None
