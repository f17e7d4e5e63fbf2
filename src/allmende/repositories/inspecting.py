# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One inspection: every object scanned, every fact looked for, with what was not seen."""

import gc
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allmende.repositories import facts
from allmende.repositories.detectors import (
    InternalNames,
    Pattern,
    PublishedNames,
    all_patterns,
    by_name,
    in_place,
)
from allmende.repositories.facts import Fact, History, Look, Past, Tag, Touched
from allmende.repositories.git import Coverage, Limits, Repository, open_repository
from allmende.repositories.scanning import (
    Earlier,
    Finding,
    Rejected,
    Said,
    ScanCoverage,
    ScanResult,
    Store,
    by_value,
    findings,
    follow,
    in_order,
    named_files,
    open_store,
    recall,
    remember,
    scan,
    suppressions,
    version_of,
)

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""

ANSWERS = ".allmende/answers.yaml"
LARGEST_ANSWERS = 256_000
"""Bytes; a larger file is not read."""

Progress = Callable[[str, int, int], None]
"""Is told the step and how much of it is done, of how much (0: not known)."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one repository says at one commit, and what its whole history holds.

    `findings` None: nothing was scanned. `rejected` are suppressions that do not count, and why.
    `inspected_at` is in UTC. `answers` is the text of `.allmende/answers.yaml` at that commit, in
    which its own people answer criteria; None where there is none.
    """

    repository: str
    commit: str | None
    coverage: Coverage
    scan: ScanCoverage | None
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...] | None
    rejected: tuple[Rejected, ...]
    inspected_at: datetime
    answers: str | None = None

    @property
    def coverage_json(self) -> dict[str, Any]:
        """What was seen of git and by the detectors as one object; complete only if both were."""
        seen = self.coverage.as_json()
        if self.scan is None:
            return seen | {"complete": False, "scan": None}
        return seen | {
            "scan": self.scan.as_json(),
            "skipped": self.scan.too_large + self.scan.missing + self.scan.not_reached,
            "complete": self.coverage.complete and self.scan.complete,
        }

    def as_json(self) -> dict[str, Any]:
        return {
            "shape": SHAPE,
            "repository": self.repository,
            "commit": self.commit,
            "inspected_at": self.inspected_at.isoformat(timespec="seconds"),
            "coverage": self.coverage_json,
            "facts": [one.as_json() for one in self.facts],
            "findings": None if self.findings is None else [one.as_json() for one in self.findings],
            "rejected_suppressions": [one.as_json() for one in self.rejected],
        }


