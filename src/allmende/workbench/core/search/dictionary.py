# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A plain dictionary for the words that no concept of the term table has, since most texts are
English.

The folder ``dictionary`` holds one file for each language, a line of which is a word and what it is
in English: ``Gutschein: voucher, coupon``. For English itself they are words of nearly the same
meaning. A word of the dictionary is searched by all that its line says, as weakly as a word of a
text; what a concept is and how it is called belongs to the table.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from allmende.workbench.core.search import words

_SHORTEST_PART = 4
"""Letters."""
_LINKS = ("", "s", "n", "en", "er", "es", "e")

_SEPARABLE = (
    "ab|an|auf|aus|bei|bereit|durch|ein|fest|frei|her|herunter|hin|hoch|los|mit|nach|um|unter|vor|"
    "weg|weiter|wieder|zu|zuruck|zusammen"
)
_WITH_ZU = re.compile(rf"(?P<prefix>{_SEPARABLE})zu(?P<verb>\w{{3,}}e?n)$")
_PARTICIPLE = re.compile(rf"(?P<prefix>{_SEPARABLE})?ge(?P<verb>\w{{3,}}?)(?:e?te?|en)[mnrs]?$")
_PRESENT = re.compile(r"(?P<prefix>)(?P<verb>\w{3,}?)e?te?[mnrs]?$")

Said = tuple[tuple[str, ...], ...]
"""Ways to say something, each as English stems."""


@cache
def in_english(word: str) -> Said:
    """What a folded word of another language may be in English; nothing where it is not known."""
    return _german(word) or tuple(
        dict.fromkeys(
            said
            for language, lines in _dictionary().items()
            if language not in ("de", "en")
            for said in lines.get(words.stem(word, language), ())
        )
    )


def nearly(word: str) -> Said:
    """Other English words of nearly the same meaning."""
    return _dictionary()["en"].get(words.stem(word, "en"), ())


def knows(word: str) -> bool:
    """Whether a folded word, or each part of it, is in the dictionary."""
    return bool(in_english(word) or parts_in_english(word))


@cache
def parts_in_english(word: str) -> tuple[Said, ...]:
    """The same for each part of a German compound; empty where it is not made wholly of them."""
    for length in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if not (first := _of_part(word[:length])):
            continue
        for link in _LINKS:
            rest = word[length:].removeprefix(link)
            if len(rest) < _SHORTEST_PART or not word.endswith(link + rest):
                continue
            if last := in_english(rest):
                return (first, last)
            if more := parts_in_english(rest):
                return (first, *more)
    return ()


def _of_part(part: str) -> Said:
    return _german(part) or _german(f"{part}e")


@cache
def _german(word: str) -> Said:
    lines = _dictionary()["de"]
    forms = (word, *_base_forms(word))
    return next((found for one in forms if (found := lines.get(words.stem(one, "de")))), ())


def _base_forms(word: str) -> Iterator[str]:
    """What a word may be a form of to which no stemmer leads back.

    >>> list(_base_forms("anzubieten")), list(_base_forms("verfolgt"))
    (['anbieten'], ['verfolgen', 'verfolgn'])
    """
    if word.endswith(("in", "innen")):
        yield word.removesuffix("nen").removesuffix("in")
    if found := _WITH_ZU.match(word):
        yield found["prefix"] + found["verb"]
    for form in (_PARTICIPLE, _PRESENT):
        if found := form.match(word):
            yield from (f"{found['prefix'] or ''}{found['verb']}{end}" for end in ("en", "n"))


@cache
def _dictionary() -> Mapping[str, Mapping[str, Said]]:
    """By language and stem."""
    return {
        file.name.removesuffix(".yaml"): _read(file.read_text(encoding="utf-8"), file.name[:2])
        for file in files(__package__).joinpath("dictionary").iterdir()
    }


def _read(text: str, language: str) -> Mapping[str, Said]:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for word, said in YAML(typ="safe").load(text).items():
        for folded in words.words(word):
            ways = found.setdefault(words.stem(folded, language), {})
            for way in said.split(","):
                ways[tuple(words.stem(one, "en") for one in words.words(way))] = None
    return {stem: tuple(ways) for stem, ways in found.items()}
