# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From text to the terms that stand in the index: split, fold, stem, take German compounds apart.

The same functions serve the index, the search and the highlights; whatever they say, all three say.

Folding: lower case, no accents, ``ß`` as ``ss``; German umlauts become their plain vowel, and so do
``ae``, ``oe`` and ``ue``. "Bürgerbüro", "Buergerbuero" and "Burgerburo" are one word. ``ue`` is
left alone after a, e and q ("neue", "Steuer", "Quelle") and where English and French words end in
it ("issue", "values", "continued").
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ruamel.yaml import YAML
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

STEMMED = {"de": "german", "en": "english", "fr": "french", "it": "italian"}
LONGEST_WORD = 60

_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_DIGRAPH = re.compile(r"ae|oe|(?<![aeq])ue(?!(?:[sd]?$))")
_SPECIAL = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
LINKS = ("", "s", "n", "en", "er", "es", "e")
"""Letters between the parts of a German compound."""
_SHORTEST_PART, _SHORTEST_COMPOUND = 3, 8


def clean(text: str) -> str:
    """The text without what no index can hold: half surrogates and control characters."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def raw_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the word as written, for every word of a text."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), found.group()


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and folded form of every word of a text."""
    for start, end, raw in raw_spans(text):
        if word := fold(raw):
            yield start, end, word


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word for raw in _WORD.findall(text) if (word := fold(raw))]


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """One word as it stands in the index; see the module for the rules."""
    word = plain(word)
    return _DIGRAPH.sub(lambda pair: pair.group()[0], word)[:LONGEST_WORD]


def plain(text: str) -> str:
    """Lower case and without accents; digraphs stay."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def squeeze(text: str) -> str:
    """All words in one, so that "Open Project", "open-project" and "OpenProject" are equal."""
    return "".join(words(text))


def name_words(name: str) -> list[str]:
    """The words of a name, and the parts of words written in CamelCase or with figures."""
    whole = _WORD.findall(name)
    parts = [part for word in whole for part in _CAMEL.split(word) if part != word]
    return [word for raw in whole + parts if (word := fold(raw))]


def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself where the language has no stemmer here."""
    return _stem(word, language) if language in STEMMED else word


@lru_cache(maxsize=1 << 18)
def _stem(word: str, language: str) -> str:
    stems = _stemmer(language).analyze(word)
    return stems[0] if stems else word


@cache
def _stemmer(language: str) -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.whitespace())
        .filter(Filter.stemmer(STEMMED[language]))
        .build()
    )


@lru_cache(maxsize=1 << 14)
def stems(word: str) -> tuple[str, ...]:
    """Every stem of a folded word, whatever language it is of; the word itself first.

    French and Italian leave too little of short words: "Kita" is no "kit".
    """
    said = {language: stem(word, language) for language in STEMMED}
    return tuple(
        dict.fromkeys(
            (
                word,
                *(s for code, s in said.items() if code in ("de", "en") or len(s) > _SHORTEST_PART),
            )
        )
    )


def text_term(stemmed: str, language: str) -> str:
    """A stem of a text as it stands in the index: French "concert" is not English "concert"."""
    return f"{language if language in STEMMED else '-'}:{stemmed}"


@lru_cache(maxsize=1 << 14)
def text_terms(word: str) -> tuple[str, ...]:
    """Every term a folded word may stand as in texts of any language."""
    return tuple(text_term(stem(word, language), language) for language in (*STEMMED, "-"))


@lru_cache(maxsize=1 << 17)
def compound(word: str) -> tuple[str, ...]:
    """The parts of a German compound as stems, first to last; empty where it is not one.

    Only words made wholly of parts from ``words.yaml`` are taken apart: a wrong cut finds what
    nobody looked for, a missing one is made good by the term table.
    """
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    parts = _cut(word)
    return parts if parts and len(parts) > 1 else ()


def telling_parts(word: str) -> tuple[str, ...]:
    """The parts of a compound that say more than "a program for ...", the main one last."""
    return tuple(part for part in compound(word) if part not in word_lists().heads)


def _cut(rest: str) -> tuple[str, ...] | None:
    lists = word_lists()
    if (last := stem(rest, "de")) in lists.part_stems:
        return (last,)
    for length in range(len(rest) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first = rest[:length]
        if first not in lists.parts:
            continue
        for link in LINKS:
            after = rest[length:]
            if after.startswith(link) and len(after) - len(link) >= _SHORTEST_PART:
                tail = _cut(after[len(link) :])
                if tail:
                    return (stem(first, "de"), *tail)
    return None


@dataclass(frozen=True, slots=True)
class WordLists:
    """``words.yaml``, folded."""

    stop: frozenset[str]
    filler: frozenset[str]
    parts: frozenset[str]
    part_stems: frozenset[str]
    heads: frozenset[str]
    """Stems."""
    vague: frozenset[str]
    links: frozenset[str]

    def is_idle(self, word: str) -> bool:
        """Does the word say nothing of what is looked for?"""
        return word in self.stop or word in self.filler


@cache
def word_lists() -> WordLists:
    """The word lists, read once."""
    data = YAML(typ="safe").load(
        files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    )
    parts = words(data["parts"])
    # A final "e" is lost before a link: "Schule" stands in "Schulverwaltung".
    without_e = {part[:-1] for part in parts if part.endswith("e") and len(part) > 4}
    return WordLists(
        stop=frozenset(word for text in data["stop"].values() for word in words(text)),
        filler=frozenset(word for text in data["filler"].values() for word in words(text)),
        parts=frozenset(parts) | without_e,
        part_stems=frozenset(stem(part, "de") for part in parts),
        heads=frozenset(stem(word, "de") for word in words(data["heads"])),
        vague=frozenset(word for text in data["vague"].values() for word in words(text)),
        links=frozenset(word for text in data["links"].values() for word in words(text)),
    )
