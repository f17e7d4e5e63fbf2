# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
from importlib.resources import files

import pytest

from allmende.workbench.core import search
from allmende.workbench.core.search import NotATermTable, dictionary, words


def translated(word: str) -> list[set[str]]:
    return [{phrase.text for phrase in said} for said in dictionary.in_english(words.fold(word))]


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("Gutschein", "voucher"),
        ("Gutscheine", "voucher"),
        ("Wettervorhersage", "weather forecast"),
        ("wunschlisten", "wishlist"),
        ("eingesammelt", "collect"),
        ("anzubieten", "offer"),
        ("verfolgt", "track"),
        ("gespeicherten", "store"),
        ("Lehrerinnen", "teacher"),
        ("ausgedruckte", "print"),
    ],
)
def test_a_german_word_is_known_in_english_in_whatever_form(word: str, english: str) -> None:
    (said,) = translated(word)
    assert english in said


def test_a_compound_is_known_by_all_its_parts() -> None:
    assert [min(said) for said in translated("Gutscheinverkauf")] == ["coupon", "sale"]
    first, second, third = translated("Honigglasdeckung")
    assert "honey" in first
    assert "glass" in second
    assert "coverage" in third


def test_a_compound_with_an_unknown_part_is_not_known() -> None:
    assert translated("Gutscheinxyzquatsch") == []


def test_an_english_word_has_others_of_nearly_the_same_meaning() -> None:
    (said,) = translated("potholes")
    assert "road" in said


def test_a_word_that_is_in_no_line_is_not_known() -> None:
    assert translated("Quibbelfrotz") == []


@pytest.mark.parametrize("line", ["zwei Worte: x", "Wort: []", "Wort: a,,b", "Wort: '!'", "'-': x"])
def test_a_line_that_is_no_word_with_translations_is_named(line: str) -> None:
    with pytest.raises(NotATermTable):
        dictionary.read(line, "de")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_reader_finds_a_word_in_its_place(language: str) -> None:
    folder = files(search.__name__).joinpath("dictionary")
    lines = folder.joinpath(f"{language}.yaml").read_text(encoding="utf-8").splitlines()
    said = [words.plain(line.partition(":")[0].strip('"')) for line in lines if ": " in line]
    said = [word for word in said if not word.startswith("#")]
    assert len(said) > 400
    assert said == sorted(said)
