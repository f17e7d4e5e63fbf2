# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What no single key shows: names that lead nowhere, states nobody leaves, steps nobody takes."""

from collections.abc import Iterator

from allmende.workbench.cases.kinds.checking import conditions, fields, lanes, naming, states
from allmende.workbench.cases.kinds.checking.mistake import Mistake
from allmende.workbench.cases.kinds.model import Kind
from allmende.workbench.cases.kinds.registry import Registry

__all__ = ["Mistake", "mistakes"]


def mistakes(kind: Kind, registry: Registry, retention: frozenset[str]) -> Iterator[Mistake]:
    """Every mistake, in no order; `retention` holds the names of the profile's classes."""
    yield from naming.mistakes(kind, registry, retention)
    yield from fields.mistakes(kind)
    yield from conditions.mistakes(kind)
    yield from states.mistakes(kind)
    yield from lanes.mistakes(kind, registry)
