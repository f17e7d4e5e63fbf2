# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person is told: one finding for each value, with all the places where it stood."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allmende.repositories.detectors.pattern import Kind, Pattern
from allmende.repositories.git import Repository
from allmende.repositories.scanning.attribution import Place, Traces, attribute, by_value, follow
from allmende.repositories.scanning.scanning import ScanResult
from allmende.repositories.scanning.suppressing import Suppression, Suppressions

SHOWN = 100
"""How many places of one finding leave the library; the rest is counted."""

InPlace = Callable[[Pattern, float, str], float]
"""The confidence of a pattern's hit in a file of that path, from the one without the path."""

_ORDER: Mapping[str, int] = {"secret": 0, "personal-data": 1, "internal-name": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that detectors found, whatever the number of files and versions it stands in.

    `path` to `in_head` are those of the first place: in HEAD if it is there, else the oldest.
    `confidence` is the highest of all places. `also` are detectors that found the same value with
    less confidence.
    """

    id: str
    kind: Kind
    detector: str
    title: Mapping[str, str]
    redacted: str
    confidence: float
    places: tuple[Place, ...]
    also: tuple[str, ...] = ()
    suppressed: Suppression | None = None

    @property
    def path(self) -> str:
        return self.places[0].path

    @property
    def line(self) -> int | None:
        return self.places[0].line

    @property
    def introduced(self) -> str | None:
        return self.places[0].introduced

    @property
    def removed(self) -> str | None:
        return self.places[0].removed

    @property
    def in_head(self) -> bool:
        return self.places[0].in_head

    def as_json(self) -> Mapping[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "detector": self.detector,
            "title": self.title,
            "path": self.path,
            "line": self.line,
            "redacted": self.redacted,
            "confidence": self.confidence,
            "introduced": self.introduced,
            "removed": self.removed,
            "in_head": self.in_head,
            "suppressed": self.suppressed.as_json() if self.suppressed else None,
            "also": self.also,
            "places": [one.as_json() for one in self.places[:SHOWN]],
            "places_total": len(self.places),
        }


def findings(
    repository: Repository,
    result: ScanResult,
    patterns: Sequence[Pattern],
    suppressed: Suppressions | None = None,
    in_place: InPlace | None = None,
    traces: Traces | None = None,
    behind_head: Container[str] | None = None,
) -> tuple[Finding, ...]:
    """All findings, by kind, the surest first; suppressed ones are among them and say so.

    Without `traces` the history is walked here, without `behind_head` git is asked what that is.
    """
    by_id = {one.id: one for one in patterns}
    kinds = {one.id: one.kind for one in patterns}
    rules = suppressed or Suppressions()
    if traces is None:
        traces = follow(repository, by_value(result, kinds), repository.commit_ids()[::-1])
    made = [
        _finding(places, by_id, rules, in_place or _as_it_is)
        for places in attribute(repository, result, kinds, traces, behind_head).values()
    ]
    return in_order(made)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """By kind, the surest first."""
    return tuple(sorted(found, key=_order))


def _order(one: Finding) -> tuple[int, float, str, int, str]:
    return _ORDER[one.kind], -one.confidence, one.path, one.line or 0, one.id


def _as_it_is(_pattern: Pattern, confidence: float, _path: str) -> float:
    return confidence


def _finding(
    places: tuple[Place, ...],
    patterns: Mapping[str, Pattern],
    rules: Suppressions,
    in_place: InPlace,
) -> Finding:
    surest = max(places, key=lambda one: one.hit.confidence).hit
    pattern = patterns[surest.detector]
    detectors = sorted({one.hit.detector for one in places} - {pattern.id})
    confidence = max(
        in_place(patterns[one.hit.detector], one.hit.confidence, one.path) for one in places
    )
    return Finding(
        id=places[0].id,
        kind=pattern.kind,
        detector=pattern.id,
        title=pattern.title,
        redacted=surest.redacted,
        confidence=confidence,
        places=places,
        also=tuple(detectors),
        suppressed=rules.first((pattern.id, *detectors), [(one.id, one.path) for one in places]),
    )
