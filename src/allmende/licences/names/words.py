# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From what somebody typed to plain words: cleaning and splitting."""

import html
import re
import unicodedata

LONGEST = 2000
"""Characters; a longer text is a licence text, no name."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "≥": ">=",
        "≤": "<=",
    }
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]{1,500})>", re.IGNORECASE)
_ABBREVIATED_WITH = re.compile(r"\bw/(?!o\b)\s*", re.IGNORECASE)
_HYPHENATED_VERSION = re.compile(r"(?<=[a-z])[-_](\d)[-_](\d)(?![\d.]|[-_ ]?[a-z])")
"""As addresses and authority tables write it: "gpl-2-0", "EUPL_1_2"."""

_TOKEN = re.compile(
    r"""
    (?P<number>\d+(?:\.\d+)*(?:[a-z](?![a-z0-9]))?)
  | (?P<word>[^\W\d_]+)
  | (?P<sign>>=|<=|==|\|\||::|[+/,;|&()\[\]<>=~])
    """,
    re.VERBOSE,
)


def clean(text: str) -> str:
    """One line of plain characters: no mark-up, no invisible or typographic signs."""
    plain = unicodedata.normalize("NFKC", html.unescape(text))
    plain = _UNSEEN.sub("", plain).translate(_TYPOGRAPHY)
    plain = _TAG.sub(" ", _AUTOLINK.sub(r" \1 ", plain))
    return " ".join(_CONTROL.sub(" ", plain).split())


def fold(text: str) -> str:
    """Lower case, umlauts spelt out, no accents: "Öffentliche" is "oeffentliche"."""
    if text.isascii():
        return text.casefold()
    composed = unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(sign)
    )


def tokenise(text: str) -> tuple[str, ...]:
    """Words, numbers and the signs that mean something, folded.

    A "v" glued to a number ("GPLv2") is a word of its own. "+" is "+later" where it ends a
    version or name ("GPL-2.0+") and "+" where it joins two ("CDDL+GPL", "MIT + file LICENSE").

    >>> tokenise("The GPLv2+ Licence")
    ('the', 'gpl', 'v', '2', '+later', 'license')
    """
    folded = _ABBREVIATED_WITH.sub(" with ", fold(text)).replace("'", "")
    folded = _HYPHENATED_VERSION.sub(r"-\1.\2", folded)
    tokens: list[str] = []
    for found in _TOKEN.finditer(folded):
        piece = found.group()
        start, end = found.span()
        if found.lastgroup == "word":
            if piece[-1] == "v" and len(piece) > 1 and folded[end : end + 1].isdigit():
                tokens.append(_SAME.get(piece[:-1], piece[:-1]))
                piece = "v"
            tokens.append(_SAME.get(piece, piece))
        elif piece == "+":
            tokens.append("+later" if _ends_a_name(folded, start, end) else "+")
        else:
            tokens.append(piece)
    return tuple(tokens)


def _ends_a_name(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not after:
        return True
    return before.isalnum() and not after.isalnum()


_SAME = {
    **dict.fromkeys(
        (
            *("licence", "licences", "licenses", "lizenz", "lizenzen", "licens", "licencia"),
            *("licenza", "licensing", "lisence", "liscense", "lisense", "lincense", "licesne"),
            *("licene", "lincence", "licenc", "lizens", "lisenz", "softwarelizenz"),
        ),
        "license",
    ),
    **dict.fromkeys(("unlicence", "unlizenz"), "unlicense"),
    "unlicenced": "unlicensed",
    **dict.fromkeys(("ver", "vers", "versions", "versione", "versionen", "rev"), "version"),
    **dict.fromkeys(("exceptions", "ausnahme", "ausnahmen"), "exception"),
    **dict.fromkeys(("clauses", "klausel", "klauseln", "clausel"), "clause"),
}
"""One spelling for words that mean the same everywhere."""
