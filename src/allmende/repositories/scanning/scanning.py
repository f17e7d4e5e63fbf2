# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every object of a repository through the engine, each once, and never again while it is kept."""

import hashlib
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.git import Limits, Repository, open_repository
from allmende.repositories.scanning.automaton import fingerprint
from allmende.repositories.scanning.earlier import Earlier
from allmende.repositories.scanning.engine import VERSION, Engine
from allmende.repositories.scanning.hits import Hit, Note, Outcome
from allmende.repositories.scanning.store import Store, StoreUnusable

_BATCH = 2_000
"""Outcomes in one transaction: few enough to lose little, and to be written in milliseconds."""
_PART = 4_000
"""Objects one process gets at a time."""
_MANY = 1_000
"""Objects from which on it pays to ask git how they are stored."""
_STEP = 500
"""Objects between two words of progress."""
_TRAILER = re.compile(r"^[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-by: .*$", re.MULTILINE)
"""Says who wrote or signed, as the headers do; people put their address there on purpose."""

Where = Literal["commit message", "tag message"]
_MESSAGES: Mapping[str, Where] = {"commit": "commit message", "tag": "tag message"}
Progress = Callable[[int, int], None]
"""Is told how many objects are done, of how many."""


@dataclass(frozen=True, slots=True)
class ScanCoverage:
    """What was scanned and what was not; counts are of objects, `bytes` of what was read now.

    `blobs` are all that refs reach; of them `kept` were known to the store, `scanned` were read
    now, `too_large` lie over the limit, `missing` could not be read, `not_reached` came after the
    limit of time or size in `stopped`. `messages` are those of commits and tags. `notes` counts
    blobs by what is to be said of them (`hits.Note`). `store` says why the store could not be
    used, in both languages.
    """

    fingerprint: str
    blobs: int = 0
    kept: int = 0
    scanned: int = 0
    bytes: int = 0
    too_large: int = 0
    missing: int = 0
    not_reached: int = 0
    messages: int = 0
    notes: Mapping[Note, int] = field(default_factory=dict)
    stopped: Literal["seconds", "total_bytes"] | None = None
    store: Mapping[str, str] | None = None

    @property
    def complete(self) -> bool:
        """Was every text looked at that git could hand out? Its own coverage says the rest."""
        gaps: tuple[Note, ...] = ("archive-cut", "archive-unreadable", "archive-nested", "overflow")
        skipped = self.too_large + self.missing + self.not_reached
        return not skipped and not any(self.notes.get(one) for one in gaps)

    def as_json(self) -> Mapping[str, Any]:
        return asdict(self) | {"complete": self.complete}


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Hits by blob, hits by commit or tag with the kind of its message, and what was looked at.

    `new` are the blobs, with their sizes, that an earlier inspection had not seen.
    """

    blobs: Mapping[str, tuple[Hit, ...]]
    messages: Mapping[str, tuple[Where, tuple[Hit, ...]]]
    coverage: ScanCoverage
    new: Mapping[str, int]


def scan(
    repository: Repository,
    patterns: Sequence[Pattern],
    store: Store | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    earlier: Earlier | None = None,
) -> ScanResult:
    """Scans all blobs and messages that the repository's refs reach and the store does not know.

    With an executor its workers read and scan (the patterns must be picklable); without one it
    happens here. A store that fails on the way is said in the coverage, and the scan goes on. With
    what an `earlier` inspection left only what came since is looked for.
    """
    return _Scan(repository, patterns, store, limits or Limits(), progress, earlier).run(executor)


def version_of(patterns: Sequence[Pattern]) -> str:
    """The name under which outcomes of these patterns are kept; 32 hex digits."""
    content = f"{VERSION}-{fingerprint(patterns)}".encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def said_in(message: str) -> bytes:
    """What is scanned of the message of a commit or tag."""
    return _TRAILER.sub("", message).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker in another process needs."""

    repository: Path
    ids: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    folder: Path | None
    salt: bytes


@dataclass(frozen=True, slots=True)
class _Scanned:
    """One object that was asked for; `outcome` is None where it could not be read."""

    id: str
    size: int
    outcome: Outcome | None