def inspect(
    source: str | Path,
    *,
    names: InternalNames | None = None,
    published: PublishedNames | None = None,
    store: Path | None = None,
    cache: Path | None = None,
    limits: Limits | None = None,
    subjects: Collection[str] | None = None,
    with_scan: bool = True,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Inspection:
    """Inspect a work tree, bare repository, bundle, or https, ssh or file address.

    `store` is the folder in which results are kept by blob, shared by all repositories; `cache`
    that of clones. Raises NotARepository, and StoreUnusable where the store cannot be opened.
    """
    bounds = limits or Limits()
    with (
        open_repository(source, cache=cache, limits=bounds) as repository,
        open_store(store) if store and with_scan else nullcontext() as opened,
    ):
        if with_scan:
            scanned = _scan(repository, names, opened, bounds, progress, executor)
        else:
            scanned = _unscanned(repository)
        if progress:
            progress("facts", 0, 0)
        with _no_collection():
            looked = tuple(facts.find(_look(repository, published, scanned, opened), subjects))
        return Inspection(
            repository.origin or str(source),
            repository.head(),
            _counted(repository.coverage_notes(), scanned),
            scanned.coverage,
            looked,
            scanned.findings,
            scanned.rejected,
            datetime.now(UTC),
            _answers(repository),
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Python looks for cycles among all objects again and again while many are made, for a fifth of
    the time a later inspection takes; a history and a tree have none."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class _Scanned:
    """What the scan and the walk through the history brought.

    `past` as kept with its `key`, `touched` its changes; `bytes` are those of all blobs.
    """

    past: Past
    key: bytes
    touched: tuple[Touched, ...]
    coverage: ScanCoverage | None = None
    findings: tuple[Finding, ...] | None = None
    rejected: tuple[Rejected, ...] = ()
    bytes: int = 0


def _scan(
    repository: Repository,
    names: InternalNames | None,
    store: Store | None,
    limits: Limits,
    progress: Progress | None,
    executor: Executor | None,
) -> _Scanned:
    patterns = all_patterns(names)
    version = version_of(patterns)
    with _no_collection():
        before = recall(repository, store, version, limits)
    told = (lambda done, all_of: progress("scan", done, all_of)) if progress else None
    result = scan(repository, patterns, store, limits, told, executor, before)
    if progress:
        progress("history", 0, 0)
    with _no_collection():
        return _told(repository, store, limits, patterns, result, before)


def _told(
    repository: Repository,
    store: Store | None,
    limits: Limits,
    patterns: Sequence[Pattern],
    result: ScanResult,
    before: Earlier | None,
) -> _Scanned:
    """Follows what was found through the history, and leaves it for the next inspection."""
    kinds = {one.id: one.kind for one in patterns}
    tips = before.tips if before else ()
    key = store.salt if store else secrets.token_bytes(32)
    past = before.past if before else Past(key)
    for commit in repository.commits(without=tips, oldest_first=True):
        past.add(commit)
    traces = follow(
        repository,
        by_value(result, kinds),
        repository.commit_ids(without=tips)[::-1],
        before,
        also=past.see,
    )
    touched = tuple(past.touched())
    rules = suppressions(repository)
    behind_head = past.behind(repository.head())
    found = findings(repository, result, patterns, rules, in_place, traces, behind_head)
    speaking = {place.path for one in found if one.kind == "secret" for place in one.places}
    named = named_files(touched, repository.tree().entries, speaking, by_name, rules)
    found = in_order((*found, *named))
    remember(repository, store, limits, result, traces, past, before)
    total = sum(result.new.values()) + (before.total if before else 0)
    return _Scanned(past, key, touched, result.coverage, found, rules.rejected, total)


def _unscanned(repository: Repository) -> _Scanned:
    key = secrets.token_bytes(32)
    past = Past(key)
    for commit in repository.commits(oldest_first=True):
        past.add(commit)
    for change in repository.changes(of_merges=()):
        past.see(change)
    return _Scanned(past, key, tuple(past.touched()))


def _counted(coverage: Coverage, scanned: _Scanned) -> Coverage:
    """A second inspection reads few objects; those that the store knows were looked at as well."""
    if scanned.coverage is None:
        return coverage
    return replace(
        coverage,
        commits=scanned.past.commits if coverage.commits is None else coverage.commits,
        blobs=scanned.coverage.blobs,
        bytes=scanned.bytes,
        blobs_read=coverage.blobs_read + scanned.coverage.kept,
    )


def _look(
    repository: Repository,
    published: PublishedNames | None,
    scanned: _Scanned,
    store: Store | None,
) -> Look:
    head, past = repository.head(), scanned.past
    whole = not repository.shallow and not repository.partial
    return Look(
        repository.tree(),
        head or "",
        History(past.contributions(head), past.commits, scanned.touched, whole, scanned.key),
        tuple(_tags(repository)),
        repository.origin,
        published,
        Said(store) if store else facts.Forgetful(),
    )


def _tags(repository: Repository) -> Iterator[Tag]:
    for one in repository.tags():
        yield Tag(one.name, one.commit or "", one.at, one.signed, one.annotated)


def _answers(repository: Repository) -> str | None:
    """None where there is no such file, "" where it is too large: that must not pass in silence."""
    tree = repository.tree()
    return tree.text(ANSWERS, LARGEST_ANSWERS) or "" if ANSWERS in tree.entries else None
