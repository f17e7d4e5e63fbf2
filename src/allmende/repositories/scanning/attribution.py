# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where each value stood: which commit brought it to a path, which took it away, is it still there.

One walk over all changes; only blobs with hits are kept in memory. A value that moves inside a
file, or stays while the file changes, is one place.
"""

import hashlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from allmende.repositories.git import Change, Repository
from allmende.repositories.scanning.earlier import Earlier
from allmende.repositories.scanning.hits import Hit
from allmende.repositories.scanning.scanning import ScanResult
from allmende.repositories.scanning.values import Hits, Standing, Trace, Value

Where = Literal["file", "commit message", "tag message", "object"]
"""An object is a blob that refs reach without a commit, so that it has no path."""


@dataclass(frozen=True, slots=True)
class Place:
    """One path, or message, in which a value stands or stood.

    `line` and `column` are those in HEAD where the value is still there, else in `introduced`, the
    commit that brought it first (of a message: the commit or tag itself). `removed` is the commit
    after which it was gone, None while it stands in HEAD or on another branch. A file in an archive
    is named `a.zip!file`. `id` depends on nothing but the introduction, so that it is the same on
    every machine and tells nothing of the value.
    """

    id: str
    where: Where
    path: str
    line: int | None
    column: int
    introduced: str | None
    removed: str | None
    in_head: bool
    hit: Hit

    def as_json(self) -> Mapping[str, Any]:
        names = ("id", "where", "path", "line", "column", "introduced", "removed", "in_head")
        return {name: getattr(self, name) for name in names}


_NONE: frozenset[Value] = frozenset()


class Traces:
    """Follows the values of some blobs through changes, told parents before children.

    `all` begins with the traces of an `earlier` walk, of which this one is the continuation; `met`
    are the blobs with values that some commit has under a path.
    """

    def __init__(self, hits: Hits, earlier: Earlier | None = None) -> None:
        self._values = {id: frozenset(of_blob) for id, of_blob in hits.items()}
        self.all: dict[Standing, Trace] = (
            {standing: replace(trace) for standing, trace in earlier.traces.items()}
            if earlier
            else {}
        )
        self.met: set[str] = set(earlier.met) if earlier else set()

    def see(self, change: Change) -> None:
        """Takes note of one change."""
        if change.new in self._values:
            self.met.add(change.new)
        new = self._values.get(change.new, _NONE)
        old = self._values.get(change.old, _NONE)
        for value in new - old:
            trace = self.all.get((change.path, value))
            if trace is None:
                self.all[change.path, value] = Trace(change.commit, change.new)
            else:
                trace.removed = None
        for value in old - new:
            trace = self.all.get((change.path, value))
            if trace is not None and trace.removed is None:
                trace.removed = change.commit


def by_value(result: ScanResult, kinds: Mapping[str, str]) -> Hits:
    """The values of each blob; `kinds` by detector."""
    return {id: _by_value(hits, kinds) for id, hits in result.blobs.items()}


def follow(
    repository: Repository,
    hits: Hits,
    commits: Sequence[str],
    earlier: Earlier | None = None,
    also: Callable[[Change], None] | None = None,
) -> Traces:
    """Walks once through what these commits changed, parents before children.

    The walk goes on where an `earlier` one ended; `also` is told every change as well.
    """
    traces = Traces(hits, earlier)
    for change in repository.changes(commits, of_merges=hits.keys()):
        traces.see(change)
        if also:
            also(change)
    return traces


def attribute(
    repository: Repository,
    result: ScanResult,
    kinds: Mapping[str, str],
    traces: Traces,
    behind_head: Container[str] | None = None,
) -> Mapping[Value, tuple[Place, ...]]:
    """All places of all values, those in HEAD first, then the oldest; `kinds` by detector.

    `behind_head` are HEAD and the commits before it; git is asked where nobody says.
    """
    hits = by_value(result, kinds)
    places: dict[Value, list[Place]] = {}
    for value, place in (
        *_in_files(repository, hits, traces),
        *_in_messages(repository, result, kinds, behind_head),
    ):
        places.setdefault(value, []).append(place)
    return {
        value: tuple(sorted(some, key=lambda one: not one.in_head))
        for value, some in places.items()
    }


def _by_value(hits: tuple[Hit, ...], kinds: Mapping[str, str]) -> Mapping[Value, Hit]:
    """Of several detectors that found the same value the surest speaks."""
    surest: dict[Value, Hit] = {}
    for hit in hits:
        value = Value(kinds[hit.detector], hit.digest)
        if value not in surest or hit.confidence > surest[value].confidence:
            surest[value] = hit
    return surest


def _in_files(repository: Repository, hits: Hits, traces: Traces) -> Iterator[tuple[Value, Place]]:
    if not hits:
        return
    head = _in_head(repository, hits)
    met = traces.met | {entry.id for entry in repository.tree().entries.values()}
    for (path, value), trace in traces.all.items():
        now = head.pop((path, value), None)
        yield value, _file_place(path, hits[trace.blob][value], trace, now)
    for (path, value), hit in head.items():  # the history that brought it cannot be read
        yield value, _file_place(path, hit, None, hit)
    for id in hits.keys() - met:
        for value, hit in hits[id].items():
            yield value, _place("object", _path("", hit), hit, id)


def _in_head(repository: Repository, hits: Hits) -> dict[Standing, Hit]:
    return {
        (path, value): hit
        for path, entry in repository.tree().entries.items()
        for value, hit in hits.get(entry.id, {}).items()
    }


def _in_messages(
    repository: Repository,
    result: ScanResult,
    kinds: Mapping[str, str],
    behind_head: Container[str] | None,
) -> Iterator[tuple[Value, Place]]:
    if behind_head is None:
        head = repository.head()
        behind_head = set(repository.commit_ids(of=head)) if head and result.messages else set()
    for id, (where, hits) in result.messages.items():
        for value, hit in _by_value(hits, kinds).items():
            yield value, _place(where, "", hit, id, in_head=id in behind_head)


def _file_place(path: str, first: Hit, trace: Trace | None, now: Hit | None) -> Place:
    """`first` is the hit in the blob that brought the value, `now` the one in HEAD."""
    introduced = trace.introduced if trace else None
    place = _place("file", _path(path, now or first), first, introduced, in_head=now is not None)
    if now is not None:
        return replace(place, line=now.line or None, column=now.column, hit=now)
    return replace(place, removed=trace.removed if trace else None)


def _place(
    where: Where, path: str, hit: Hit, introduced: str | None, in_head: bool = False
) -> Place:
    return Place(
        id=place_id(where, path, hit, introduced),
        where=where,
        path=path,
        line=hit.line or None,
        column=hit.column,
        introduced=introduced,
        removed=None,
        in_head=in_head,
        hit=hit,
    )


def place_id(where: str, path: str, hit: Hit, introduced: str | None) -> str:
    """The id of a place from what stands in the object that brought it; 16 hex digits."""
    name = f"{hit.detector}\0{introduced}\0{where}\0{path}\0{hit.line}\0{hit.column}"
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _path(path: str, hit: Hit) -> str:
    return path if hit.member is None else f"{path}!{hit.member}"
