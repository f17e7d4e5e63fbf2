# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A first file from answers."""

import pytest
from tests.publiccode.files import DATA

from allmende.publiccode import Invalid, check, new, questions

ANSWERS = {
    "name": "Terminbuch",
    "url": "https://example.org/a.git",
    "platforms": ["web"],
    "developmentStatus": "beta",
    "softwareType": "library",
    "description.de.shortDescription": "Termine",
    "description.de.longDescription": "Termine " * 20,
    "description.de.features": ["buchen"],
    "legal.license": "MIT",
    "maintenance.type": "internal",
    "maintenance.contacts[0].name": "Kim Beispiel",
    "localisation.localisationReady": False,
    "localisation.availableLanguages": ["de"],
}


def test_the_answers_to_all_questions_make_a_valid_file():
    asked = [
        one.key
        for one in questions("de")
        if one.only_if is None or ANSWERS[one.only_if[0]] in one.only_if[1]
    ]
    assert asked == list(ANSWERS)
    assert check(new(ANSWERS)).problems == ()


def test_nested_data_will_do_as_well():
    assert check(new(DATA)).valid


def test_a_missing_answer_is_told():
    with pytest.raises(Invalid, match=r"legal\.license"):
        new({key: value for key, value in ANSWERS.items() if key != "legal.license"})


def test_a_question_judges_its_own_answer_alone():
    licence = next(one for one in questions() if one.key == "legal.license")
    assert licence.problems("MIT") == ()
    assert licence.problems("GPL")[0].code == "licence"


def test_an_answer_in_a_language_of_more_than_letters_is_checked_too():
    short = next(one for one in questions("de-AT") if one.key.endswith("shortDescription"))
    assert short.problems("x" * 200) and not short.problems("Termine")
