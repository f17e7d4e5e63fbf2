# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The curated term table: concepts with their words in German, English, French and Italian.

A word or phrase of a search that belongs to a concept is also searched by its other words. The
folder ``terms`` holds the table, one file for each field of an administration's work. One line is
one concept with its words in each language: base forms, since case, accents and endings do not
matter, and none that mean much else ("Termin", "form"), which would draw in what nobody looks for.
A phrase may stand in several lines, a concept in one. What stands under ``hears`` leads to the
concept and is not searched by it: who says "Stadtrat" may want a council information system, but
not all that a city council has published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from allmende.workbench.core.search import words
from allmende.workbench.core.search.errors import NotATermTable

HEARS = "hears"
_SHORTEST, _SHORTEST_REST = 5, 3
"""Letters of a concept's stem inside a compound, and of what stands beside it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a concept: as written, its language, and its stems in that language."""

    text: str
    language: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The words from ``start`` up to ``end`` say some concepts; ``others`` are further ways."""

    start: int
    end: int
    others: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class TermTable:
    """Concepts by name, and a way from a phrase's stems to its concepts."""

    concepts: Mapping[str, tuple[Phrase, ...]]
    by_stems: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]]
    longest: int
    known: Mapping[str, str]
    """Every word of the table, folded to written: none of them is a typing error."""

    def matches(self, typed: Sequence[str]) -> list[Match]:
        """The concepts in a sequence of folded words: longest first, from left to right."""
        found, start = [], 0
        while start < len(typed):
            match = self._match_at(typed, start)
            if match:
                found.append(match)
                start = match.end
            else:
                start += 1
        return found

    def others_of(self, stemmed: str, language: str) -> tuple[Phrase, ...]:
        """Further ways to say the concepts of one word, given as its stem in a language."""
        names = self.by_stems.get((language, (stemmed,)), ())
        return tuple(dict.fromkeys(phrase for name in names for phrase in self.concepts[name]))

    def others_inside(self, word: str) -> tuple[Phrase, ...]:
        """Ways to say the concept a German compound ends with, else the one it begins with.

        For compounds whose parts are in no word list: "Servervirtualisierung" is virtualisation.
        """
        stemmed = words.stem(word, "de")
        ending = (stemmed[start:] for start in range(_SHORTEST_REST, len(stemmed) - _SHORTEST + 1))
        beginning = (stemmed[:end] for end in range(len(stemmed) - _SHORTEST_REST, _SHORTEST, -1))
        for part in (*ending, *beginning):
            if found := self.others_of(part, "de"):
                return found
        return ()

    def _match_at(self, typed: Sequence[str], start: int) -> Match | None:
        for end in range(min(len(typed), start + self.longest), start, -1):
            said = {
                (language, tuple(words.stem(word, language) for word in typed[start:end]))
                for language in words.STEMMED
            }
            plain = {stems for _, stems in said}
            if end - start > 1:
                # "Passwort Manager" is how many write "Passwortmanager".
                said.add(("de", (words.stem("".join(typed[start:end]), "de"),)))
            names = dict.fromkeys(name for key in said for name in self.by_stems.get(key, ()))
            if names:
                others = {
                    (phrase.language, phrase.stems): phrase
                    for name in names
                    for phrase in self.concepts[name]
                    if phrase.stems not in plain
                }
                return Match(start, end, tuple(others.values()))
        return None


def read(text: str) -> TermTable:
    """Read a term table from YAML: ``concept: {language: [phrase, ...], ..., hears: {...}}``.

    Raises ``NotATermTable`` with the concept that is wrong.
    """
    try:
        data = YAML(typ="safe").load(text)
    except YAMLError as error:
        raise NotATermTable("", str(error)) from error
    if not isinstance(data, dict):
        raise NotATermTable("", "a mapping of concepts is expected")
    concepts: dict[str, tuple[Phrase, ...]] = {}
    by_stems: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    heard: list[Phrase] = []
    for name, said in data.items():
        concepts[str(name)] = phrases = tuple(_phrases(str(name), said))
        heard += (hears := _heard(str(name), said))
        for phrase in (*phrases, *hears):
            by_stems.setdefault((phrase.language, phrase.stems), []).append(str(name))
    return TermTable(
        concepts=concepts,
        by_stems={key: tuple(names) for key, names in by_stems.items()},
        longest=max((len(stems) for _, stems in by_stems), default=0),
        known={
            word: phrase.text[start:end]
            for phrase in chain(*concepts.values(), heard)
            for start, end, word in words.spans(phrase.text)
        },
    )


def _phrases(name: str, said: object) -> list[Phrase]:
    if not isinstance(said, dict) or not said.keys() - {HEARS}:
        raise NotATermTable(name, "words by language are expected")
    found: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    for language, texts in said.items():
        if language == HEARS:
            continue
        if language not in words.STEMMED:
            raise NotATermTable(name, f"{language!r} is none of {', '.join(words.STEMMED)}")
        if not isinstance(texts, list) or not texts:
            raise NotATermTable(name, f"a list of words is expected for {language}")
        for text in texts:
            if not isinstance(text, str) or not (folded := words.words(text)):
                raise NotATermTable(name, f"{text!r} is no word")
            stems = tuple(words.stem(word, language) for word in folded)
            found.setdefault((language, stems), Phrase(text, language, stems))
    return list(found.values())


def _heard(name: str, said: Mapping[str, object]) -> list[Phrase]:
    return _phrases(name, said[HEARS]) if HEARS in said else []


@cache
def term_table() -> TermTable:
    """The table that comes with Allmende, read once."""
    folder = sorted(files(__package__).joinpath("terms").iterdir(), key=lambda file: file.name)
    return read("\n".join(file.read_text(encoding="utf-8") for file in folder))
