# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Names of products made comparable. A name alone never decides, it only proposes."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans("", "", "™®©℠")  # before NFKC, which would spell them out
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}
)
_ADDITION = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_EDITION = re.compile(
    r"[\s,–-]+(?:community edition|open source edition|self[ -]?hosted|ce|oss|esr|lts)$"
)
# "+" and "#" tell C, C++ and C# apart, as does the full stop of .NET
_WORD = re.compile(r"(?:(?<![^\W_])\.(?=[^\W_]))?(?:[^\W_]|[+#])+")

_GENERIC = frozenset(
    """
    about accessibility admin analytics api apis apidocs apistandards app apps archive assets
    backend beta blog book bot browser calculator calendar catalog catalogue chat ci client
    cloud cms code commons community compliance config content contentguide core crm css dashboard
    data database dataset datasets demo design designsystem developer developers developerhub dns
    docs documentation editor email engine erp events examples explorer extension feedback
    files firewall form forms forum framework frontend gallery gateway guide guides handbook
    help home homepage hub ideas infrastructure intake intranet issues jobs kiosk learning library
    mail manager map maps messenger methods metrics mobile mobileapp model models monitor network
    news notes onboarding open opendata opensource opensourcepolicy pages participation password
    platform players playbook policies policy portal project projects proxy qualitycheck
    registry release reports repository resources responses rules sandbox schema scripts sdk search
    security server service services signup site sites software spec standards starter status
    store styleguide support survey surveys system tasks template templates test testing tests
    toolkit tools tracker training translations tutorial ui utils vm web webapp website webtools
    widget widgets wiki workflow workshop www
    """.split()
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
    key = normalise_name(name)
    return len(key) < 2 or key.isdigit() or key in _GENERIC
