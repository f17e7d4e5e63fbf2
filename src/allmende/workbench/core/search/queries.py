# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A need as a query of the index, and the ranking: every weight of it stands in this file.

The order aimed at: the whole name; a name that begins so; a word of a name; keywords; texts; what
the term table added. Scores of names are constant, since how often a word occurs says nothing of a
name; those of keywords and texts are BM25 and mostly lie between 3 and 12.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from tantivy import Occur, Query

from allmende.workbench.core.search import schema, words
from allmende.workbench.core.search.dictionary import Said
from allmende.workbench.core.search.documents import FACET_NAME, Search
from allmende.workbench.core.search.need import Need, Unit
from allmende.workbench.core.search.schema import LONGEST_START, SCHEMA
from allmende.workbench.core.search.terms import Phrase
from allmende.workbench.core.search.vocabulary import Vocabulary

EXACT_NAME, NAME_START, NAME_WORD, NAME_WORD_START = 400.0, 40.0, 12.0, 8.0
NAME_START_OF_CONCEPT, NAME_WORD_OF_CONCEPT = 4.0, 4.0
"""Who types "GIS" or "Wiki" wants a kind of software rather than names that happen to have that."""
KEYWORD, TEXT, COMPOUND, WORD_START = 2.0, 1.0, 0.4, 1.0
TEXT_OF_CONCEPT = 2.0
"""The very word of the need, beside the other words of its concept."""
CATEGORY = 12.0
"""A source's own category that says the whole concept tells as much as a name."""
OTHER_NAME, OTHER_KEYWORD, OTHER_TEXT, OTHER_APART = 4.0, 5.0, 0.7, 0.5
COMPOUND_PARTS, COMPOUND_HEAD = 0.5, 0.2
TRANSLATED, TRANSLATED_KEYWORD = 0.7, 1.0
MET, BESIDE, MAIN = 6.0, 0.5, 60.0
"""What it is worth to meet a unit of several; to meet any but those said beside."""
_TIE_BREAKER = 0.5
"""How much the weaker places count in which a word occurs too."""

LONGEST_NAME = 6
"""With more words than this a text is a need, and not compared with the beginning of names."""
COMPLETIONS = 20
SHORTEST_BEGINNING = 3


def visible(search: Search) -> Query:
    """What the asking person may see of the kind asked for."""
    clauses = [_any_of("audience", sorted(map(words.clean, search.audiences)))]
    if search.kind is not None:
        clauses.append(_term("kind", words.clean(search.kind)))
    return must(clauses)


def chosen(facet: str, values: Iterable[str]) -> Query:
    """Documents with any of the values; none if there can be no such facet."""
    if not FACET_NAME.fullmatch(facet):
        return Query.empty_query()
    return _any_of(f"facets.{facet}", sorted({words.clean(value) for value in values}))


def among(kind: str, keys: Iterable[int]) -> Query:
    """The documents of a kind that have one of these keys."""
    return _any_of("id", [schema.identity(words.clean(kind), key) for key in sorted(keys)])


def must(queries: Sequence[Query]) -> Query:
    """All of the queries, without a score."""
    joined = (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, q) for q in queries])
    )
    return Query.const_score_query(joined, 0.0)


def levels(need: Need) -> Iterator[int]:
    """How many of the need's main units must be met: all, then fewer, then any.

    At last, as 0, one of all units: what is said beside the thing is better than an empty page.
    """
    count = sum(not unit.beside for unit in need.units)
    yield from dict.fromkeys((count, math.ceil(count * 0.6), 1))
    if count < len(need.units):
        yield 0


class NeedQueries:
    """The queries of one need."""

    def __init__(self, need: Need, vocabulary: Vocabulary) -> None:
        self.need = need
        self._units = [_unit(unit, vocabulary) for unit in need.units if not unit.beside]
        self._beside = [
            _boost(_unit(unit, vocabulary), BESIDE) for unit in need.units if unit.beside
        ]

    def matching(self, at_least: int) -> Query:
        """Documents that meet so many of the units, or whose name begins as typed."""
        if self.need.blank:
            return Query.all_query()
        if not self._units:
            return Query.empty_query()
        if at_least == 0:
            return _should([*self._units, *self._beside, *self._names()])
        some: Query = (
            self._units[0]
            if len(self._units) == 1
            else Query.boolean_query([(Occur.Should, unit) for unit in self._units], at_least)
        )
        return _should([some, *self._names()])

    def ranked(self, at_least: int) -> Query:
        """The same documents with a score."""
        query = self.matching(at_least)
        helping = [(Occur.Should, unit) for unit in self._beside if at_least]
        if not at_least:
            helping.append((Occur.Should, Query.const_score_query(_should(self._units), MAIN)))
        if len(self._units) > 1:
            helping += [(Occur.Should, Query.const_score_query(unit, MET)) for unit in self._units]
        return Query.boolean_query([(Occur.Must, query), *helping]) if helping else query

    def _names(self) -> Iterator[Query]:
        if sum(len(unit.words) for unit in self.need.units) <= LONGEST_NAME and self.need.squeezed:
            yield _const("exact", [self.need.squeezed], EXACT_NAME)
            concept = any(unit.others for unit in self.need.units)
            score = NAME_START_OF_CONCEPT if concept else NAME_START
            yield _const("start", [self.need.squeezed[:LONGEST_START]], score)


