# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Parts become third-party notices."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.licences.notices import Part, notices


def expressions(found):
    return [group.expression for group in found.groups]


def names(entries):
    return [entry.name for entry in entries]


def test_parts_are_grouped_by_licence_and_sorted():
    found = notices(
        [Part("b", licence="MIT"), Part("Z", licence="Apache-2.0"), Part("A", licence="MIT")], "N"
    )
    assert expressions(found) == ["Apache-2.0", "MIT"]
    assert names(found.groups[1].parts) == ["A", "b"]


def test_two_spellings_of_one_licence_are_one_group():
    found = notices([Part("a", licence="GPL-2.0+"), Part("b", licence="gpl-2.0-or-later")], "N")
    assert expressions(found) == ["GPL-2.0-or-later"]


@pytest.mark.parametrize("licence", [None, "", "NONE", "NOASSERTION", "see COPYING", "GPL"])
def test_a_part_without_a_readable_licence_is_unclear(licence):
    found = notices([Part("a", licence=licence)], "N")
    assert names(found.unclear) == ["a"]
    assert found.groups == found.missing == ()


def test_the_chosen_branch_counts():
    found = notices([Part("a", licence="BSD-3-Clause OR GPL-2.0-only", chosen="BSD-3-Clause")], "N")
    assert expressions(found) == ["BSD-3-Clause"]
    assert [one.licence.id for one in found.missing] == ["BSD-3-Clause"]
    assert not found.groups[0].choice_open


def test_a_choice_that_nobody_made_is_pointed_out():
    assert notices([Part("a", licence="MIT OR ISC")], "N").groups[0].choice_open


def test_one_licence_text_is_kept_once_with_the_parts_it_serves():
    parts = [
        Part("a", "1", licence="MIT", text="Licence\r\ntext  \n"),
        Part("b", "2", licence="MIT", text="Licence\ntext"),
        Part("c", "3", licence="ISC", text="Another"),
    ]
    found = notices(parts, "N")
    assert [(one.text, one.parts) for one in found.texts] == [
        ("Another", ("c 3",)),
        ("Licence\ntext", ("a 1", "b 2")),
    ]
    assert found.missing == ()


def test_a_part_may_bring_several_texts():
    part = Part("a", licence="MIT AND ISC", text="MIT text", further_texts=("ISC text", ""))
    found = notices([part], "N")
    assert [one.text for one in found.texts] == ["ISC text", "MIT text"]
    assert found.missing == ()


def test_a_licence_without_text_is_named_with_its_address_and_the_text_asked_for():
    found = notices([Part("a", licence="MIT"), Part("b", licence="MIT", text="MIT text")], "N")
    missing = found.missing[0]
    assert (missing.licence.id, missing.licence.name, missing.parts) == (
        "MIT",
        "MIT License",
        ("a",),
    )
    assert missing.licence.address.startswith("https://spdx.org/")


def test_a_licence_that_spdx_does_not_list_has_no_address():
    missing = notices([Part("a", licence="LicenseRef-house")], "N").missing[0]
    assert (missing.licence.id, missing.licence.name, missing.licence.address) == (
        "LicenseRef-house",
        None,
        None,
    )


def test_the_text_of_an_unclear_part_is_kept():
    found = notices([Part("a", licence="see COPYING", text="All rights reserved")], "N")
    assert found.texts[0].parts == ("a",)


def test_a_part_that_comes_twice_stands_once():
    assert len(notices([Part("a", licence="MIT")] * 3, "N").groups[0].parts) == 1


def test_a_homepage_that_is_no_web_address_is_no_link():
    homepages = ["javascript:alert(1)", "https://example.org/\u202e", "file:///etc", "https://a b"]
    found = notices([Part(one, licence="MIT", homepage=one) for one in homepages], "N")
    assert {entry.homepage for entry in found.groups[0].parts} == {None}


def test_nothing_in_gives_nothing_out():
    found = notices([], "N")
    assert json.loads(json.dumps(found.as_json())) == {
        "title": "N",
        "unclear": [],
        "groups": [],
        "texts": [],
        "missing": [],
    }


PARTS = st.lists(
    st.builds(
        Part,
        name=st.text(max_size=8),
        version=st.none() | st.text(max_size=4),
        licence=st.sampled_from([None, "MIT", "MIT OR ISC", "GPL-2.0+", "LicenseRef-x", "?"]),
        copyrights=st.lists(st.text(max_size=8), max_size=2).map(tuple),
        text=st.none() | st.text(max_size=20),
        homepage=st.none() | st.text(max_size=10),
        chosen=st.sampled_from([None, "MIT", "nonsense"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(PARTS, st.randoms())
def test_the_order_of_the_parts_does_not_matter(parts, chance):
    mixed = list(parts)
    chance.shuffle(mixed)
    assert notices(mixed, "N") == notices(parts, "N")


@settings(max_examples=60, deadline=None)
@given(PARTS)
def test_every_part_stands_somewhere(parts):
    found = notices(parts, "N")
    shown = [*found.unclear, *(entry for group in found.groups for entry in group.parts)]
    assert len(set(shown)) == len(shown) <= len(parts)
    assert bool(shown) is bool(parts)
    assert json.dumps(found.as_json())
