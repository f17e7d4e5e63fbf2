# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One inspection: every object scanned, every fact looked for, with what was not seen."""

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from sys import intern
from typing import Any

from allmende.repositories import facts
from allmende.repositories.detectors import (
    InternalNames,
    PublishedNames,
    all_patterns,
    by_name,
    in_place,
)
from allmende.repositories.facts import Fact, History, Look, Tag
from allmende.repositories.git import Change, Commit, Coverage, Limits, Repository, open_repository
from allmende.repositories.scanning import (
    Finding,
    Rejected,
    Said,
    ScanCoverage,
    Store,
    Touched,
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
            scanned = _Scanned(tuple(_touched(repository)))
        if progress:
            progress("facts", 0, 0)
        look = _look(repository, published, scanned.touched, opened)
        looked = tuple(facts.find(look, subjects))
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


@dataclass(frozen=True, slots=True)
class _Scanned:
    """What the scan and the walk through the history brought; `bytes` are those of all blobs."""

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
    kinds = {one.id: one.kind for one in patterns}
    version = version_of(patterns)
    before = recall(repository, store, version, limits)
    told = (lambda done, all_of: progress("scan", done, all_of)) if progress else None
    result = scan(repository, patterns, store, limits, told, executor, before)
    if progress:
        progress("history", 0, 0)
    since = repository.commit_ids(without=before.tips if before else ())
    touched = list(before.touched) if before else []
    traces = follow(
        repository,
        by_value(result, kinds),
        since[::-1],
        before,
        also=lambda change: _note(change, touched),
    )
    rules = suppressions(repository)
    found = findings(repository, result, patterns, rules, in_place, traces)
    speaking = {place.path for one in found if one.kind == "secret" for place in one.places}
    named = named_files(touched, repository.tree().entries, speaking, by_name, rules)
    found = in_order((*found, *named))
    remember(repository, store, limits, result, traces, touched, before)
    total = sum(result.new.values()) + (before.total if before else 0)
    return _Scanned(tuple(touched), result.coverage, found, rules.rejected, total)


def _note(change: Change, touched: list[Touched]) -> None:
    """Files that a merge brings were written in the commits it joins."""
    if not change.merge:
        touched.append(Touched(intern(change.commit), intern(change.path), change.status))


def _touched(repository: Repository) -> Iterator[Touched]:
    for change in repository.changes(of_merges=()):
        yield Touched(intern(change.commit), intern(change.path), change.status)


def _counted(coverage: Coverage, scanned: _Scanned) -> Coverage:
    """A second inspection reads few blobs; those that the store knows were looked at as well."""
    if scanned.coverage is None:
        return coverage
    return replace(
        coverage,
        blobs=scanned.coverage.blobs,
        bytes=scanned.bytes,
        blobs_read=coverage.blobs_read + scanned.coverage.kept,
    )


def _look(
    repository: Repository,
    published: PublishedNames | None,
    touched: tuple[Touched, ...],
    store: Store | None,
) -> Look:
    head = repository.head()
    return Look(
        repository.tree(),
        head or "",
        _history(repository, head, touched),
        tuple(_tags(repository)),
        repository.origin,
        published,
        Said(store) if store else facts.Forgetful(),
    )


def _history(repository: Repository, head: str | None, touched: tuple[Touched, ...]) -> History:
    every = tuple(repository.commits())
    if head is None:
        return History((), every, (), not repository.shallow)
    behind_head = _ancestry(head, every)
    return History(
        tuple(one for one in every if one.id in behind_head),
        every,
        tuple(one for one in touched if one.commit in behind_head),
        not repository.shallow and not repository.partial,
    )


def _ancestry(head: str, every: Iterable[Commit]) -> set[str]:
    parents = {one.id: one.parents for one in every}
    reached, waiting = {head}, [head]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in reached:
                reached.add(parent)
                waiting.append(parent)
    return reached


def _tags(repository: Repository) -> Iterator[Tag]:
    for one in repository.tags():
        yield Tag(one.name, one.commit or "", one.at, one.signed, one.annotated)


def _answers(repository: Repository) -> str | None:
    """None where there is no such file, "" where it is too large: that must not pass in silence."""
    tree = repository.tree()
    return tree.text(ANSWERS, LARGEST_ANSWERS) or "" if ANSWERS in tree.entries else None
