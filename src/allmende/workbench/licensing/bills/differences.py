# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What changed from one bill of materials to the next of the same product."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

KINDS = ("added", "removed", "version", "licence", "verdict")
"""In the order they are shown; one change can be of several kinds, but not of the first two."""


@dataclass(frozen=True, slots=True)
class Line:
    """A component as far as it is compared. `identity`: what it is, whatever its version."""

    identity: str
    name: str
    version: str
    licence: str
    level: str
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One component before and after; None: it was, or is, not there."""

    before: Line | None
    after: Line | None

    @property
    def name(self) -> str:
        line = self.after or self.before
        return line.name if line else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        before, after = self.before, self.after
        if before is None:
            return ("added",)
        if after is None:
            return ("removed",)
        differs = {
            "version": before.version != after.version,
            "licence": before.licence != after.licence,
            "verdict": before.level != after.level,
        }
        return tuple(kind for kind in KINDS if differs.get(kind))


def changes(before: Iterable[Line], after: Iterable[Line]) -> list[Change]:
    """What differs, by name; a component that a bill lists twice counts once.

    Of a component in several versions, the same versions belong together, then the remaining ones
    from the oldest on.
    """
    old, new = _by_identity(before), _by_identity(after)
    pairs = [
        pair
        for identity in old.keys() | new.keys()
        for pair in _paired(old.get(identity, {}), new.get(identity, {}))
    ]
    found = [change for change in pairs if change.kinds]
    return sorted(found, key=lambda change: (change.name.casefold(), change.name, change.kinds))


def counted(found: Sequence[Change]) -> dict[str, int]:
    """Kind to number of changes of this kind; `all` is less where one is of several kinds."""
    numbers = Counter(kind for change in found for kind in change.kinds)
    return {"all": len(found), **{kind: numbers[kind] for kind in KINDS}}


def _by_identity(lines: Iterable[Line]) -> dict[str, dict[str, Line]]:
    found: dict[str, dict[str, Line]] = {}
    for line in lines:
        found.setdefault(line.identity, {}).setdefault(line.version, line)
    return found


def _paired(old: dict[str, Line], new: dict[str, Line]) -> Iterator[Change]:
    for version in old.keys() & new.keys():
        yield Change(old[version], new[version])
    left = sorted(old.keys() - new.keys(), key=_age)
    right = sorted(new.keys() - old.keys(), key=_age)
    both = min(len(left), len(right))
    for before, after in zip(left, right, strict=False):
        yield Change(old[before], new[after])
    yield from (Change(old[version], None) for version in left[both:])
    yield from (Change(None, new[version]) for version in right[both:])


def _age(version: str) -> list[tuple[int, int, str]]:
    """So that 1.10 comes after 1.9."""
    # Beyond eighteen digits it is no number that anybody counts with.
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", version)
    return [(1, int(one), "") if one.isdecimal() else (0, 0, one) for one in parts]
