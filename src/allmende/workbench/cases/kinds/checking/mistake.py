# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One mistake in a kind, before it has a file and a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where (keys and positions from the outside in), which rule, and what its sentence names."""

    where: Where
    code: str
    values: dict[str, Any]


def twice(where: Where, ids: Iterable[str]) -> Iterator[Mistake]:
    """Entries of a list whose id was there before."""
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            yield Mistake((*where, place, "id"), "named-twice", {"id": one})
        seen.add(one)


def unknown(where: Where, ids: Iterable[str], known: Iterable[str], what: str) -> Iterator[Mistake]:
    """Entries that name nothing known; `what` completes the code `unknown-…`."""
    names = tuple(known)
    for place, one in enumerate(ids):
        if one not in names:
            values = {"id": one, "expected": names}
            yield Mistake((*where, place), f"unknown-{what}", values)
