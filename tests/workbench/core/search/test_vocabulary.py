# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.workbench.core.search import Index, Search


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("nextclod", "Nextcloud"),
        ("enxtcloud", "Nextcloud"),
        ("zamad", "Zammad"),
        ("Terminvereinbahrung", "Terminvereinbarung"),
        ("bigblubuton", "BigBlueButton"),
        ("Buergerbuerro", "Bürgerbüro"),
    ],
)
def test_typing_errors_are_mended(find, typed: str, taken: str) -> None:
    assert find(typed).corrected == ((typed, taken),)


@pytest.mark.parametrize(
    "typed",
    [
        "nextcloud",
        "Nextclo",
        "zam",
        "zxy",
        "12345",
        "tickets",
        "Standesamt",
        "Fahrzeugakte",
        "der",
        "ausgeben",
    ],
)
def test_right_short_and_hopeless_words_stay(find, typed: str) -> None:
    assert find(typed).corrected == ()


def test_a_correction_shows_no_word_the_stranger_may_not_see(find, stranger) -> None:
    assert find("Nextgehiem").corrected == (("Nextgehiem", "Nextgeheim"),)
    assert find("Nextgehiem", stranger).corrected == ()


def test_a_right_word_of_a_hidden_document_is_as_unknown_as_any_other(index_of, software) -> None:
    index = index_of([software(1, "Kollibri"), software(2, "Kollibra", audience="internal")])
    seen = index.search(Search(frozenset({"public"}), "Kollibra"))
    assert seen.corrected == (("Kollibra", "Kollibri"),)


def test_the_more_frequent_of_two_near_words_is_taken(index_of, software) -> None:
    index = index_of([software(n, "Kollibri") for n in range(3)] + [software(9, "Kollibra")])
    assert index.search(Search(frozenset({"public"}), "Kollibru")).corrected[0][1] == "Kollibri"


def test_completions_are_the_most_frequent_first(shared_index: Index, colleague) -> None:
    vocabulary = shared_index._current().vocabulary(Search(colleague))
    assert vocabulary.completions("next", 2) == ("next", "nextcloud")
