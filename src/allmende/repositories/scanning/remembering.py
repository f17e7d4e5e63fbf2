# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Begin where the last inspection of the same repository ended, if everything it saw is there."""

import hashlib
from dataclasses import replace

from allmende.repositories.facts.past import Past
from allmende.repositories.git import Limits, Repository
from allmende.repositories.scanning.attribution import Traces
from allmende.repositories.scanning.earlier import MOST, Earlier, Ids
from allmende.repositories.scanning.scanning import ScanResult
from allmende.repositories.scanning.store import Store, StoreUnusable


def recall(
    repository: Repository, store: Store | None, version: str, limits: Limits
) -> Earlier | None:
    """What the last inspection left; None where there was none or it does not hold any more.

    It holds while the refs still lead to all that they led to, what was missing still is, and the
    store knows what was found.
    """
    if store is None or repository.shallow:
        return None
    try:
        content = store.recall(_name(repository), _asked(version, limits))
        earlier = Earlier.read(content, store.salt) if content else None
        if earlier is None or not repository.reaches(earlier.tips):
            return None
        if not repository.still_missing(earlier.missing):
            return None
        needed = (*earlier.with_hits, *earlier.told)
        outcomes = store.known(version, needed)
    except StoreUnusable:
        return None
    return replace(earlier, outcomes=outcomes) if len(outcomes) == len(set(needed)) else None


def remember(
    repository: Repository,
    store: Store | None,
    limits: Limits,
    result: ScanResult,
    traces: Traces,
    past: Past,
    earlier: Earlier | None,
) -> None:
    """Leaves something for the next inspection, if this one saw all and it is not too much.

    All that is there: what a partial clone left out counts as missing next time as well.
    """
    scanned, seen = result.coverage, repository.coverage_notes()
    gaps = scanned.too_large + scanned.missing + scanned.not_reached
    count = scanned.blobs + past.changes
    whole = not gaps and replace(seen, missing=0, commits=past.commits).complete
    if store is None or scanned.store or not whole or count > MOST:
        return
    tips = tuple(sorted({ref.target for ref in repository.refs()}))
    if earlier and earlier.tips == tips:
        return
    left = Earlier(
        tips=tips,
        blobs=earlier.blobs.with_more(result.new) if earlier else Ids.of(result.new),
        total=sum(result.new.values()) + (earlier.total if earlier else 0),
        with_hits=tuple(result.blobs),
        notes=scanned.notes,
        told=tuple(id for id, (kind, _) in result.messages.items() if kind == "commit message"),
        past=past,
        traces=traces.all,
        met=frozenset(traces.met & result.blobs.keys()),
        missing=repository.missing(),
        outcomes={},
    )
    if repository.reaches(tips):
        try:
            store.remember(_name(repository), _asked(scanned.fingerprint, limits), left.written())
        except StoreUnusable:
            return


def _name(repository: Repository) -> str:
    """The same for the same folder; tells nobody where it was."""
    return hashlib.blake2b(str(repository.folder).encode(), digest_size=16).hexdigest()


def _asked(version: str, limits: Limits) -> str:
    return f"{version}-{limits.blob_bytes}"
