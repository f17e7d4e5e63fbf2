# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What one inspection leaves for the next of the same repository, so that it reads only what came.

As everything in the store it holds no value, only keyed hashes; other than the rest of the store it
holds paths.
"""

import base64
import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from allmende.repositories.scanning.hits import Note, Outcome
from allmende.repositories.scanning.values import Standing, Trace, Value

SHAPE = 1
"""Rises with every change of what is written; what has another shape is not read."""

MOST = 2_000_000
"""Blobs and changes of a repository that is remembered; a larger one would fill the memory."""


class Touched(NamedTuple):
    """One commit touching one path; `status` is git's letter."""

    commit: str
    path: str
    status: str


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
    names the commits whose message holds something. `touched` are the changes of commits that are
    no merges, `traces` those of values, `met` the blobs among `with_hits` that some commit has
    under a path. `missing` objects are named by others and were not there. The `outcomes` of
    `with_hits` and `told` come from the store.
    """

    tips: tuple[str, ...]
    blobs: Ids
    total: int
    with_hits: tuple[str, ...]
    notes: Mapping[Note, int]
    told: tuple[str, ...]
    touched: tuple[Touched, ...]
    traces: Mapping[Standing, Trace]
    met: frozenset[str]
    missing: tuple[str, ...]
    outcomes: Mapping[str, Outcome]

    def written(self) -> bytes:
        """All but `outcomes`."""
        shape = {
            "shape": SHAPE,
            "tips": self.tips,
            "blobs": base64.b64encode(self.blobs.bytes).decode(),
            "width": self.blobs.width,
            "total": self.total,
            "with_hits": self.with_hits,
            "notes": self.notes,
            "told": self.told,
            "touched": _columns(self.touched),
            "traces": [
                [path, *value, trace.introduced, trace.blob, trace.removed]
                for (path, value), trace in self.traces.items()
            ],
            "met": sorted(self.met),
            "missing": self.missing,
        }
        return zlib.compress(json.dumps(shape, separators=(",", ":")).encode(), 1)

    @classmethod
    def read(cls, content: bytes) -> Self | None:
        """None where it is of another shape or damaged; `outcomes` are empty."""
        try:
            shape = json.loads(zlib.decompress(content))
            if shape["shape"] != SHAPE:
                return None
            return cls(
                tips=tuple(shape["tips"]),
                blobs=Ids(base64.b64decode(shape["blobs"]), shape["width"]),
                total=shape["total"],
                with_hits=tuple(shape["with_hits"]),
                notes=shape["notes"],
                told=tuple(shape["told"]),
                touched=_rows(shape["touched"]),
                traces={
                    (path, Value(kind, digest)): Trace(*trace)
                    for path, kind, digest, *trace in shape["traces"]
                },
                met=frozenset(shape["met"]),
                missing=tuple(shape["missing"]),
                outcomes={},
            )
        except (ValueError, LookupError, TypeError, zlib.error):
            return None


def _columns(touched: Sequence[Touched]) -> Mapping[str, Any]:
    """Each id and path once, then their numbers."""
    commits: dict[str, int] = {}
    paths: dict[str, int] = {}
    return {
        "commit": [commits.setdefault(one.commit, len(commits)) for one in touched],
        "path": [paths.setdefault(one.path, len(paths)) for one in touched],
        "status": "".join(one.status for one in touched),
        "commits": list(commits),
        "paths": list(paths),
    }


def _rows(columns: Mapping[str, Any]) -> tuple[Touched, ...]:
    commits, paths = columns["commits"], columns["paths"]
    return tuple(
        Touched(commits[commit], paths[path], status)
        for commit, path, status in zip(
            columns["commit"], columns["path"], columns["status"], strict=True
        )
    )
