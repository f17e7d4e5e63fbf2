# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.workbench.core.search import NotATermTable, terms, words


def others(text: str) -> set[str]:
    matches = terms.term_table().matches(words.words(text))
    return {phrase.text for match in matches for phrase in match.others}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Terminvereinbarung", "appointment booking"),
        ("terminvereinbarungen", "prise de rendez-vous"),
        ("appointment booking", "Terminvereinbarung"),
        ("Videokonferenzen", "video conferencing"),
        ("Hinweisgebersystem", "whistleblowing"),
        ("E-Akte", "records management"),
        ("ticket system", "Ticketsystem"),
        ("Passwort Manager", "password vault"),
        ("identity and access management", "Identitätsmanagement"),
    ],
)
def test_a_word_is_known_by_the_others_of_its_concept(typed: str, other: str) -> None:
    assert other in others(typed)


def test_a_word_that_is_in_no_concept_has_no_others() -> None:
    assert others("Blumenkohl") == set()


def test_the_longest_phrase_wins() -> None:
    matches = terms.term_table().matches(words.words("a document management system please"))
    assert [(match.start, match.end) for match in matches] == [(1, 4)]


def test_what_was_typed_is_not_among_the_others() -> None:
    assert "Videokonferenz" not in others("videokonferenz")


def test_the_table_has_four_languages_for_every_concept() -> None:
    table = terms.term_table()
    assert len(table.concepts) >= 120
    for name, phrases in table.concepts.items():
        assert {phrase.language for phrase in phrases} == set(words.STEMMED), name


@pytest.mark.parametrize(
    ("table", "concept"),
    [
        ("just a text", ""),
        ("a: [", ""),
        ("wiki: [Wiki]", "wiki"),
        ("wiki: {xx: [Wiki]}", "wiki"),
        ("wiki: {de: Wiki}", "wiki"),
        ("wiki: {de: []}", "wiki"),
        ("wiki: {de: ['!']}", "wiki"),
        ("wiki: {de: [1]}", "wiki"),
    ],
)
def test_a_wrong_table_is_refused_with_the_concept(table: str, concept: str) -> None:
    with pytest.raises(NotATermTable) as error:
        terms.read(table)
    assert error.value.concept == concept


def test_what_a_concept_only_hears_leads_to_it_and_is_not_searched() -> None:
    table = terms.read("council: {en: [motions], de: [Sitzungsdienst], hears: {de: [Stadtrat]}}")
    (match,) = table.matches(["stadtrat"])
    assert {phrase.text for phrase in match.others} == {"motions", "Sitzungsdienst"}
    (match,) = table.matches(["motions"])
    assert {phrase.text for phrase in match.others} == {"Sitzungsdienst"}
    assert "stadtrat" in table.known


def test_what_a_concept_hears_is_checked_like_its_words() -> None:
    with pytest.raises(NotATermTable, match="council"):
        terms.read("council: {en: [motions], hears: {xx: [Stadtrat]}}")
    with pytest.raises(NotATermTable, match="council"):
        terms.read("council: {hears: {de: [Stadtrat]}}")
