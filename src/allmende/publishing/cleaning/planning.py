# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From what an inspection found to what must not go out, and the two ways."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from allmende.publishing.cleaning.offences import LIMIT, Offence, Refs, offences, told
from allmende.publishing.cleaning.origin import Origin
from allmende.publishing.cleaning.ways import Way, fresh, rewrite
from allmende.repositories import Inspection, InternalNames, Limits, inspect, open_repository
from allmende.repositories.git import Repository
from allmende.repositories.inspecting import Progress

SHAPE = 1
"""Version of the JSON shape; a key is renamed or taken away only with a new one."""


@dataclass(frozen=True, slots=True)
class CleaningPlan:
    """What must not go out of a repository and the ways to leave it behind.

    `complete`: everything was looked at. `doubtful` counts findings below the limit, `suppressed`
    those that somebody excepted; both stay in the history.
    """

    repository: str
    commit: str | None
    complete: bool
    limit: float
    offences: tuple[Offence, ...]
    doubtful: int
    suppressed: int
    ways: tuple[Way, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "shape": SHAPE,
            "repository": self.repository,
            "commit": self.commit,
            "complete": self.complete,
            "limit": self.limit,
            "offences": [one.as_json() for one in self.offences],
            "doubtful": self.doubtful,
            "suppressed": self.suppressed,
            "ways": [one.as_json() for one in self.ways],
        }


def plan(
    findings: Iterable[Mapping[str, Any]],
    *,
    repository: str = "",
    commit: str | None = None,
    complete: bool = True,
    limit: float = LIMIT,
    refs: Refs | None = None,
    policy: str = "",
    origin: Origin | None = None,
) -> CleaningPlan:
    """The plan for these findings, as an inspection writes them in JSON.

    `repository` is where the scripts take it from, `policy` the profile under which they look.
    """
    every = tuple(findings)
    kept = tuple(one for one in every if not one.get("suppressed"))
    found = offences(kept, limit, refs)
    return CleaningPlan(
        repository,
        commit,
        complete,
        limit,
        found,
        doubtful=len(kept) - len(found),
        suppressed=len(every) - len(kept),
        ways=(
            rewrite(found, repository, policy),
            fresh(found, repository, policy, origin or Origin()),
        )
        if found
        else (),
    )


def plan_of(
    source: str | Path,
    *,
    names: InternalNames | None = None,
    store: Path | None = None,
    limits: Limits | None = None,
    limit: float = LIMIT,
    policy: str = "",
    origin: Origin | None = None,
    progress: Progress | None = None,
) -> CleaningPlan:
    """Inspect a repository on this machine and plan; says which refs lead to each place, too.

    Raises NotARepository, and StoreUnusable where the store cannot be opened.
    """
    seen = inspect(source, names=names, store=store, limits=limits, subjects=(), progress=progress)
    with open_repository(source, limits=limits) as repository:
        refs = leading_refs(repository, _commits(seen))
        known = _known(repository, origin or Origin())
    return plan(
        told(seen.findings or ()),
        repository=str(source),
        commit=seen.commit,
        complete=bool(seen.coverage_json["complete"]),
        limit=limit,
        refs=refs,
        policy=policy,
        origin=known,
    )


def _commits(seen: Inspection) -> set[str]:
    places = (place for one in seen.findings or () for place in one.places)
    return {place.introduced for place in places if place.introduced}


def leading_refs(repository: Repository, wanted: set[str]) -> Refs:
    """The names of refs behind which each of these commits, tags or blobs lies.

    One walk, parents before children: each commit carries a bit for every wanted one behind it.
    """
    order = sorted(wanted)
    bit = {id: 1 << at for at, id in enumerate(order)}
    behind: dict[str, int] = {}
    for one in reversed(list(repository.commits())):
        mask = bit.get(one.id, 0)
        for parent in one.parents:
            mask |= behind.get(parent, 0)
        behind[one.id] = mask
    ends = {f"refs/tags/{one.name}": one.commit for one in repository.tags()}
    found: dict[str, list[str]] = {}
    for ref in repository.refs():
        mask = behind.get(ends.get(ref.name) or ref.target, 0) | bit.get(ref.target, 0)
        for id in _of(mask, order):
            found.setdefault(id, []).append(ref.name)
    return {id: tuple(names) for id, names in found.items()}


def _of(mask: int, order: list[str]) -> Iterator[str]:
    while mask:
        lowest = mask & -mask
        yield order[lowest.bit_length() - 1]
        mask ^= lowest


def _known(repository: Repository, origin: Origin) -> Origin:
    times = [one.committed_at for one in repository.commits() if one.committed_at is not None]
    days = sorted(_day(one) for one in times)
    return replace(
        origin,
        commits=len(repository.commit_ids()),
        since=days[0] if days else None,
        until=days[-1] if days else None,
    )


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(min(max(seconds, 0), 253_402_300_799), UTC).date()
