# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A plain dictionary for the words that no concept of the term table has.

Most texts are English. The folder ``dictionary`` holds one file for each language, and a line of it
is a word and what it is in English: ``Gutschein: voucher, coupon``; for English itself, what means
nearly the same. A word is also searched by all that its line says, as weakly as a word of a text.
What a thing is called and what belongs to it is a concept and stands in the term table instead.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from allmende.workbench.core.search import words
from allmende.workbench.core.search.errors import NotATermTable
from allmende.workbench.core.search.terms import Phrase

Said = tuple[Phrase, ...]
"""Ways to say one thing in English."""

_SHORTEST_PART = 4
"""Letters of a part of a compound."""
_SEPARABLE = (
    "ab|an|auf|aus|bei|bereit|durch|ein|fest|frei|her|herunter|hin|hoch|los|mit|nach|um|unter|vor|"
    "weg|weiter|wieder|zu|zuruck|zusammen"
)
_WITH_ZU = re.compile(rf"(?P<prefix>{_SEPARABLE})zu(?P<verb>\w{{3,}}e?n)$")
_PARTICIPLE = re.compile(rf"(?P<prefix>{_SEPARABLE})?ge(?P<verb>\w{{3,}}?)(?:e?te?|en)[mnrs]?$")
_PRESENT = re.compile(r"(?P<prefix>)(?P<verb>\w{3,}?)e?te?[mnrs]?$")


@lru_cache(maxsize=1 << 14)
def in_english(word: str) -> tuple[Said, ...]:
    """What a folded word is in English: one thing, or one for each part of a German compound.

    Empty where the dictionary does not have it, or not all of its parts.
    """
    if said := _said(word):
        return (said,)
    for length in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if not (first := _german(word[:length]) or _german(f"{word[:length]}e")):
            continue
        for link in words.LINKS:
            rest = word[length:].removeprefix(link)
            if len(rest) < _SHORTEST_PART or not word.endswith(link + rest):
                continue
            if behind := in_english(rest):
                return (first, *behind)
    return ()


def _said(word: str) -> Said:
    lines = _dictionary()
    return _german(word) or tuple(
        dict.fromkeys(
            said
            for language in sorted(lines.keys() - {"de"})
            for said in lines[language].get(words.stem(word, language), ())
        )
    )


@lru_cache(maxsize=1 << 14)
def _german(word: str) -> Said:
    lines = _dictionary()["de"]
    stems = (words.stem(form, "de") for form in (word, *_base_forms(word)))
    return next((lines[stem] for stem in stems if stem in lines), ())


def _base_forms(word: str) -> Iterator[str]:
    """What a German word may be a form of to which the stemmer does not lead back.

    >>> list(_base_forms("anzubieten")), list(_base_forms("verfolgt"))
    (['anbieten', 'anzubien', 'anzubin'], ['verfolgen', 'verfolgn'])
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
    """By language and stem, read once."""
    folder = files(__package__).joinpath("dictionary")
    return {
        file.name.removesuffix(".yaml"): read(
            file.read_text(encoding="utf-8"), file.name.removesuffix(".yaml")
        )
        for file in folder.iterdir()
    }


def read(text: str, language: str) -> Mapping[str, Said]:
    """The lines of a dictionary, by the stem of their word in its language.

    Raises ``NotATermTable`` with the word whose line is wrong.
    """
    found: dict[str, dict[Phrase, None]] = {}
    for word, said in YAML(typ="safe").load(text).items():
        folded = words.words(str(word))
        if len(folded) != 1 or not isinstance(said, str):
            raise NotATermTable(str(word), "one word and its translations are expected")
        ways = found.setdefault(words.stem(folded[0], language), {})
        for way in map(str.strip, said.split(",")):
            stems = tuple(words.stem(one, "en") for one in words.words(way))
            if not stems:
                raise NotATermTable(str(word), f"{way!r} is no word")
            ways[Phrase(way, "en", stems)] = None
    return {stem: tuple(ways) for stem, ways in found.items()}
