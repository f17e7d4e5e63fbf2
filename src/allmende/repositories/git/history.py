# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who brought and removed which content: the files every commit touched."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from allmende.repositories.git.calling import Git, records
from allmende.repositories.git.coverage import Tally
from allmende.repositories.git.entries import shown
from allmende.repositories.git.limits import Limits

MEMORY = 100_000_000  # bytes that comparing two trees may take up, without the list of files
MEMORY_OF_A_PATH = 350
OUT_OF_MEMORY = "ut of memory"


@dataclass(frozen=True, slots=True)
class Change:
    """One file in one commit, compared with one of its parents.

    `old` and `new` are blob ids, "" where the file was not there or is no longer. `status` is git's
    letter: A added, M changed, D removed, T another kind of entry. `mode` is the new mode. `merge`:
    the commit has several parents, and what differs from one of them was mostly written elsewhere.
    """

    commit: str
    path: str
    old: str
    new: str
    status: str
    mode: int = 0o100644
    merge: bool = False

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def changes(
    git: Git,
    limits: Limits,
    tally: Tally,
    commits: Sequence[str],
    merges: Collection[str],
    of_merges: Collection[str] | None = None,
) -> Iterator[Change]:
    """What each commit changed, in the order given; `merges` are those of several parents.

    A merge is compared with each of its parents in turn. That is long, most of it said before, so
    where blobs are named in `of_merges` only what concerns these is told; with none of them merges
    are left out. At the edge of a shallow clone everything counts as added. A commit whose files
    cannot be read, or that touches more paths than the limit, is left out and counted as broken or
    by the limit.
    """
    words = ["-r", "--root", "--raw", "--no-renames", "--no-abbrev", "-z", "--always"]
    words += ["-m"] if of_merges is None or of_merges else []
    picked = _Picked(
        frozenset(one.encode() for one in merges),
        None if of_merges is None else frozenset(one.encode() for one in of_merges),
    )
    # It keeps all files of one commit in memory before it writes the first.
    memory = min(MEMORY + limits.paths * MEMORY_OF_A_PATH, limits.memory or MEMORY * 100)
    done, suspect = 0, ""
    for _ in range(limits.restarts + 1):
        if done >= len(commits):
            return
        progress = _Progress(commits, done)
        with (
            git.spool(islice(commits, done, None)) as feed,
            git.call("diff-tree", "--stdin", *words, feed=feed, memory=memory) as call,
        ):
            yield from _read(records(call, limits.patience), progress, limits.paths, picked)
            status = 0 if progress.too_many else call.finish()
        if call.timed_out:
            tally.limits_hit.add("seconds")
            return
        if suspect and progress.reached:
            tally.broken.add(suspect)
        suspect = ""
        done = progress.next
        if status and OUT_OF_MEMORY in call.complaint:
            tally.limits_hit.add("paths")
        if call.stalled:
            tally.limits_hit.add("patience")
        if progress.too_many:
            tally.limits_hit.add("paths")
        elif not status:
            return
        elif progress.reached:
            # It broke on this commit's next parent or on the commit behind: the next round says.
            suspect = commits[done - 1]
        else:
            tally.broken.add(commits[done])
            done += 1
    tally.limits_hit.add("restarts")


class _Progress:
    """How far git came in the list of commits; `next` is the place behind the last one reached."""

    def __init__(self, commits: Sequence[str], start: int) -> None:
        self._commits = commits
        self.next = start
        self.reached = False
        self.too_many = False

    def reach(self, commit: str) -> None:
        if self.reached and self._commits[self.next - 1] == commit:
            return
        while self.next < len(self._commits) and self._commits[self.next] != commit:
            self.next += 1
        self.next += 1
        self.reached = True


@dataclass(frozen=True, slots=True)
class _Picked:
    """Which commits are merges, and of which blobs (None: all) their changes are told."""

    merges: frozenset[bytes]
    blobs: frozenset[bytes] | None


def _read(
    found: Iterator[bytes], progress: _Progress, most: int, picked: _Picked
) -> Iterator[Change]:
    commit, count, merge = "", 0, False
    blobs = picked.blobs
    for record in found:
        if not record.startswith(b":"):
            id = record.strip()
            merge = id in picked.merges
            commit, count = id.decode("ascii", "replace"), 0
            progress.reach(commit)
            continue
        path = next(found, b"")
        count += 1
        if count > most:
            progress.too_many = True
            return
        _, mode, old, new, status = record.split(b" ")
        if not merge or blobs is None or old in blobs or new in blobs:
            yield Change(
                commit,
                shown(path),
                _there(old),
                _there(new),
                status[:1].decode("ascii", "replace"),
                int(mode or b"0", 8),
                merge,
            )


def _there(id: bytes) -> str:
    return id.decode("ascii", "replace") if id.strip(b"0") else ""
