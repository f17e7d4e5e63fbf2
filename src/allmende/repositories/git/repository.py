# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One repository, open for reading."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import finalize

from allmende.repositories.git.calling import Git
from allmende.repositories.git.commits import (
    Commit,
    Message,
    Tag,
    is_signed_tag,
    message_of_commit,
    message_of_tag,
    person,
    read_commit,
    split,
    subject,
)
from allmende.repositories.git.coverage import Coverage, Tally
from allmende.repositories.git.history import Change, changes
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import Blob, Reader, as_stored, read_objects
from allmende.repositories.git.refs import Ref, Refs
from allmende.repositories.git.staging import Staged, staged
from allmende.repositories.git.tree import Entries, Tree, list_tree
from allmende.repositories.git.walking import Walk

TAGS = 8  # tags of tags that are followed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a blob stood."""

    commit: str
    path: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening found out: folders, refs, and what makes the repository incomplete."""

    origin: str
    folder: Path
    view: Path
    format: str
    refs: Refs
    shallow: tuple[str, ...]
    partial: bool
    grafted: bool
    alternates: tuple[str, ...]


class Repository:
    """A repository's refs, objects, history and trees; a context manager that cleans up behind it.

    `origin` is the address as given, without credentials; `folder` the bare git folder (never run
    git in it: its configuration would count). Every iterator streams. One thread at a time, except
    for reading from trees. `coverage_notes()` counts what the calls so far have seen.
    """

    def __init__(self, opened: Opened, limits: Limits) -> None:
        self.origin = opened.origin
        self.folder = opened.folder
        self.format = opened.format
        self.shallow = bool(opened.shallow)
        self.partial = opened.partial
        self.limits = limits
        self._opened = opened
        self._git = Git(opened.view, limits.seconds, limits.memory)
        self._tally = Tally()
        self._reader = Reader(self._git, self._tally, limits)
        # Also where nobody closes it, at the latest when the program ends.
        self._remove = finalize(self, shutil.rmtree, opened.view, ignore_errors=True)
        self._kept_walk: Walk | None = None
        self._kept_commits: dict[tuple[str | None, tuple[str, ...]], list[str]] = {}
        self._kept_trees: dict[str, Tree] = {}

    def refs(self) -> tuple[Ref, ...]:
        """Branches, remotes' branches, tags, notes, the stash, pull requests, HEAD, and others."""
        return self._opened.refs.refs

    def head(self) -> str | None:
        """The commit that HEAD leads to; None in an empty repository."""
        return self._opened.refs.head

    def branch(self) -> str | None:
        """The branch that HEAD names, as "main"; None where HEAD is detached."""
        name = self._opened.refs.branch
        return name.removeprefix("refs/heads/") if name else None

    def commit_ids(self, of: str | None = None, without: Iterable[str] = ()) -> list[str]:
        """Commits reached from all refs or from `of`, newest first, a commit before its parents.

        `without` leaves out these commits and everything behind them (an earlier inspection's
        targets).
        """
        behind = tuple(without)
        if of not in (None, self.head()):
            return self._walk().commits([of], behind)
        if (of, behind) not in self._kept_commits:
            tips = None if of is None else [of]
            self._kept_commits[of, behind] = self._walk().commits(tips, behind)
        if of is None and not behind:
            self._tally.commits = len(self._kept_commits[of, behind])
        return self._kept_commits[of, behind]

    def commits(
        self, of: str | None = None, without: Iterable[str] = (), *, oldest_first: bool = False
    ) -> Iterator[Commit]:
        """The commits of `commit_ids` with authors, times and subjects."""
        ids = self.commit_ids(of, without)
        for each in self._read(reversed(ids) if oldest_first else ids):
            yield read_commit(each[0], each[1])

    def messages(self, without: Iterable[str] = ()) -> Iterator[Message]:
        """What is written in commits and annotated tags; notes are blobs and come with these."""
        for id, data in self._read(self.commit_ids(without=without)):
            yield message_of_commit(id, data)
        for id, data in self._tag_objects().items():
            yield message_of_tag(id, data)

    def tags(self) -> Iterator[Tag]:
        """The tags in the order of their names."""
        objects = self._tag_objects()
        named = [ref for ref in self.refs() if ref.kind == "tag"]
        ends = {ref.target: _end(ref.target, objects) for ref in named}
        commits = dict(self._read(dict.fromkeys(ends.values()), "commit"))
        for ref in named:
            end = ends[ref.target]
            commit = read_commit(end, commits[end]) if end in commits else None
            headers = split(objects[ref.target]) if ref.target in objects else None
            yield Tag(
                name=ref.name.removeprefix("refs/tags/"),
                id=ref.target,
                commit=commit.id if commit else None,
                at=person(headers, b"tagger")[2] if headers else None or _time(commit),
                annotated=headers is not None,
                signed=is_signed_tag(headers) if headers else False,
                subject=subject(headers) if headers else "",
            )

    def blobs(self, without: Iterable[str] = ()) -> Iterator[tuple[str, int]]:
        """Id and size in bytes of every blob that the refs reach, once each, in reading order.

        With `without` (targets of an earlier inspection) about those that came since: none is
        left out, a few may be older.
        """
        known = tuple(without)
        count = total = 0
        for id, kind, size in self._walk().blobs(known):
            if kind == "missing":
                self._tally.missing.add(id)
            else:
                count, total = count + 1, total + size
                if size > self.limits.blob_bytes:
                    self._tally.too_large.add(id)
                yield id, size
        self._tally.blobs, self._tally.bytes = count, total

    def read_blobs(self, ids: Iterable[str]) -> Iterator[Blob]:
        """The blobs in the order given, streamed by one process of git.

        Blobs above the size limit come without data and are not read into memory. Missing and
        broken ones come without data, and the rest is still read. Objects of another kind pass.
        """
        tally, bound = self._tally, self.limits.total_bytes
        total = 0
        for each in read_objects(self._git, ids, self.limits, tally, self.limits.blob_bytes):
            if each.kind not in ("blob", ""):
                continue
            if each.data is not None:
                total += each.size
                tally.blobs_read += 1
                tally.bytes_read += each.size
            elif each.state == "too-large":
                tally.too_large.add(each.id)
            yield Blob(each.id, each.size, each.data, each.state)
            if bound is not None and total >= bound:
                tally.limits_hit.add("total_bytes")
                return

    def as_stored(self, ids: Iterable[str]) -> Iterator[str]:
        """The ids in the order in which reading them costs least."""
        return as_stored(self._git, ids)

    def tree(self, commit: str | None = None) -> Tree:
        """The files of a commit, by default of HEAD; empty where there is none."""
        id = self.head() if commit is None else commit
        if id is None or id not in self._kept_trees:
            tree = self._tree(id)
            if id is None or id != self.head():
                return tree
            self._kept_trees[id] = tree
        return self._kept_trees[id]

    def _tree(self, id: str | None) -> Tree:
        read = self._reader.read(id) if id else None
        if id is None or read is None or read.data is None or read.kind != "commit":
            return Tree("", "", Entries(), self._reader)
        entries = list_tree(self._git, self.limits, self._tally, id, self._reader)
        return Tree(id, read_commit(id, read.data).tree, entries, self._reader)

    def staged(self, index: Path | None = None) -> tuple[Staged, ...]:
        """What is staged for the next commit, in the repository's index or in this one.

        Raises NotARepository where the index cannot be read.
        """
        place = index or self.folder / "index"
        head, bounds = self.head(), self.limits
        return staged(self._git, head, place, self.format, bounds, self.origin)

    def changes(
        self, commits: Sequence[str] | None = None, of_merges: Collection[str] | None = None
    ) -> Iterator[Change]:
        """Which commit touched which file, parents before children; see `history.changes`."""
        listed = self.commit_ids()[::-1] if commits is None else commits
        merges = self._walk().merges(listed)
        yield from changes(self._git, self.limits, self._tally, listed, merges, of_merges)

    def reaches(self, ids: Iterable[str]) -> bool:
        """Whether the refs lead to all of these commits."""
        return self._walk().reaches(ids)

    def missing(self) -> tuple[str, ...]:
        """Ids of objects that were asked for so far, or named by others, and are not there."""
        return tuple(sorted(self._tally.missing))

    def still_missing(self, ids: Iterable[str]) -> bool:
        """Whether none of these objects has come meanwhile; they count as missing then."""
        asked = tuple(ids)
        if self._walk().present(asked):
            return False
        self._tally.missing.update(asked)
        return True

    def coverage_notes(self) -> Coverage:
        """What was seen so far and what was not."""
        opened, tally = self._opened, self._tally
        return Coverage(
            shallow=self.shallow,
            partial=self.partial,
            refs=len(opened.refs.refs),
            broken_refs=len(opened.refs.broken),
            refs_left_out=opened.refs.left_out,
            replaced=opened.refs.replaced,
            grafted=opened.grafted,
            commits=tally.commits,
            blobs=tally.blobs,
            bytes=tally.bytes,
            blobs_read=tally.blobs_read,
            bytes_read=tally.bytes_read,
            too_large=len(tally.too_large),
            missing=len(tally.missing),
            broken=len(tally.broken),
            samples=tally.samples(),
            cut_at=tally.cut_at,
            alternates=opened.alternates,
            paths_left_out=tally.paths_left_out,
            limits_hit=tuple(sorted(tally.limits_hit)),
        )

    def close(self) -> None:
        """Ends git's processes and removes the temporary view."""
        self._reader.close()
        self._remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _walk(self) -> Walk:
        if self._kept_walk is None:
            tips = [ref.target for ref in self.refs()]
            self._kept_walk = Walk(self._git, self.limits, self._tally, tips, self._opened.shallow)
        return self._kept_walk

    def _read(self, ids: Iterable[str], kind: str = "") -> Iterator[tuple[str, bytes]]:
        for each in read_objects(self._git, ids, self.limits, self._tally):
            if each.data is not None and kind in ("", each.kind):
                yield each.id, each.data

    def _tag_objects(self) -> dict[str, bytes]:
        """The annotated tags that any ref names, those inside them too."""
        found: dict[str, bytes] = {}
        waiting = {ref.target for ref in self.refs() if ref.kind in ("tag", "other")}
        for _ in range(TAGS):
            if not waiting:
                break
            read = dict(self._read(sorted(waiting), "tag"))
            found |= read
            waiting = {_object(data) for data in read.values()} - found.keys()
        return found


def _object(data: bytes) -> str:
    return split(data).first(b"object").decode("ascii", "replace")


def _end(id: str, tags: dict[str, bytes]) -> str:
    for _ in range(TAGS):
        if id not in tags:
            break
        id = _object(tags[id])
    return id


def _time(commit: Commit | None) -> int | None:
    return commit.committed_at if commit else None
