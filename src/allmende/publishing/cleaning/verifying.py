# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Hold a cleaned repository against the one before: what is gone, what remains, what else differs.

What is looked at is everything that refs lead to, which is what a mirror clone of it would carry
away, and beside that what would go along if the folder itself were copied.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from allmende.publishing.cleaning.offences import LIMIT, Offence, offences, told
from allmende.publishing.cleaning.origin import FILE as NOTE
from allmende.publishing.cleaning.values import Reading, search
from allmende.repositories import (
    Finding,
    Inspection,
    InternalNames,
    Limits,
    all_patterns,
    inspect,
    open_repository,
)
from allmende.repositories.detectors.files_by_name import IDS
from allmende.repositories.git import Repository
from allmende.repositories.inspecting import Progress

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""
SHOWN = 200
"""Paths that are listed; the rest is counted."""
_REFS = ("refs/heads/", "refs/tags/")
_LEFT: Mapping[str, str] = {
    "refs/original/": "original",
    "refs/replace/": "replace",
    "refs/stash": "stash",
    "refs/notes/": "notes",
    "refs/pull/": "pull-request",
    "refs/merge-requests/": "pull-request",
    "refs/changes/": "pull-request",
    "refs/remotes/": "remote",
}


@dataclass(frozen=True, slots=True)
class Remaining:
    """An offence that is still there: what is told of it, and where it stands now.

    `how`: "finding" where a detector sees it, "value" where only the value itself was found.
    """

    id: str
    kind: str
    title: Mapping[str, str]
    redacted: str
    where: tuple[str, ...]
    how: str = "finding"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"title": dict(self.title)}


@dataclass(frozen=True, slots=True)
class Verification:
    """What a cleaned repository is beside the one before.

    `gone` are ids of offences that nothing shows any more, `new` findings that were not there.
    `differing` are paths of files, by ref, that are not those of an offence and yet differ;
    `changed` those of offences. `refs_gone` are branches and tags that are there no longer.
    `left_over` is what a copy of the folder would carry along. `complete`: everything was looked at
    in both.
    """

    before: str
    after: str
    complete: bool
    gone: tuple[str, ...]
    remaining: tuple[Remaining, ...]
    new: tuple[Remaining, ...]
    differing: Mapping[str, tuple[str, ...]]
    changed: tuple[str, ...]
    refs_gone: tuple[str, ...]
    left_over: tuple[str, ...]
    commits: tuple[int, int]
    signatures: tuple[int, int]
    new_files: tuple[str, ...] = field(default=())

    @property
    def clean(self) -> bool | None:
        """None where nothing is known to be wrong, yet not everything was looked at."""
        if self.remaining or self.new or self.differing or self.left_over:
            return False
        return True if self.complete else None

    def as_json(self) -> dict[str, Any]:
        return {
            "shape": SHAPE,
            "before": self.before,
            "after": self.after,
            "clean": self.clean,
            "complete": self.complete,
            "gone": list(self.gone),
            "remaining": [one.as_json() for one in self.remaining],
            "new": [one.as_json() for one in self.new],
            "differing": {ref: list(paths) for ref, paths in self.differing.items()},
            "changed": list(self.changed),
            "new_files": list(self.new_files),
            "refs_gone": list(self.refs_gone),
            "left_over": list(self.left_over),
            "commits": {"before": self.commits[0], "after": self.commits[1]},
            "signatures": {"before": self.signatures[0], "after": self.signatures[1]},
        }


def verify(
    before: str | Path,
    after: str | Path,
    *,
    names: InternalNames | None = None,
    store: Path | None = None,
    limits: Limits | None = None,
    limit: float = LIMIT,
    progress: Progress | None = None,
) -> Verification:
    """Inspect both anew and compare. Raises NotARepository, StoreUnusable."""
    with _folder(store) as kept:
        first, second = (
            inspect(one, names=names, store=kept, limits=limits, subjects=(), progress=progress)
            for one in (before, after)
        )
        found = offences(told(first.findings or ()), limit)
        with (
            open_repository(before, limits=limits) as old,
            open_repository(after, limits=limits) as new,
        ):
            still = {one.id: one for one in _still_found(found, first, second)}
            patterns = all_patterns(names)
            for one in _still_standing(found, Reading(old, patterns, kept), new):
                still.setdefault(one.id, one)
            return _compared(first, second, old, new, found, tuple(still.values()), limit)


@contextmanager
def _folder(store: Path | None) -> Iterator[Path]:
    """One key makes the same value the same in both repositories, also where nothing is kept."""
    if store is not None:
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="allmende-") as made:
        yield Path(made)


