# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One inspection: every object scanned, every fact looked for, with what was not seen."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allmende.repositories import facts
from allmende.repositories.detectors import InternalNames, all_patterns, in_place
from allmende.repositories.facts import Fact, History, Look, Tag
from allmende.repositories.git import Coverage, Limits, Repository, open_repository
from allmende.repositories.scanning import (
    Finding,
    Rejected,
    ScanCoverage,
    findings,
    open_store,
    scan,
    suppressions,
)

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""

Progress = Callable[[str, int, int], None]
"""Is told the step and how much of it is done, of how much (0: not known)."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one repository says at one commit, and what its whole history holds.

    `findings` None: nothing was scanned. `rejected` are suppressions that do not count, and why.
    `inspected_at` is in UTC.
    """

    repository: str
    commit: str | None
    coverage: Coverage
    scan: ScanCoverage | None
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...] | None
    rejected: tuple[Rejected, ...]
    inspected_at: datetime

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
    with open_repository(source, cache=cache, limits=bounds) as repository:
        scanned = _scan(repository, names, store, bounds, progress, executor) if with_scan else None
        if progress:
            progress("facts", 0, 0)
        looked = tuple(facts.find(_look(repository, names), subjects))
        result, found, rejected = scanned or (None, None, ())
        return Inspection(
            repository.origin or str(source),
            repository.head(),
            _counted(repository.coverage_notes(), result),
            result,
            looked,
            found,
            rejected,
            datetime.now(UTC),
        )


def _scan(
    repository: Repository,
    names: InternalNames | None,
    folder: Path | None,
    limits: Limits,
    progress: Progress | None,
    executor: Executor | None,
) -> tuple[ScanCoverage, tuple[Finding, ...], tuple[Rejected, ...]]:
    patterns = all_patterns(names)
    told = (lambda done, all_of: progress("scan", done, all_of)) if progress else None
    with open_store(folder) if folder else nullcontext() as store:
        result = scan(repository, patterns, store, limits, told, executor)
    if progress:
        progress("history", 0, 0)
    rules = suppressions(repository)
    found = findings(repository, result, patterns, rules, in_place)
    return result.coverage, found, rules.rejected


def _counted(coverage: Coverage, scanned: ScanCoverage | None) -> Coverage:
    """A second inspection reads few blobs; those that the store knows were looked at as well."""
    if scanned is None:
        return coverage
    return replace(coverage, blobs_read=coverage.blobs_read + scanned.kept)


def _look(repository: Repository, names: InternalNames | None) -> Look:
    head = repository.head()
    return Look(
        repository.tree(),
        head or "",
        _history(repository, head),
        tuple(_tags(repository)),
        repository.origin,
        names,
    )


def _history(repository: Repository, head: str | None) -> History:
    every = tuple(repository.commits())
    if head is None:
        return History((), every, (), not repository.shallow)
    reached = repository.commit_ids(head)
    by_id = {one.id: one for one in every}
    return History(
        tuple(by_id[one] for one in reached if one in by_id),
        every,
        tuple(repository.changes(commits=reached, merges=False)),
        not repository.shallow and not repository.partial,
    )


def _tags(repository: Repository) -> Iterator[Tag]:
    for one in repository.tags():
        yield Tag(one.name, one.commit or "", one.at, one.signed, one.annotated)
