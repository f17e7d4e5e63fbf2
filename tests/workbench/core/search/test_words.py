# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende.workbench.core.search import words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Bürgerbüro", "burgerburo"),
        ("Buergerbuero", "burgerburo"),
        ("BURGERBURO", "burgerburo"),
        ("Straße", "strasse"),
        ("sécurité", "securite"),
        ("Ærø", "aro"),
        ("neue", "neue"),
        ("Steuer", "steuer"),
        ("Quelle", "quelle"),
        ("issues", "issues"),
        ("value", "value"),
        ("continued", "continued"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(written: str, folded: str) -> None:
    assert words.fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Termine", "Termin", "de"),
        ("Häuser", "Haus", "de"),
        ("tickets", "ticketing", "en"),
        ("formulaires", "formulaire", "fr"),
        ("prenotazioni", "prenotazione", "it"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert words.stem(words.fold(one), language) == words.stem(words.fold(other), language)


def test_a_language_without_stemmer_keeps_its_words() -> None:
    assert words.stem("sjukvarden", "sv") == "sjukvarden"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Bürgerbeteiligung", ("burg", "beteil")),
        ("Bürgerbeteiligungen", ("burg", "beteil")),
        ("Ratsinformationssystem", ("rat", "information", "system")),
        ("Schulverwaltung", ("schul", "verwalt")),
        ("Veranstaltungskalender", ("veranstalt", "kalend")),
        ("Formularserver", ("formular", "serv")),
        ("Programmierung", ()),
        ("Information", ()),
        ("Nextcloud", ()),
        ("Haus", ()),
    ],
)
def test_compounds_are_cut_where_all_parts_are_known(word: str, parts: tuple[str, ...]) -> None:
    assert words.compound(words.fold(word)) == parts


def test_what_only_says_program_tells_nothing() -> None:
    assert words.telling_parts("formularserver") == ("formular",)


@pytest.mark.parametrize("name", ["OpenProject", "Open Project", "open-project", "OPENPROJECT"])
def test_a_name_is_one_however_it_is_written(name: str) -> None:
    assert words.squeeze(name) == "openproject"


def test_names_in_camel_case_have_parts() -> None:
    assert words.name_words("OpenProject 12") == ["openproject", "12", "open", "project"]


@pytest.mark.parametrize("word", ["wir", "brauchen", "eine", "Software", "für", "we", "need"])
def test_words_of_asking_say_nothing(word: str) -> None:
    assert words.word_lists().is_idle(words.fold(word))


@given(st.text())
def test_any_text_has_words_that_can_be_indexed(text: str) -> None:
    for word in words.words(words.clean(text)):
        assert word
        assert not any(map(str.isspace, word))
        assert len(word) <= words.LONGEST_WORD


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_clean_text_can_be_stored(text: str) -> None:
    assert words.clean(text).encode()