def _compared(
    first: Inspection,
    second: Inspection,
    old: Repository,
    new: Repository,
    found: tuple[Offence, ...],
    still: tuple[Remaining, ...],
    limit: float,
) -> Verification:
    touched = {place.path for one in found for place in one.places}
    changed, added, differing = _files(old, new, touched)
    remaining = {one.id for one in still}
    return Verification(
        before=first.repository,
        after=second.repository,
        complete=bool(first.coverage_json["complete"] and second.coverage_json["complete"]),
        gone=tuple(one.id for one in found if one.id not in remaining),
        remaining=still,
        new=tuple(_new(first, second, limit)),
        differing=differing,
        changed=changed,
        new_files=added,
        refs_gone=tuple(sorted(_published(old).keys() - _published(new).keys())),
        left_over=tuple(_left_over(new)),
        commits=(len(old.commit_ids()), len(new.commit_ids())),
        signatures=(_signatures(old), _signatures(new)),
    )


Key = tuple[str, str, str]


def _key(one: Finding) -> Key:
    """The same value has the same digest; a file that tells by its name has none but that."""
    hit = one.places[0].hit
    return (one.detector, "", one.path) if one.detector in IDS else (one.kind, hit.digest, "")


def _still_found(
    found: tuple[Offence, ...], first: Inspection, second: Inspection
) -> Iterator[Remaining]:
    """Offences whose value, or file, the inspection of the cleaned repository finds again."""
    after = {_key(one): one for one in second.findings or ()}
    wanted = {one.id for one in found}
    for one in first.findings or ():
        again = after.get(_key(one)) if one.id in wanted else None
        if again is not None:
            yield _remaining(one.id, again)


def _new(first: Inspection, second: Inspection, limit: float) -> Iterator[Remaining]:
    known = {_key(one) for one in first.findings or ()}
    for one in second.findings or ():
        if one.suppressed is None and one.confidence >= limit and _key(one) not in known:
            yield _remaining(one.id, one)


def _remaining(id: str, one: Finding) -> Remaining:
    where = tuple(
        _at(place.path or place.where, place.line, place.introduced) for place in one.places
    )
    return Remaining(id, one.kind, one.title, one.redacted, where)


def _at(path: str, line: int | None, commit: str | None) -> str:
    place = f"{path}:{line}" if line else path
    return f"{place} @ {commit[:12]}" if commit else place


def _still_standing(
    found: tuple[Offence, ...], reading: Reading, new: Repository
) -> Iterator[Remaining]:
    """Offences whose value stands somewhere that no detector recognises any more."""
    places = [place for one in found for place in one.places if place.how != "path"]
    values = reading.values(places)
    hits = search(
        new,
        {one.id: [v for place in one.places for v in values.get(place.id, ())] for one in found},
    )
    for one in found:
        if at := hits.get(one.id):
            yield Remaining(one.id, one.kind, one.title, one.redacted, tuple(at), "value")


def _files(
    old: Repository, new: Repository, touched: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Files of offences that differ, a note of provenance, and by ref whatever else."""
    before, after = _tips(old), _tips(new)
    changed: set[str] = set()
    added: set[str] = set()
    differing: dict[str, tuple[str, ...]] = {}
    for ref in sorted(before.keys() & after.keys()):
        paths = _between(old, before[ref], new, after[ref])
        changed |= paths & touched
        rest = paths - touched
        added |= rest & {NOTE}
        rest -= {NOTE}
        if rest:
            differing[ref] = tuple(sorted(rest)[:SHOWN])
    return tuple(sorted(changed)), tuple(sorted(added)), differing


def _published(repository: Repository) -> dict[str, str]:
    """Branches and tags with the commits they lead to; a tag of something else has none."""
    ends = {f"refs/tags/{one.name}": one.commit for one in repository.tags()}
    return {
        ref.name: ends.get(ref.name, ref.target) or ""
        for ref in repository.refs()
        if ref.name.startswith(_REFS)
    }


def _tips(repository: Repository) -> dict[str, str]:
    head = repository.head()
    ends = {name: end for name, end in _published(repository).items() if end}
    return ends | ({"HEAD": head} if head else {})


def _between(old: Repository, before: str, new: Repository, after: str) -> set[str]:
    if before == after:
        return set()
    one, other = old.tree(before), new.tree(after)
    if one.id == other.id:
        return set()
    here = {path: (entry.mode, entry.id) for path, entry in one.entries.items()}
    there = {path: (entry.mode, entry.id) for path, entry in other.entries.items()}
    return {path for path in here.keys() | there.keys() if here.get(path) != there.get(path)}


def _left_over(new: Repository) -> Iterator[str]:
    """Refs that are neither branch nor tag, and logs of where refs pointed before."""
    for ref in new.refs():
        kind = next((kind for start, kind in _LEFT.items() if ref.name.startswith(start)), None)
        if kind:
            yield ref.name
    logs = new.folder / "logs"
    if logs.is_dir() and any(path.is_file() and path.stat().st_size for path in logs.rglob("*")):
        yield "logs"


def _signatures(repository: Repository) -> int:
    commits = sum(1 for one in repository.commits() if one.signed)
    return commits + sum(1 for one in repository.tags() if one.signed)
