# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is about to be committed, looked through before it becomes history."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allmende.repositories.detectors import InternalNames, all_patterns, in_place
from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.git import Limits, Repository, Staged, open_repository
from allmende.repositories.scanning import Hit, Rejected, Suppression, Suppressions, suppressions
from allmende.repositories.scanning.engine import Engine
from allmende.repositories.scanning.suppressing import FILE

Text = dict[str, str]
SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""


@dataclass(frozen=True, slots=True)
class StagedFinding:
    """A value that the staged file holds and HEAD's version of that file does not.

    `line` is None in what has no lines, `confidence` from 0 to 1, the value redacted.
    """

    kind: str
    detector: str
    title: Text
    path: str
    line: int | None
    redacted: str
    confidence: float
    suppressed: Suppression | None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "detector": self.detector,
            "title": self.title,
            "path": self.path,
            "line": self.line,
            "redacted": self.redacted,
            "confidence": self.confidence,
            "suppressed": self.suppressed.as_json() if self.suppressed else None,
        }


@dataclass(frozen=True, slots=True)
class StagedInspection:
    """The staged files that were looked through, those that could not be, and what they add.

    `rejected` are suppressions that do not count, and why.
    """

    repository: str
    files: int
    skipped: tuple[str, ...]
    findings: tuple[StagedFinding, ...]
    rejected: tuple[Rejected, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.skipped

    def as_json(self) -> dict[str, Any]:
        return {
            "shape": SHAPE,
            "repository": self.repository,
            "coverage": {
                "files": self.files,
                "skipped": list(self.skipped),
                "complete": self.complete,
            },
            "findings": [one.as_json() for one in self.findings],
            "rejected_suppressions": [one.as_json() for one in self.rejected],
        }


def inspect_staged(
    source: str | Path,
    *,
    names: InternalNames | None = None,
    store: Path | None = None,
    limits: Limits | None = None,
    index: Path | None = None,
) -> StagedInspection:
    """Scan what is staged in a work tree for the next commit; nothing of it is executed.

    `index` is another index than the repository's own, as git hands to a hook; `store` the folder
    in which the compiled patterns are kept. The suppressions are those that will be committed.
    Raises NotARepository.
    """
    patterns = all_patterns(names)
    if store is not None:
        store.mkdir(parents=True, exist_ok=True)
    with open_repository(source, limits=limits or Limits()) as repository:
        files = repository.staged(index)
        rules = _rules(repository, files)
        if not files:
            return StagedInspection(repository.origin, 0, (), (), rules.rejected)
        scanned = _scan(repository, files, patterns, store)
        found = tuple(_findings(files, scanned, patterns, rules))
        skipped = tuple(sorted({one.path for one in files if one.new not in scanned}))
        return StagedInspection(repository.origin, len(files), skipped, found, rules.rejected)


def _rules(repository: Repository, files: Sequence[Staged]) -> Suppressions:
    new = next((one.new for one in files if one.path == FILE), None)
    if new is None:
        return suppressions(repository)
    blob = next(iter(repository.read_blobs([new])), None)
    return suppressions(repository, content=(blob.data if blob else None) or b"")


def _scan(
    repository: Repository, files: Sequence[Staged], patterns: Sequence[Pattern], store: Path | None
) -> dict[str, tuple[Hit, ...]]:
    """Hits by blob, of what will be and of what is; one key makes the same value the same."""
    engine = Engine(patterns, store, secrets.token_bytes(32))
    ids = dict.fromkeys(id for one in files for id in (one.new, one.old) if id)
    return {
        blob.id: engine.scan(blob.data).hits
        for blob in repository.read_blobs(ids)
        if blob.data is not None
    }


def _findings(
    files: Sequence[Staged],
    scanned: dict[str, tuple[Hit, ...]],
    patterns: Sequence[Pattern],
    rules: Suppressions,
) -> Iterator[StagedFinding]:
    by_id = {one.id: one for one in patterns}
    for file in sorted(files, key=lambda one: one.path):
        known = {hit.digest for hit in scanned.get(file.old, ())}
        best: dict[str, Hit] = {}
        for hit in scanned.get(file.new, ()):
            surer = hit.digest not in best or hit.confidence > best[hit.digest].confidence
            if hit.digest not in known and surer:
                best[hit.digest] = hit
        for hit in sorted(best.values(), key=lambda one: (one.line, one.column)):
            pattern = by_id[hit.detector]
            yield StagedFinding(
                pattern.kind,
                pattern.id,
                dict(pattern.title),
                file.path,
                hit.line or None,
                hit.redacted,
                in_place(pattern, hit.confidence, file.path),
                rules.first((pattern.id,), [("", file.path)]),
            )
