# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where each value stood: which commit brought it to a path, which took it away, is it still there.

One walk over all changes, merges compared with each of their parents; only blobs with hits are kept
in memory. A value that moves inside a file, or stays while the file changes, is one place.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from allmende.repositories.git import Repository
from allmende.repositories.scanning.hits import Hit
from allmende.repositories.scanning.scanning import ScanResult

Where = Literal["file", "commit message", "tag message", "object"]
"""An object is a blob that refs reach without a commit, so that it has no path."""


class Value(NamedTuple):
    """What makes two hits the same: kind of finding and keyed hash."""

    kind: str
    digest: str


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


@dataclass(slots=True)
class _Trace:
    """What the walk knows of one value at one path."""

    introduced: str
    blob: str
    removed: str | None = None


_Hits = Mapping[str, Mapping[Value, Hit]]


def attribute(
    repository: Repository, result: ScanResult, kinds: Mapping[str, str]
) -> Mapping[Value, tuple[Place, ...]]:
    """All places of all values, those in HEAD first, then the oldest; `kinds` by detector."""
    by_blob: _Hits = {id: _by_value(hits, kinds) for id, hits in result.blobs.items()}
    places: dict[Value, list[Place]] = {}
    for value, place in (*_in_files(repository, by_blob), *_in_messages(repository, result, kinds)):
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


def _in_files(repository: Repository, by_blob: _Hits) -> Iterator[tuple[Value, Place]]:
    if not by_blob:
        return
    met: set[str] = set()
    traces = _traces(repository, by_blob, met)
    head = _in_head(repository, by_blob, met)
    for (path, value), trace in traces.items():
        now = head.pop((path, value), None)
        yield value, _file_place(path, by_blob[trace.blob][value], trace, now)
    for (path, value), hit in head.items():  # the history that brought it cannot be read
        yield value, _file_place(path, hit, None, hit)
    for id in by_blob.keys() - met:
        for value, hit in by_blob[id].items():
            yield value, _place("object", _path("", hit), hit, id)


def _traces(
    repository: Repository, by_blob: _Hits, met: set[str]
) -> dict[tuple[str, Value], _Trace]:
    values = {id: frozenset(hits) for id, hits in by_blob.items()}
    none: frozenset[Value] = frozenset()
    traces: dict[tuple[str, Value], _Trace] = {}
    for change in repository.changes(values.keys()):
        met.update((change.new, change.old))
        new, old = values.get(change.new, none), values.get(change.old, none)
        for value in new - old:
            trace = traces.get((change.path, value))
            if trace is None:
                traces[change.path, value] = _Trace(change.commit, change.new)
            else:
                trace.removed = None
        for value in old - new:
            trace = traces.get((change.path, value))
            if trace is not None and trace.removed is None:
                trace.removed = change.commit
    return traces


def _in_head(repository: Repository, by_blob: _Hits, met: set[str]) -> dict[tuple[str, Value], Hit]:
    found: dict[tuple[str, Value], Hit] = {}
    for path, entry in repository.tree().entries.items():
        for value, hit in by_blob.get(entry.id, {}).items():
            found[path, value] = hit
            met.add(entry.id)
    return found


def _in_messages(
    repository: Repository, result: ScanResult, kinds: Mapping[str, str]
) -> Iterator[tuple[Value, Place]]:
    head = repository.head()
    behind_head = set(repository.commit_ids(of=head)) if head and result.messages else set()
    for id, (where, hits) in result.messages.items():
        for value, hit in _by_value(hits, kinds).items():
            yield value, _place(where, "", hit, id, in_head=id in behind_head)


def _file_place(path: str, first: Hit, trace: _Trace | None, now: Hit | None) -> Place:
    """`first` is the hit in the blob that brought the value, `now` the one in HEAD."""
    introduced = trace.introduced if trace else None
    place = _place("file", _path(path, now or first), first, introduced, in_head=now is not None)
    if now is not None:
        return replace(place, line=now.line or None, column=now.column, hit=now)
    return replace(place, removed=trace.removed if trace else None)


def _place(
    where: Where, path: str, hit: Hit, introduced: str | None, in_head: bool = False
) -> Place:
    name = f"{hit.detector}\0{introduced}\0{where}\0{path}\0{hit.line}\0{hit.column}"
    return Place(
        id=hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        where=where,
        path=path,
        line=hit.line or None,
        column=hit.column,
        introduced=introduced,
        removed=None,
        in_head=in_head,
        hit=hit,
    )


def _path(path: str, hit: Hit) -> str:
    return path if hit.member is None else f"{path}!{hit.member}"
