# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A value without the value, and what is known of where it stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from allmende.repositories.scanning.hits import Hit


class Value(NamedTuple):
    """What makes two hits the same: kind of finding and keyed hash."""

    kind: str
    digest: str


@dataclass(slots=True)
class Trace:
    """What the walk knows of one value at one path.

    `introduced` brought it first, in `blob`; `removed` took it away, None where it came back or
    never went.
    """

    introduced: str
    blob: str
    removed: str | None = None


Hits = Mapping[str, Mapping[Value, Hit]]
"""The values in each blob."""
Standing = tuple[str, Value]
"""A value at a path."""
