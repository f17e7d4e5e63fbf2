# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lines and columns of values in a JSON text."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.components.validating.positions import positions

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def paths(value, path=()):
    yield path, value
    pairs = value.items() if isinstance(value, dict) else ()
    pairs = enumerate(value) if isinstance(value, list) else pairs
    for step, each in pairs:
        yield from paths(each, (*path, step))


@settings(max_examples=60, deadline=None)
@given(values, st.sampled_from([None, 1]))
def test_the_position_is_where_the_value_begins(value, indent):
    text = json.dumps(value, indent=indent)
    wanted = dict(paths(value))
    lines = text.split("\n")
    for path, (line, column) in positions(text, wanted).items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == wanted[path]


def test_what_is_missing_has_the_place_of_what_it_would_lie_in():
    assert positions('{"a":\n [1]}', [("a", 7, "b")]) == {("a", 7, "b"): (2, 2)}
