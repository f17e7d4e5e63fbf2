# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A plain dictionary for the words that no concept of the term table has, since most texts are
English.

The folder ``dictionary`` holds one file for each language, a line of which is a word and what it is
in English: ``Gutschein: voucher, coupon``. For English itself they are words of nearly the same
meaning. A word of the dictionary is searched by all that its line says, as weakly as a word of a
text; what a concept is and how it is called belongs to the table.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from allmende.workbench.core.search import words

_SHORTEST_PART = 4
"""Letters."""
_LINKS = ("", "s", "n", "en", "er", "es", "e")

Said = tuple[tuple[str, ...], ...]
"""Ways to say something, each as English stems."""


@cache
def in_english(word: str) -> Said:
    """What a folded word may be in English; nothing where the dictionary does not have it."""
    return tuple(
        dict.fromkeys(
            said
            for language, lines in _dictionary().items()
            if language != "en"
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
    lines = _dictionary()["de"]
    return lines.get(words.stem(part, "de"), ()) or lines.get(words.stem(f"{part}e", "de"), ())


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
