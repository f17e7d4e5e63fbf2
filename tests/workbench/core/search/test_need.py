# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.workbench.core.search import Index, Search
from allmende.workbench.core.search.need import MOST_UNITS, Need, understand
from allmende.workbench.core.search.terms import term_table


@pytest.fixture
def read(shared_index: Index, colleague: frozenset[str]):
    state = shared_index._current()

    def reading(text: str) -> Need:
        return understand(text, term_table(), state.vocabulary(Search(colleague)))

    return reading


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Wir brauchen eine Software für Bürgerbeteiligung", [("burgerbeteiligung",)]),
        ("open source ticket system with LDAP", [("ticket", "system"), ("ldap",)]),
        ("software", [("software",)]),
        ("the", [("the",)]),
        ("e-government", [("e", "government")]),
        ("Software für e-government und Wikis", [("wikis",)]),
        ("wiki wiki wiki", [("wiki",)]),
        ("!?", []),
        ("", []),
    ],
)
def test_a_need_is_what_it_asks_for(read, text: str, units: list[tuple[str, ...]]) -> None:
    assert [unit.words for unit in read(text).units] == units


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("open source ticket system with LDAP", [False, True]),
        ("Wiki für den Bauhof", [False, True]),
        ("Software für Bürgerbeteiligung", [False]),
        ("Brunnen verwalten", [False, True]),
        ("gemeinsam verwalten", [False, False]),
        ("Terminvereinbarung Bürgerbüro", [False, False]),
    ],
)
def test_what_follows_a_link_and_vague_words_stand_beside(read, text: str, beside) -> None:
    assert [unit.beside for unit in read(text).units] == beside


@pytest.mark.parametrize(("text", "blank"), [("", True), (" \n", True), ("!?", False)])
def test_only_an_empty_text_asks_for_everything(read, text: str, blank: bool) -> None:
    assert read(text).blank is blank


def test_a_compound_without_concept_takes_that_of_its_main_part(read) -> None:
    assert "integrated library system" in read("Schulbibliotheken").also_searched


@pytest.mark.parametrize(
    ("compound", "also"),
    [("Servervirtualisierung", "hypervisor"), ("Katastrophenfall", "disaster management")],
)
def test_a_compound_of_unlisted_parts_takes_the_concept_at_its_end_or_beginning(
    read, compound: str, also: str
) -> None:
    assert also in read(compound).also_searched


@pytest.mark.parametrize("word", ["Laufzettel", "Rathaus", "Teppichplanung"])
def test_a_word_without_a_concept_in_it_takes_none(read, word: str) -> None:
    assert [unit.others for unit in read(word).units] == [()]


def test_only_the_last_word_is_unfinished(read) -> None:
    assert [unit.unfinished for unit in read("nextcloud tal").units] == [False, True]


def test_a_long_text_is_cut_down(read) -> None:
    assert len(read(" ".join(f"wort{n}x" for n in range(1000))).units) == MOST_UNITS


def test_a_word_without_a_concept_is_searched_by_what_the_dictionary_says(read) -> None:
    assert read("Rathaus").also_searched == ("town hall", "city hall")
    (unit,) = read("Teppichplanung").units
    assert [[phrase.text for phrase in said] for said in unit.translated] == [
        ["carpet"],
        ["planning"],
    ]


def test_a_word_of_a_concept_is_not_looked_up_in_the_dictionary(read) -> None:
    (unit,) = read("Terminvereinbarung").units
    assert unit.others
    assert unit.translated == ()


def test_what_stands_behind_a_link_is_looked_for_where_nothing_before_it_is_a_thing(read) -> None:
    beside = {unit.words: unit.beside for unit in read("reach people by videoconference").units}
    assert not beside["videoconference",]
    beside = {unit.words: unit.beside for unit in read("ticket system by videoconference").units}
    assert beside["videoconference",]
