# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of a name, put into kinds by the longest known phrase.

Every word must find a kind for a name to be read: what is left over ("-like", "modified",
"with Commons Clause") may change the licence, so it forbids an answer instead of being skipped.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from allmende.licences.names import creative_commons, exceptions, german, gnu
from allmende.licences.names.bsd import BSD_PHRASES, BSD_WORDS, COUNTS
from allmende.licences.names.spdx_list import family_phrases, short
from allmende.licences.names.words import tokenise


class Kind(StrEnum):
    FAMILY = "family"
    VERSION = "version"
    LATER = "later"
    ONLY = "only"
    EXCEPTION = "exception"
    HINT = "hint"
    """Narrows one family: its name is before the colon of the value ("bsd:3")."""
    WITH = "with"
    FILLER = "filler"
    OR = "or"
    AND = "and"
    SLASH = "/"
    PLUS = "+"
    COMMA = ","
    OPEN = "("
    CLOSE = ")"
    CHOICE = "choice"
    """"dual licensed": what follows is a choice, whatever joins it."""
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A phrase of a name with its kind."""

    kind: Kind
    value: str
    words: tuple[str, ...]


_FILLERS = (
    *("the", "a", "an", "license", "version", "v", "agreement", "text", "terms", "software"),
    *("open source", "opensource", "free software", "project", "standard", "spdx"),
    *("under", "under the terms of", "terms of", "licensed under", "released under", "of"),
    *("distributed under", "available under", "is licensed under", "is released under"),
    *("published under", "covered by", "is distributed under", "licensed under the terms of"),
    *("provided under", "licensed", "license type", "license agreement", "terms and conditions"),
    *("is available under", "is", "both", "conditions", "official", "full text", "this software"),
    *("as published by the free software foundation", "by the free software foundation"),
    *("published by the free software foundation", "from the free software foundation"),
    *(
        "29 june 2007",
        "june 2007",
        "june 1991",
        "february 1999",
        "19 november 2007",
        "november 2007",
    ),
    *("3 november 2008", "november 2008", "november 2002", "march 2000"),
    *("inc", "dated", "=", "freie software", "freie", "quelloffen"),
)
_CHOICES = (
    *("dual", "dual license", "dual licensed", "dual licensed under", "either", "choice of"),
    *("dually licensed", "dual licensing", "your choice of", "multi licensed", "tri license"),
    *("dual licensed under either", "at your option", "disjunctive", "triple license"),
    *("dual license consisting of", "tri licensed", "licensed under either", "one of", "any of"),
    *("dual license under", "licensed under either of", "either of", "at your choice"),
)
_SIGNS = {
    **dict.fromkeys(("or", "oder", "|", "||", "ou", "or else", "alternatively"), Kind.OR),
    **dict.fromkeys(("and", "und", "&", "et", "as well as", "sowie"), Kind.AND),
    **dict.fromkeys((",", ";", "and / or", "und / oder", "und bzw", "bzw"), Kind.COMMA),
    "/": Kind.SLASH,
    **dict.fromkeys(("+", "plus"), Kind.PLUS),
    **dict.fromkeys(("(", "["), Kind.OPEN),
    **dict.fromkeys((")", "]"), Kind.CLOSE),
    **dict.fromkeys(("with", "including", "with the"), Kind.WITH),
}
_VERSION = re.compile(r"\d[\d.]{0,12}[a-z]?")
_HINTS = {
    **dict.fromkeys(("january 2004", "jan 2004"), "apache:"),
    **dict.fromkeys(
        (
            "universal",
            "public domain dedication",
            "public domain",
            "dedication",
            "gemeinfrei",
            "public domain per",
        ),
        "cc0:",
    ),
    **dict.fromkeys(
        (
            *("no copyleft exception", "incompatible with secondary license"),
            *("incompatible with secondary", "without exhibit b", "no copyleft"),
        ),
        "mpl:no-copyleft-exception",
    ),
    **dict.fromkeys(gnu.NO_INVARIANTS, "gfdl:no"),
    **dict.fromkeys(gnu.INVARIANTS, "gfdl:yes"),
    **dict.fromkeys(("any version", "any", "jede version", "version any"), "gpl:any"),
}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Kind, str]]]:
    """First word to the phrases that begin so, longest first."""
    table: dict[tuple[str, ...], tuple[Kind, str]] = {}

    def add(phrases: dict[str, str], kind: Kind) -> None:
        for phrase, value in phrases.items():
            table[tokenise(phrase)] = (kind, value)

    add(dict.fromkeys((*_FILLERS, *german.NOISE), ""), Kind.FILLER)
    add(
        {
            phrase: f"cc:{kind}:{value}"
            for phrase, (kind, value) in creative_commons.hints().items()
        },
        Kind.HINT,
    )
    add(
        {phrase: f"bsd:{count}" for phrase, count in (BSD_WORDS | german.BSD_WORDS).items()},
        Kind.HINT,
    )
    for word, count in (COUNTS | german.COUNTS | {str(n): str(n) for n in range(5)}).items():
        add({f"{word} clause": f"bsd:{count}"}, Kind.HINT)
    add(_HINTS, Kind.HINT)
    for phrase, exception in exceptions.phrases().items():
        words = tuple(phrase.split())
        table[words] = (Kind.EXCEPTION, exception)
        if words[-1] == "exception":  # "mit" is German for "with", and a licence
            table[("mit", *words)] = table[("mit", "der", *words)] = (Kind.EXCEPTION, exception)
    for phrase, key in family_phrases().items():
        table[tuple(phrase.split())] = (Kind.FAMILY, key)
    for family in gnu.GNU_FAMILIES:
        add(dict.fromkeys(family.phrases, family.key), Kind.FAMILY)
    for key, phrases in german.FAMILIES.items():
        add(dict.fromkeys(phrases, key), Kind.FAMILY)
    add(dict.fromkeys(BSD_PHRASES, "bsd"), Kind.FAMILY)
    add(dict.fromkeys(creative_commons.PHRASES, "cc"), Kind.FAMILY)
    add(dict.fromkeys((*gnu.LATER, *german.LATER), ""), Kind.LATER)
    add(dict.fromkeys((*gnu.ONLY, *german.ONLY), ""), Kind.ONLY)
    add(dict.fromkeys((*_CHOICES, *german.CHOICE), ""), Kind.CHOICE)
    for sign, kind in _SIGNS.items():
        table.setdefault(tuple(sign.split()), (kind, ""))
    table[("+later",)] = (Kind.LATER, "+")
    by_first: dict[str, list[tuple[tuple[str, ...], Kind, str]]] = {}
    for words, (kind, value) in table.items():
        if words:
            by_first.setdefault(words[0], []).append((words, kind, value))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_first


@cache
def known_words() -> frozenset[str]:
    """Every word that occurs in a phrase."""
    return frozenset(word for ones in _phrases().values() for one, _, _ in ones for word in one)


def lexemes(words: tuple[str, ...]) -> list[Lexeme]:
    """The words as phrases, from left to right, the longest first."""
    by_first = _phrases()
    found: list[Lexeme] = []
    place = 0
    while place < len(words):
        for phrase, kind, value in by_first.get(words[place], ()):
            if words[place : place + len(phrase)] == phrase:
                found.append(Lexeme(kind, value, phrase))
                place += len(phrase)
                break
        else:
            found.append(_unlisted(words[place]))
            place += 1
    return found


def _unlisted(word: str) -> Lexeme:
    if _VERSION.fullmatch(word):
        return Lexeme(Kind.VERSION, short(word), (word,))
    return Lexeme(Kind.STRANGE, word, (word,))
