# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
# ruff: noqa: E501 (a pattern is easier to read in one line)
"""Licences that the classifier's corpus lacks, known by a title and a few characteristic words.

The EUPL has 23 languages, the CeCILL two, Creative Commons many; the corpus holds one of each.
Short licences of the SPDX list that it lacks are known by one sentence of theirs.
"""

import re
from dataclasses import dataclass
from functools import cache

_TITLE_WORDS = 60
"""Words from the beginning in which a title stands."""

_LONG: tuple[tuple[str, str, int], ...] = (
    # SPDX id, what stands in the title, least number of words of the whole text
    (
        "EUPL-1.2",
        r"\bv\. ?1\.2\b.{0,60}\beupl ?(?:copyright|©).{0,60}\b2007, ?2016\b|\beupl ?(?:copyright|©).{0,60}\b2007, ?2016\b",
        1000,
    ),
    ("EUPL-1.1", r"\bv\.? ?1\.1\b.{0,60}\beupl ?(?:copyright|©).{0,60}\b2007\b(?!, ?2016)", 1000),
    ("EUPL-1.0", r"\bv\.? ?1\.0\b.{0,60}\beupl ?(?:copyright|©).{0,60}\b2007\b(?!, ?2016)", 1000),
    ("CECILL-2.1", r"\bcecill\b(?!-).{0,60}version 2\.1", 1000),
    ("CECILL-2.0", r"\bcecill\b(?!-).{0,60}version 2\.?0?\b(?!\.1)", 1000),
    ("CECILL-1.1", r"\bcecill\b(?!-).{0,60}version 1\.1", 1000),
    ("CECILL-B", r"\bcecill-b\b", 1000),
    ("CECILL-C", r"\bcecill-c\b", 1000),
    ("D-FSL-1.0", r"deutsche freie software lizenz|german free software license", 500),
    ("MulanPSL-2.0", r"木兰宽松许可证,? ?第2版|mulan permissive software license,? ?version 2", 30),
    ("MulanPSL-1.0", r"木兰宽松许可证,? ?第1版|mulan permissive software license,? ?version 1", 30),
    ("etalab-2.0", r"licence ouverte.{0,40}version 2\.0", 150),
    ("LiLiQ-P-1.1", r"licence libre du québec.{0,20}permissive", 200),
    ("LiLiQ-R-1.1", r"licence libre du québec.{0,20}réciprocité \(", 200),
    ("LiLiQ-Rplus-1.1", r"licence libre du québec.{0,20}réciprocité forte", 200),
    ("CC0-1.0", r"cc0 1\.0 (?:universell|universel)", 200),
    (
        "CC-BY-NC-SA-4.0",
        r"(?:namensnennung|attribution|attribuzione).{1,4}(?:nicht kommerziell|pas d'utilisation commerciale|non commerciale).{1,4}(?:weitergabe unter gleichen bedingungen|partage dans les mêmes conditions|condividi allo stesso modo) 4\.0",
        500,
    ),
    ("CC-BY-NC-ND-4.0", r"namensnennung.{1,4}nicht kommerziell.{1,4}keine bearbeitungen 4\.0", 500),
    ("CC-BY-NC-4.0", r"namensnennung.{1,4}nicht kommerziell 4\.0", 500),
    ("CC-BY-ND-4.0", r"namensnennung.{1,4}keine bearbeitungen 4\.0", 500),
    (
        "CC-BY-SA-4.0",
        r"(?:namensnennung.{1,4}weitergabe unter gleichen bedingungen|attribution.{1,4}partage dans les mêmes conditions|attribuzione.{1,4}condividi allo stesso modo) 4\.0",
        500,
    ),
    (
        "CC-BY-4.0",
        r"namensnennung 4\.0 international|attribution 4\.0 international|attribuzione 4\.0 internazionale",
        500,
    ),
)

_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "LicenseRef-Commons-Clause",
        r"commons clause\"? license condition|\bwith (?:the )?\"?commons clause|the license does not grant to you,? the right to sell the software",
    ),
    (
        "CC0-1.0",
        r"dedicated all copyright and related and neighbou?ring rights to this (?:software|work|program|code)",
    ),
    (
        "Cronyx",
        r"may be used, modified, copied, distributed, and sold,? in both source and binary form provided that the copyright and these terms are retained",
    ),
    (
        "DocBook-DTD",
        r"permission to use, copy, modify and distribute the docbook (?:xml |sgml )?dtd",
    ),
    (
        "DocBook-Stylesheet",
        r"permission to use, copy, modify and distribute this stylesheet and its accompanying documentation",
    ),
    (
        "Furuseth",
        r"redistribution and use in source and binary forms, with or without modification, are permitted provided that this notice is preserved\. the names of the copyright holders",
    ),
    ("GD", r"permission has been granted to copy, distribute and modify gd in any context"),
    (
        "HPND-SMC",
        r"permission to use, copy, modify, and distribute this python software and its associated documentation for any purpose",
    ),
    ("MIPS", r"mips computer systems, inc\. grants reproduction and use rights to all parties"),
    (
        "SunPro",
        r"permission to use, copy, modify, and distribute this software is freely granted,? provided that this notice is preserved",
    ),
    (
        "TPDL",
        r"license hereby granted for anyone to use, modify or redistribute this module at their own risk",
    ),
    ("TTWL", r"this module may be modified, used, copied, and redistributed at your own risk"),
    ("Zeeff", r"you can use this code in any manner, as long as you leave my name on it"),
    (
        "fwlw",
        r"this software package may be freely used, transmitted, reproduced, or modified provided that this notice",
    ),
    (
        "magaz",
        r"this software may be freely used, transmitted, reproduced, or modified provided that the copyright notice",
    ),
    (
        "ssh-keyscan",
        r"is permitted provided that due credit is given to the author and the openbsd project",
    ),
    (
        "ulem",
        r"this software may be freely transmitted, reproduced, or modified for any purpose provided that",
    ),
)


@dataclass(frozen=True, slots=True)
class Titled:
    expression: str
    start: int
    end: int


def titled(text: str, words: int) -> Titled | None:
    """The licence whose title stands at the beginning of a lower-case text of so many words."""
    beginning = text[: _TITLE_WORDS * 10]
    for name, least, pattern in _long():
        if words >= least and (match := pattern.search(beginning)):
            return Titled(name, match.start(), len(text))
    return None


def sentenced(text: str) -> Titled | None:
    """The short licence of which a lower-case text has the characteristic sentence."""
    for name, pattern in _short():
        match = pattern.search(text)
        if match:
            return Titled(name, match.start(), match.end())
    return None


@cache
def _long() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple((name, least, re.compile(pattern)) for name, pattern, least in _LONG)


@cache
def _short() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in _SENTENCES)