class _Scan:
    """The counters of one run."""

    def __init__(
        self,
        repository: Repository,
        patterns: Sequence[Pattern],
        store: Store | None,
        limits: Limits,
        progress: Progress | None,
        earlier: Earlier | None,
    ) -> None:
        self._repository, self._patterns = repository, tuple(patterns)
        self._earlier = earlier
        self._store, self._limits, self._progress = store, limits, progress
        self._version = version_of(patterns)
        self._folder = store.folder / "automata" if store else None
        self._salt = store.salt if store else secrets.token_bytes(32)
        self._store_failed: Mapping[str, str] | None = None
        self._counts: Counter[str] = Counter()
        self._notes: Counter[Note] = Counter()
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._messages: dict[str, tuple[Where, tuple[Hit, ...]]] = {}
        self._waiting: list[tuple[str, Outcome]] = []
        self._stopped: Literal["seconds", "total_bytes"] | None = None
        self._until = time.monotonic() + limits.seconds if limits.seconds else None

    def run(self, executor: Executor | None) -> ScanResult:
        self._take_over()
        new = self._new_blobs()
        unknown = self._unknown(new)
        done = 0
        for one in self._in_workers(executor, unknown) if executor else self._here(unknown):
            done += 1
            self._take(one)
            if self._progress and done % _STEP == 0:
                self._progress(done, len(unknown))
            if self._over_limit():
                break
        self._counts["not_reached"] = len(unknown) - done
        if self._stopped is None:
            self._scan_messages()
        self._keep()
        if self._progress:
            self._progress(done, len(unknown))
        return ScanResult(self._hits, self._messages, self._coverage(), new)

    def _take_over(self) -> None:
        """What the earlier inspection saw."""
        if self._earlier is None:
            return
        self._counts["blobs"] = self._counts["kept"] = self._earlier.blobs.count
        self._notes.update(self._earlier.notes)
        for id in self._earlier.with_hits:
            self._hits[id] = self._earlier.outcomes[id].hits
        for id in self._earlier.told:
            self._messages[id] = ("commit message", self._earlier.outcomes[id].hits)

    def _new_blobs(self) -> dict[str, int]:
        """Blobs with their sizes, without those that the earlier inspection saw."""
        earlier = self._earlier
        new = dict(self._repository.blobs(earlier.tips if earlier else ()))
        if earlier:
            new = {id: size for id, size in new.items() if id not in earlier.blobs}
        self._counts["blobs"] += len(new)
        return new

    def _unknown(self, blobs: Mapping[str, int]) -> list[str]:
        """The blobs to read; those that the store knows are taken from there."""
        limit = self._limits.blob_bytes
        small = [id for id, size in blobs.items() if size <= limit]
        self._counts["too_large"] = len(blobs) - len(small)
        known = self._known(small)
        self._counts["kept"] += len(known)
        for one, outcome in known.items():
            self._add(one, outcome)
        return self._in_order([id for id in small if id not in known])

    def _in_order(self, ids: list[str]) -> list[str]:
        """As git reads them fastest; where a limit may end the scan, what is newest comes first."""
        bounded = self._limits.seconds is not None or self._limits.total_bytes is not None
        if bounded or self._earlier or len(ids) < _MANY:
            return ids
        return list(self._repository.as_stored(ids))

    def _known(self, ids: Iterable[str]) -> Mapping[str, Outcome]:
        if self._store is None or self._store_failed:
            return {}
        try:
            return self._store.known(self._version, ids)
        except StoreUnusable as error:
            self._store_failed = error.why
            return {}

    def _keep(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._store is None or self._store_failed or not waiting:
            return
        try:
            self._store.keep(self._version, waiting)
        except StoreUnusable as error:
            self._store_failed = error.why

    def _take(self, one: _Scanned) -> None:
        if one.outcome is None:
            self._counts["missing"] += 1
            return
        self._counts["scanned"] += 1
        self._counts["bytes"] += one.size
        self._add(one.id, one.outcome)
        self._waiting.append((one.id, one.outcome))
        if len(self._waiting) >= _BATCH:
            self._keep()

    def _add(self, id: str, outcome: Outcome) -> None:
        if outcome.hits:
            self._hits[id] = outcome.hits
        self._notes.update(outcome.notes)

    def _over_limit(self) -> bool:
        if self._until is not None and time.monotonic() > self._until:
            self._stopped = "seconds"
        elif self._limits.total_bytes and self._counts["bytes"] >= self._limits.total_bytes:
            self._stopped = "total_bytes"
        return self._stopped is not None

    def _here(self, ids: Iterable[str]) -> Iterator[_Scanned]:
        return _scanned(self._repository, ids, self._engine)

    @cached_property
    def _engine(self) -> Engine:
        """Made late: a scan that finds everything in the store needs none."""
        return Engine(self._patterns, self._folder, self._salt)

    def _in_workers(self, executor: Executor, ids: Iterable[str]) -> Iterator[_Scanned]:
        waiting: set[Future[list[_Scanned]]] = set()
        all_ids = tuple(ids)
        for at in range(0, len(all_ids), _PART):
            part = all_ids[at : at + _PART]
            task = _Task(self._repository.folder, part, self._patterns, self._folder, self._salt)
            waiting.add(executor.submit(_work, task))
        try:
            while waiting:
                done = next(iter(as_completed(waiting)))
                waiting.discard(done)
                yield from done.result()
        finally:
            for future in waiting:
                future.cancel()

    def _scan_messages(self) -> None:
        tips = self._earlier.tips if self._earlier else ()
        self._counts["messages"] = self._earlier.past.commits if self._earlier else 0
        for one in self._repository.messages(tips):
            self._counts["messages"] += 1
            outcome = self._engine.scan(said_in(one.text))
            if outcome.hits:
                self._messages[one.id] = (_MESSAGES[one.kind], outcome.hits)
                self._waiting.append((one.id, outcome))

    def _coverage(self) -> ScanCoverage:
        return ScanCoverage(
            self._version,
            **self._counts,
            notes=dict(self._notes),
            stopped=self._stopped,
            store=self._store_failed,
        )


def _scanned(repository: Repository, ids: Iterable[str], engine: Engine) -> Iterator[_Scanned]:
    for blob in repository.read_blobs(ids):
        outcome = None if blob.data is None else engine.scan(blob.data)
        yield _Scanned(blob.id, blob.size, outcome)


def _work(task: _Task) -> list[_Scanned]:
    """Runs in a worker: reads and scans one part."""
    engine = Engine(task.patterns, task.folder, task.salt)
    with open_repository(task.repository) as repository:
        return list(_scanned(repository, task.ids, engine))
