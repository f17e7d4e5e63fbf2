# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The quick rules say what the slow ones of the standard say."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.components.validating.json_schema import is_iri_reference, unique_items

values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0, 0.5, "a", "1"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(values, max_size=5))
def test_entries_are_unique_as_jsonschema_says(entries):
    from jsonschema import Draft7Validator

    slow = Draft7Validator({"uniqueItems": True})
    same = not list(unique_items(slow, True, entries, {}))
    assert same == slow.is_valid(entries), json.dumps(entries)


@pytest.mark.parametrize(
    "good",
    [
        "",
        "#",
        "https://example.org/ü?q=[1]#f".replace("[1]", "1"),
        "http://[::1]:80/",
        "mailto:a@example.org",
        "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x",
        "git+ssh://git@example.org:22/a.git",
        "git@example.org/a.git",
        "../a/./b",
        "//host",
        "a%20b",
    ],
)
def test_addresses_are_addresses(good: str):
    assert is_iri_reference(good)


@pytest.mark.parametrize(
    "bad", ["a b", "1:b", "git@example.org:a/b.git", "a%2", "a#b#c", "<a>", "a\nb", "C:\\a", "{a}"]
)
def test_others_are_not(bad: str):
    assert not is_iri_reference(bad)
