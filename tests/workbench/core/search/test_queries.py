# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is found, and what stands before what."""

from itertools import pairwise

import pytest

from allmende.workbench.core.search import Search
from allmende.workbench.core.search.index import ENOUGH


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("next", "Nextcloud"),
        ("n", "Nextcloud"),
        ("nextcloud", "Nextcloud"),
        ("Nextcloud Talk", "Nextcloud Talk"),
        ("next cloud", "Nextcloud"),
        ("nextdns", "NextDNS"),
        ("bbb", "BigBlueButton"),
        ("big blue button", "BigBlueButton"),
        ("open project", "OpenProject"),
        ("project", "OpenProject"),
        ("jira", "OpenProject"),
        ("Ersatz für Jira", "OpenProject"),
        ("Bürgerbeteiligung", "Consul"),
        ("civic engagement", "Consul"),
        ("Menschen", "Consul"),
        ("Terminvereinbarung", "Easy!Appointments"),
        ("prise de rendez-vous", "Easy!Appointments"),
        ("ticket system with LDAP", "Zammad"),
        ("helpdesk", "Zammad"),
        ("Bürgerbüro", "Ämterweg"),
        ("Buergerbuero", "Ämterweg"),
        ("burgerburo", "Ämterweg"),
        ("Büro", "Ämterweg"),
        ("aemterweg", "Ämterweg"),
        ("Videokonferenz", "BigBlueButton"),
        ("Wir brauchen eine Software für Webkonferenzen im Unterricht", "BigBlueButton"),
        ("a tool we need that lets citizens book appointments at the town hall with elephants",
         "Easy!Appointments"),
        ("E-Akte", "Geheimakte"),
    ],
)  # fmt: skip
def test_the_best_comes_first(find, titles, text: str, first: str) -> None:
    assert titles(find(text))[0] == first


@pytest.mark.parametrize("text", ["Terminverwaltung von Elefanten", "🎉", "!?", "zzzzzzzz"])
def test_what_fits_nothing_finds_nothing(find, text: str) -> None:
    page = find(text)
    assert page.total == len(page.hits) == 0


def test_an_appointment_made_is_not_an_appointment_administered(index_of, software, titles) -> None:
    index = index_of([software(1, "Eins", "Eine Terminverwaltung.", "de")])
    page = index.search(Search(frozenset({"public"}), "Terminvereinbarung"))
    assert titles(page) == []


def test_names_stand_before_keywords_before_texts(index_of, software, titles) -> None:
    index = index_of(
        [
            software(1, "Eins", "Reads every kolibri there is."),
            software(2, "Zwei", keywords=("kolibri",)),
            software(3, "Der Kolibri"),
            software(4, "Kolibri Studio"),
            software(5, "Kolibri"),
        ]
    )
    page = index.search(Search(frozenset({"public"}), "kolibri"))
    assert titles(page) == ["Kolibri", "Kolibri Studio", "Der Kolibri", "Zwei", "Eins"]
    assert all(one.score > other.score for one, other in pairwise(page.hits))


def test_what_meets_the_whole_need_stands_before_what_meets_a_part(
    index_of, software, titles
) -> None:
    index = index_of(
        [
            software(1, "Eins", "kolibri kolibri kolibri"),
            software(2, "Zwei", "A long text that speaks of a kolibri and of a pelikan as well."),
            software(3, "Drei", "pelikan pelikan"),
        ]
    )
    page = index.search(Search(frozenset({"public"}), "kolibri pelikan"))
    assert titles(page)[0] == "Zwei"
    assert page.total == 3


def test_with_enough_that_meets_the_whole_need_the_rest_is_left_out(index_of, software) -> None:
    both = [software(n, f"Nummer {n}", "kolibri pelikan") for n in range(ENOUGH)]
    index = index_of([*both, software(ENOUGH, "Rest", "kolibri")])
    assert index.search(Search(frozenset({"public"}), "kolibri pelikan")).total == ENOUGH


def test_what_is_only_said_beside_a_thing_helps_and_comes_last(index_of, software, titles) -> None:
    index = index_of(
        [
            software(1, "Eins", "kolibri"),
            software(2, "Zwei", "kolibri pelikan"),
            software(3, "Pelikan", "pelikan"),
        ]
    )
    page = index.search(Search(frozenset({"public"}), "kolibri mit pelikan"))
    assert titles(page) == ["Zwei", "Eins", "Pelikan"]


def test_what_is_said_beside_a_thing_is_left_out_where_there_is_enough_of_the_thing(
    index_of, software, titles
) -> None:
    many = [software(number, f"Eins {number}", "kolibri") for number in range(12)]
    index = index_of([*many, software(99, "Pelikan", "pelikan")])
    page = index.search(Search(frozenset({"public"}), "kolibri mit pelikan", limit=50))
    assert len(titles(page)) == 12
    assert "Pelikan" not in titles(page)


def test_a_category_of_the_concept_stands_before_texts_that_speak_of_it(
    index_of, software, titles
) -> None:
    index = index_of(
        [
            software(1, "Eins", "Time tracking, time tracker, timesheet and time tracking."),
            software(2, "Zwei", keywords=("Productivity and Time Tracking",)),
            software(3, "Drei", keywords=("Time tracking of birds in the woods",)),
        ]
    )
    page = index.search(Search(frozenset({"public"}), "Zeiterfassung"))
    assert titles(page)[0] == "Zwei"
    assert page.total == 3


def test_a_short_word_is_not_cut_down_to_another(index_of, software, titles) -> None:
    index = index_of([software(1, "LinuxKit"), software(2, "Kita")])
    assert titles(index.search(Search(frozenset({"public"}), "Kita und Hort"))) == ["Kita"]


def test_of_equals_the_weightier_comes_first(index_of, software, titles) -> None:
    index = index_of([software(1, "Eins", "kolibri"), software(2, "Zwei", "kolibri", weight=3.0)])
    assert titles(index.search(Search(frozenset({"public"}), "kolibri"))) == ["Zwei", "Eins"]


def test_the_words_of_a_phrase_may_stand_apart_and_then_come_after_it(
    index_of, software, titles
) -> None:
    index = index_of(
        [
            software(1, "Eins", "Book a desk in a shared office."),
            software(2, "Zwei", "Desk booking."),
            software(3, "Drei", "A desk."),
        ]
    )
    page = index.search(Search(frozenset({"public"}), "Arbeitsplatzbuchung"))
    assert titles(page) == ["Zwei", "Eins"]
