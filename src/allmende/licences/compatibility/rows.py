# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Everything the matrix says of one licence, for its page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allmende.licences.compatibility.matrix import Matrix, Value
from allmende.licences.compatibility.voices import WORST_FIRST

Grouped = dict[Value, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """What may happen to a licence.

    `into` groups the outbound licences by what the matrix says of this one flowing into them,
    `takes` the inbound ones by what it says of them flowing into this one. Both are empty where
    the matrix does not list the licence.
    """

    licence: str
    listed: bool
    into: Grouped
    takes: Grouped
    matrix: dict[str, Any]
    warnings: tuple[dict[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "licence": self.licence,
            "listed": self.listed,
            "into": {value: list(ids) for value, ids in self.into.items()},
            "takes": {value: list(ids) for value, ids in self.takes.items()},
            "matrix": self.matrix,
            "warnings": list(self.warnings),
        }


def row(licence: str, matrix: Matrix | None = None, *, on: date | None = None) -> Row:
    """All answers of the matrix for one licence id, best value first. Never raises."""
    used = matrix or Matrix.shipped()
    listed = licence in used
    into = {one: used.value(inbound=licence, outbound=one) for one in used.licences}
    takes = {one: used.value(inbound=one, outbound=licence) for one in used.licences}
    return Row(
        licence,
        listed,
        _grouped(into) if listed else {},
        _grouped(takes) if listed else {},
        used.as_json(),
        used.warnings(on or date.today()),
    )


def _grouped(values: dict[str, Value]) -> Grouped:
    best_first = reversed(WORST_FIRST)
    groups = {
        value: tuple(one for one, said in values.items() if said == value) for value in best_first
    }
    return {value: ids for value, ids in groups.items() if ids}
