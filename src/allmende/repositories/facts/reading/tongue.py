# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a text is German or English, by its most frequent little words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# The commonest function words of either language that are no word of the other.
_GERMAN_WORDS = """
    der das und ist nicht mit für von zu den dem ein eine einer eines einem einen auf wird werden
    im des sich auch oder bei aus wie nach durch kann können sind zur zum über sie wir diese
    dieser dieses wenn als nur noch unter vor bis müssen muss sowie beim"""
_ENGLISH_WORDS = """
    the and of to for with that this are be or is it you your can from by as not will have has
    if we our use using which these should must when how all more its into than they at on"""
_GERMAN = frozenset(_GERMAN_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,30}")
_MOST_WORDS = 5_000
_FEWEST = 4
"""Fewer little words than this say nothing."""
_CLEAR = 4
"""So many times as often as the other, and the other is quotation and loan words."""

Tongue = Literal["de", "en", "both"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """`language` None where there is too little text; `de` and `en` count little words."""

    language: Tongue | None
    de: int
    en: int


def spoken(lines: Iterable[str]) -> Spoken:
    words = 0
    de = en = 0
    for line in lines:
        here = _WORD.findall(line.lower())
        words += len(here)
        de += sum(map(_GERMAN.__contains__, here))
        en += sum(map(_ENGLISH.__contains__, here))
        if words > _MOST_WORDS:
            break
    return Spoken(_language(de, en), de, en)


def _language(de: int, en: int) -> Tongue | None:
    if de + en < _FEWEST:
        return None
    if de >= _CLEAR * en:
        return "de"
    return "en" if en >= _CLEAR * de else "both"
