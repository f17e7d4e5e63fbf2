# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Names of products made comparable. A name alone never decides, it only proposes."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

_SIGNS = str.maketrans("", "", "™®©℠")  # before NFKC, which would spell them out
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "oe",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
    }
)
_ADDITION = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_EDITION = re.compile(
    r"[\s,–-]+(?:community edition|open source edition|self[ -]?hosted|ce|oss|esr|lts)$"
)
# "+" and "#" tell C, C++ and C# apart, as does the full stop of .NET
_WORD = re.compile(r"(?:(?<![^\W_])\.(?=[^\W_]))?(?:[^\W_]|[+#])+")

_GENERIC = frozenset(
    word
    for line in files(__package__).joinpath("generic_names.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


def name_words(name: str) -> str:
    """A name as plain words, separated by single spaces: "Antragsgrün (CE)" is "antragsgruen".

    NFKC and case folding; ä, ö, ü and ß become ae, oe, ue and ss as German spells them without
    umlauts, other marks fall away; additions in brackets and a trailing edition (Community
    Edition, CE, OSS, self-hosted, ESR, LTS) fall away. "Server", "Desktop", "Enterprise" and
    "Community" stay: catalogues list products of their own under such names (Podman Desktop,
    Atom Community), and so does "Apache" (Apache Beam is not BEAM). Never empty for a name with
    anything visible in it.
    """
    folded = unicodedata.normalize("NFKC", name.translate(_SIGNS)).casefold()
    folded = unicodedata.normalize("NFC", folded).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", folded)
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).strip()
    plain = plain.replace("&", " and ")
    short = _ADDITION.sub("", plain).strip()
    short = _EDITION.sub("", short)
    return " ".join(_WORD.findall(short) or _WORD.findall(plain)) or plain


def normalise_name(name: str) -> str:
    """The comparable key of a name: its words without spaces. C, C++, C# and .NET stay apart."""
    return name_words(name).replace(" ", "")


def is_generic(name: str) -> bool:
    """Whether a name says what a thing is, not which one it is: "api", "docs", "survey"."""
    return is_generic_key(normalise_name(name))


def is_generic_key(key: str) -> bool:
    """As `is_generic`, of a key that `normalise_name` gave."""
    return len(key) < 2 or key.isdigit() or key in _GENERIC
