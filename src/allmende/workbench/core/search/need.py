# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What somebody typed, understood: words without filling, typing errors mended, concepts found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from allmende.workbench.core.search import dictionary, words
from allmende.workbench.core.search.terms import Match, Phrase, TermTable
from allmende.workbench.core.search.vocabulary import Vocabulary

MOST_CHARACTERS = 2_000
MOST_UNITS = 16
_MOST_MENDED = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing looked for: a word, or several that say one concept; and other ways to say it."""

    words: tuple[str, ...]
    """Folded."""
    others: tuple[Phrase, ...] = ()
    translated: tuple[dictionary.Said, ...] = ()
    """What the dictionary says of a word that no concept has, for each part of a compound."""
    unfinished: bool = False
    """May the last word be the beginning of a longer one?"""
    beside: bool = False
    """Does it only say more of what is looked for, as "with LDAP" of a ticket system?"""

    @property
    def added(self) -> Iterator[Phrase]:
        """All other ways to say it, or parts of it."""
        return chain(self.others, *self.translated)


@dataclass(frozen=True, slots=True)
class Need:
    """A text, understood. ``blank`` texts ask for everything; texts without a word for nothing."""

    blank: bool
    squeezed: str
    """All that was typed in one word, to be compared with whole names."""
    units: tuple[Unit, ...]
    corrected: tuple[tuple[str, str], ...]

    @property
    def also_searched(self) -> tuple[str, ...]:
        """What the term table and the dictionary added, as it is written there."""
        return tuple(dict.fromkeys(phrase.text for unit in self.units for phrase in unit.added))


def understand(text: str, table: TermTable, vocabulary: Vocabulary) -> Need:
    """Read a need, a name or the beginning of one."""
    text = words.clean(text[:MOST_CHARACTERS])
    raw = [text[start:end] for start, end, _ in words.spans(text)]
    typed = [words.fold(word) for word in raw]
    mended, corrected = _mend(raw, typed, vocabulary)
    units = _units(mended, table)
    return Need(
        blank=not text.strip(),
        squeezed="".join(typed),
        units=tuple(units),
        corrected=tuple(corrected),
    )


def _mend(
    raw: Sequence[str], typed: Sequence[str], vocabulary: Vocabulary
) -> tuple[list[str], list[tuple[str, str]]]:
    lists, mended, corrected, tries = words.word_lists(), list(typed), [], 0
    for place, word in enumerate(typed):
        if lists.is_idle(word) or tries == _MOST_MENDED:
            continue
        taken = vocabulary.correction(word, unfinished=place == len(typed) - 1)
        tries += 1
        if taken:
            mended[place] = taken
            corrected.append((raw[place], vocabulary.written(taken)))
    return mended, corrected


def _units(typed: Sequence[str], table: TermTable) -> list[Unit]:
    """Concepts first; of the words between them only those that say something."""
    idle = words.word_lists().is_idle
    said = table.matches(typed)
    matches = [match for match in said if not all(map(idle, typed[match.start : match.end]))]
    in_concept = set(chain.from_iterable(range(m.start, m.end) for m in matches))
    telling = [
        place for place, word in enumerate(typed) if place not in in_concept and not idle(word)
    ]
    if not matches and not telling:
        matches = said
        telling = [] if said else list(range(len(typed)))
    parts = [
        *matches,
        *(Match(place, place + 1, _of_compound(typed[place], table)) for place in telling),
    ]
    parts.sort(key=lambda part: part.start)
    beside = _beside(parts, typed)
    units: dict[tuple[str, ...], Unit] = {}
    for part in parts:
        its_words = tuple(typed[part.start : part.end])
        translated = () if part.others else dictionary.in_english(its_words[0])
        last = part.end == len(typed)
        units.setdefault(
            its_words, Unit(its_words, part.others, translated, last, part.start in beside)
        )
    return list(units.values())[:MOST_UNITS]


def _beside(parts: Sequence[Match], typed: Sequence[str]) -> frozenset[int]:
    """Where the parts begin that only say more of the others; never all of them.

    These are vague words, and what follows a link: "with", "for", "im".
    """
    lists = words.word_lists()
    vague = {
        part.start
        for part in parts
        if not part.others and lists.vague.issuperset(typed[part.start : part.end])
    }
    telling = [part for part in parts if part.start not in vague]
    if not telling:
        return frozenset()
    first = telling[0].start
    link = next((n for n in range(first, len(typed)) if typed[n] in lists.links), len(typed))
    before = [part for part in telling if part.start < link]
    behind = [part for part in telling if part.start > link]
    if _any_concept(behind) and not _any_concept(before):
        # "Reach people by letter": what is looked for stands behind the link.
        behind = []
    return frozenset(vague | {part.start for part in behind})


def _any_concept(parts: Sequence[Match]) -> bool:
    return any(part.others for part in parts)


def _of_compound(word: str, table: TermTable) -> tuple[Phrase, ...]:
    """A compound that no concept has is searched by the concepts of what it is in the main."""
    telling = words.telling_parts(word)
    found = table.others_of(telling[-1], "de") if telling else ()
    return found or table.others_inside(word)
