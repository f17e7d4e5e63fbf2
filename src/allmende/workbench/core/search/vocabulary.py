# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words that occur in the index, as one audience sees it: for prefixes and corrections.

Words that stand only in documents the audience may not see are not there: neither a correction nor
a missing one tells of them.
"""

from dataclasses import dataclass, field

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from allmende.workbench.core.search import dictionary, words
from allmende.workbench.core.search.schema import Shown
from allmende.workbench.core.search.terms import TermTable

ONE_ERROR, TWO_ERRORS = 4, 8
"""From how many letters on one and two typing errors are forgiven."""


@dataclass(slots=True)
class Vocabulary:
    """The words of one state of the index, read letter by letter when asked for."""

    searcher: tantivy.Searcher
    visible: tantivy.Query
    schema: tantivy.Schema
    table: TermTable
    _counts: dict[str, dict[str, int]] = field(default_factory=dict)
    _completions: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    def completions(self, beginning: str, limit: int) -> tuple[str, ...]:
        """The most frequent words with this beginning."""
        key = (beginning, limit)
        if key not in self._completions:
            counts = self._starting_with(beginning[:1])
            found = sorted(
                (-count, word) for word, count in counts.items() if word.startswith(beginning)
            )
            self._completions[key] = tuple(word for _, word in found[:limit])
        return self._completions[key]

    def correction(self, word: str, *, unfinished: bool) -> str | None:
        """The word that was probably meant; none if the word is right or nothing is near.

        ``unfinished`` words are right if any word begins with them.
        """
        if len(word) < ONE_ERROR or word.isdigit() or self._knows(word, unfinished=unfinished):
            return None
        errors = 2 if len(word) >= TWO_ERRORS else 1
        # The first letter is seldom wrong, but may have changed places with the second.
        near = self._starting_with(word[0])
        candidates = near if word[1] == word[0] else near | self._starting_with(word[1])
        found = process.extract(
            word, list(candidates), scorer=OSA.distance, score_cutoff=errors, limit=20
        )
        ranked = sorted(
            (distance, -candidates[near_word], near_word)
            for near_word, distance, _ in found
            if near_word[0] == word[0] or near_word[:2] == word[1::-1]
        )
        return ranked[0][2] if ranked else None

    def written(self, word: str) -> str:
        """A folded word as people write it: as in the term table, or in a document that has it."""
        if word in self.table.known:
            return self.table.known[word]
        seen = tantivy.Query.term_query(self.schema, "words", word, "freq")
        both = [(tantivy.Occur.Must, seen), (tantivy.Occur.Must, self.visible)]
        hits = self.searcher.search(tantivy.Query.boolean_query(both), 1, count=False).hits
        for _, address in hits:
            shown = Shown.of(self.searcher.doc(address))
            for text in (shown.title, *shown.texts.values()):
                for start, end, folded in words.spans(text):
                    if folded == word:
                        return text[start:end]
        return word

    def _knows(self, word: str, *, unfinished: bool) -> bool:
        if word in self.table.known or word in self._starting_with(word[0]):
            return True
        if (
            dictionary.in_english(word)
            or words.compound(word)
            or (unfinished and self.completions(word, 1))
        ):
            return True
        return self._occurs("text", words.text_terms(word)) or self._occurs(
            "keywords", words.stems(word)
        )

    def _occurs(self, field_name: str, terms: tuple[str, ...]) -> bool:
        occurs = tantivy.Query.term_set_query(self.schema, field_name, terms)
        both = [(tantivy.Occur.Must, occurs), (tantivy.Occur.Must, self.visible)]
        found = self.searcher.search(tantivy.Query.boolean_query(both), 1, count=False)
        return bool(found.hits)

    def _starting_with(self, letter: str) -> dict[str, int]:
        if letter not in self._counts:
            seen = self.searcher.terms_with_prefix("words", letter, self.visible)
            counts = {word: count for word, count in seen if count}
            for word in self.table.known:
                if word.startswith(letter):
                    counts.setdefault(word, 0)
            self._counts[letter] = counts
        return self._counts[letter]
