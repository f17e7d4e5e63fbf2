# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""JSON with columns in it comes back as it went, or not at all."""

from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from allmende.repositories.scanning.columns import Damaged, packed, unpacked

LEAVES = (
    some.none()
    | some.booleans()
    | some.integers(-(1 << 60), 1 << 60)
    | some.text()
    | some.binary()
    | some.lists(some.integers(0, 1 << 31)).map(lambda numbers: array("I", numbers))
)
SHAPES = some.recursive(
    LEAVES,
    lambda inner: some.lists(inner) | some.dictionaries(some.text("abc"), inner),
    max_leaves=12,
)


@given(SHAPES)
def test_what_was_packed_comes_back(shape: Any) -> None:
    assert unpacked(packed(shape)) == shape


@given(some.dictionaries(some.text("abc"), LEAVES, min_size=1), some.data())
def test_a_byte_that_changed_is_noticed(shape: Any, data: Any) -> None:
    written = bytearray(packed(shape))
    at = data.draw(some.integers(0, len(written) - 1))
    written[at] ^= 1
    with pytest.raises(Damaged):
        unpacked(bytes(written))


@pytest.mark.parametrize("content", [b"", b"{}", b"columns 1 "])
def test_something_else_is_not_read(content: bytes) -> None:
    with pytest.raises(Damaged):
        unpacked(content)
