# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What one inspection leaves for the next of the same repository, so that it reads only what came.

As everything in the store it holds no value, only keyed hashes; other than the rest of the store it
holds paths.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from allmende.repositories.facts.past import Past
from allmende.repositories.scanning.columns import Damaged, packed, unpacked
from allmende.repositories.scanning.hits import Note, Outcome
from allmende.repositories.scanning.values import Standing, Trace, Value

SHAPE = 2
"""Rises with every change of what is written; what has another shape is not read."""

MOST = 2_000_000
"""Blobs and changes of a repository that is remembered; a larger one would fill the memory."""


class Ids:
    """Ids of objects, a fifth of what a set takes.

    >>> Ids.of(["0a", "ff"]).count, "ff" in Ids.of(["0a", "ff"]), "0b" in Ids.of(["0a"])
    (2, True, False)
    """

    def __init__(self, sorted_ids: bytes, width: int) -> None:
        self.bytes, self.width = sorted_ids, width

    @classmethod
    def of(cls, ids: Iterable[str]) -> Self:
        each = sorted(map(bytes.fromhex, ids))
        return cls(b"".join(each), len(each[0]) if each else 20)

    def with_more(self, ids: Iterable[str]) -> Self:
        """These and those, which are not among them."""
        new = list(ids)
        if not self.count:
            return self.of(new)
        each = sorted([*map(self._at, range(self.count)), *map(bytes.fromhex, new)])
        return type(self)(b"".join(each), self.width)

    @property
    def count(self) -> int:
        return len(self.bytes) // self.width

    def __contains__(self, id: str) -> bool:
        asked = bytes.fromhex(id)
        at = bisect_left(range(self.count), asked, key=self._at)
        return at < self.count and self._at(at) == asked

    def __iter__(self) -> Any:
        return (self._at(number).hex() for number in range(self.count))

    def _at(self, number: int) -> bytes:
        return self.bytes[number * self.width : (number + 1) * self.width]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was behind the refs at the end of an inspection that saw everything.

    `tips` are the commits and tags that refs named. `blobs` is every blob, of `total` bytes, and
    `with_hits` are those in which something is; `notes` counts what was to be said of them. `told`
    names the commits whose message holds something. `past` is what commits contribute and which
    paths they touched, `traces` what became of values, `met` the blobs among `with_hits` that some
    commit has under a path. `missing` objects are named by others and were not there. The
    `outcomes` of `with_hits` and `told` come from the store.
    """

    tips: tuple[str, ...]
    blobs: Ids
    total: int
    with_hits: tuple[str, ...]
    notes: Mapping[Note, int]
    told: tuple[str, ...]
    past: Past
    traces: Mapping[Standing, Trace]
    met: frozenset[str]
    missing: tuple[str, ...]
    outcomes: Mapping[str, Outcome]

    def written(self) -> bytes:
        """All but `outcomes`."""
        return packed(
            {
                "shape": SHAPE,
                "tips": self.tips,
                "blobs": self.blobs.bytes,
                "width": self.blobs.width,
                "total": self.total,
                "with_hits": self.with_hits,
                "notes": self.notes,
                "told": self.told,
                "past": self.past.as_columns(),
                "traces": [
                    [path, *value, trace.introduced, trace.blob, trace.removed]
                    for (path, value), trace in self.traces.items()
                ],
                "met": sorted(self.met),
                "missing": self.missing,
            }
        )

    @classmethod
    def read(cls, content: bytes, key: bytes) -> Self | None:
        """None where it is of another shape or damaged; `outcomes` are empty.

        `key` is that of the digests of authors.
        """
        try:
            shape = unpacked(content)
            if shape["shape"] != SHAPE:
                return None
            return cls(
                tips=tuple(shape["tips"]),
                blobs=Ids(shape["blobs"], shape["width"]),
                total=shape["total"],
                with_hits=tuple(shape["with_hits"]),
                notes=shape["notes"],
                told=tuple(shape["told"]),
                past=Past.from_columns(shape["past"], key),
                traces={
                    (path, Value(kind, digest)): Trace(*trace)
                    for path, kind, digest, *trace in shape["traces"]
                },
                met=frozenset(shape["met"]),
                missing=tuple(shape["missing"]),
                outcomes={},
            )
        except (Damaged, ValueError, LookupError, TypeError):
            return None
