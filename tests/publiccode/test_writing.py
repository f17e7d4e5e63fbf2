# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Written files are valid, in one order, or not written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publiccode.files import DATA

from allmende.publiccode import Invalid, check, read, write

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)


def test_what_is_written_is_valid_and_reads_as_given():
    text = write(DATA)
    assert check(text).problems == ()
    assert read(text) == {"publiccodeYmlVersion": "0.7", **DATA}


def test_the_order_is_that_of_the_standard():
    backwards = dict(reversed(DATA.items()))
    assert write(backwards) == write(DATA)
    assert write(DATA).startswith('publiccodeYmlVersion: "0.7"\nname: Terminbuch\nurl:')


def test_dates_are_dates_and_empty_values_are_left_out():
    text = write(
        {**DATA, "releaseDate": date(2026, 3, 1), "roadmap": "", "usedBy": [], "logo": None}
    )
    assert "2026-03-01" in text
    assert "roadmap" not in text and "usedBy" not in text and "logo" not in text


def test_words_that_older_readers_take_for_booleans_are_quoted():
    assert "'no'" in write({**DATA, "name": "no"})


def test_every_problem_of_the_data_is_told_at_once():
    with pytest.raises(Invalid) as caught:
        write({**DATA, "url": "here", "legal": {}, "own": 1})
    assert {one.key for one in caught.value.problems} == {"url", "legal.license", "own"}


def test_deprecated_keys_are_not_written_anew():
    with pytest.raises(Invalid):
        write({**DATA, "monochromeLogo": "a.svg"})


@settings(max_examples=30, deadline=None)
@given(name=TEXTS, feature=TEXTS, owner=TEXTS)
def test_any_text_survives_writing(name, feature, owner):
    about = {**DATA["description"]["de"], "features": [feature]}
    data = {**DATA, "name": name, "description": {"de": about}}
    data["legal"] = {"license": "MIT", "mainCopyrightOwner": owner}
    found = read(write(data))
    assert found["name"] == name
    assert found["description"]["de"]["features"] == [feature]
    assert found["legal"]["mainCopyrightOwner"] == owner
