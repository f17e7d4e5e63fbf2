# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Many rows in parts that a database takes at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

SIZE = 500
"""SQLite takes some hundred values in one question."""
T = TypeVar("T")


def batches(items: Iterable[T], size: int = SIZE) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter; none of nothing."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