def suggesting(prefix: str) -> Query:
    """Documents whose name, or the words of whose name, begin so."""
    typed = words.words(words.clean(prefix[: LONGEST_START * 4]))
    if not typed:
        return Query.empty_query()
    each = [_term("names", word) for word in typed[:-1]]
    each.append(_term("word_start", typed[-1][:LONGEST_START]))
    return _should(
        [
            _const("exact", ["".join(typed)], 3.0),
            _const("start", ["".join(typed)[:LONGEST_START]], 2.0),
            Query.const_score_query(must(each), 1.0),
        ]
    )


def _unit(unit: Unit, vocabulary: Vocabulary) -> Query:
    ways = [_said(unit, vocabulary)]
    ways += [way for phrase in unit.others for way in _other(phrase)]
    if unit.translated:
        ways.append(_translated(unit.translated))
    if apart := [_apart(phrase) for phrase in unit.others if len(phrase.stems) > 1]:
        ways.append(_boost(Query.disjunction_max_query(apart), OTHER_APART))
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways, _TIE_BREAKER)


def _said(unit: Unit, vocabulary: Vocabulary) -> Query:
    last = len(unit.words) - 1
    category = _const(
        "categories",
        sorted(
            {schema.category(words.stem(w, code) for w in unit.words) for code in words.STEMMED}
        ),
        CATEGORY,
    )
    each = [
        _word(
            word,
            vocabulary,
            unfinished=unit.unfinished and place == last,
            in_concept=bool(unit.others),
        )
        for place, word in enumerate(unit.words)
    ]
    said = each[0] if len(each) == 1 else Query.boolean_query([(Occur.Must, q) for q in each])
    return Query.disjunction_max_query([said, category], _TIE_BREAKER)


def _word(word: str, vocabulary: Vocabulary, *, unfinished: bool, in_concept: bool) -> Query:
    terms = words.stems(word)
    places = [
        _const("names", terms, NAME_WORD_OF_CONCEPT if in_concept else NAME_WORD),
        _boosted("keywords", terms, KEYWORD),
        _boost(_text(words.text_terms(word)), TEXT_OF_CONCEPT if in_concept else TEXT),
        _boosted("compounds", terms, COMPOUND),
    ]
    if unfinished:
        if not in_concept:
            places.append(_const("word_start", [word[:LONGEST_START]], NAME_WORD_START))
        if len(word) >= SHORTEST_BEGINNING:
            longer = [w for w in vocabulary.completions(word, COMPLETIONS) if w != word]
            if longer:
                places.append(Query.const_score_query(_any_of("words", longer), WORD_START))
    places += _parts(word, in_concept=in_concept)
    return Query.disjunction_max_query(places, _TIE_BREAKER)


def _parts(word: str, *, in_concept: bool) -> Iterator[Query]:
    """A German compound said in several words; and what it is in the main."""
    parts = words.compound(word)
    if not parts:
        return
    yield _boost(Query.boolean_query([(Occur.Must, _part(part)) for part in parts]), COMPOUND_PARTS)
    telling = words.telling_parts(word)
    if telling and not in_concept:
        yield _boost(_part(telling[-1]), COMPOUND_HEAD)


def _translated(parts: Sequence[Said]) -> Query:
    """What the dictionary says; of a compound all parts."""
    return _boost(
        Query.boolean_query([(Occur.Must, _in_english(part)) for part in parts]), TRANSLATED
    )


def _in_english(said: Said) -> Query:
    ways = []
    for phrase in said:
        in_text = [words.text_term(stemmed, phrase.language) for stemmed in phrase.stems]
        ways.append(_phrase("text", in_text))
        ways.append(_boost(_phrase("keywords", phrase.stems), TRANSLATED_KEYWORD))
    return Query.disjunction_max_query(ways, _TIE_BREAKER)


def _part(part: str) -> Query:
    places = [_term(place, part) for place in ("keywords", "compounds")]
    return Query.disjunction_max_query([*places, _term("text", words.text_term(part, "de"))])


def _other(phrase: Phrase) -> Iterator[Query]:
    if len(phrase.stems) == 1:
        yield _const("names", phrase.stems, OTHER_NAME)
    yield _const("categories", [schema.category(phrase.stems)], CATEGORY)
    in_text = [words.text_term(stemmed, phrase.language) for stemmed in phrase.stems]
    yield Query.const_score_query(_phrase("keywords", phrase.stems), OTHER_KEYWORD)
    yield _boost(_phrase("text", in_text), OTHER_TEXT)


def _apart(phrase: Phrase) -> Query:
    """All words of a phrase, wherever they stand: "book a desk" for "desk booking"."""
    terms = (words.text_term(stemmed, phrase.language) for stemmed in phrase.stems)
    return Query.boolean_query([(Occur.Must, _term("text", term)) for term in terms])


def _phrase(field: str, terms: Sequence[str]) -> Query:
    if len(terms) == 1:
        return _term(field, terms[0])
    return Query.phrase_query(SCHEMA, field, list(terms))


def _text(terms: Sequence[str]) -> Query:
    """Of the languages a word may be of, the one that fits best."""
    return Query.disjunction_max_query([_term("text", term) for term in terms])


def _term(field: str, value: str) -> Query:
    return Query.term_query(SCHEMA, field, value, "freq")


def _any_of(field: str, values: Sequence[str]) -> Query:
    if not values:
        return Query.empty_query()
    if len(values) == 1:
        return _term(field, values[0])
    return Query.term_set_query(SCHEMA, field, values)


def _should(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _boost(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _boosted(field: str, terms: Sequence[str], boost: float) -> Query:
    return _boost(_should([_term(field, term) for term in terms]), boost)


def _const(field: str, terms: Sequence[str], score: float) -> Query:
    return Query.const_score_query(_should([_term(field, term) for term in terms]), score)
