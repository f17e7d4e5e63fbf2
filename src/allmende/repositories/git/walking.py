# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the refs reach: commits, and every object behind them, also where the history has holes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import IO

from allmende.repositories.git.calling import Git
from allmende.repositories.git.commits import Commit, read_commit, split
from allmende.repositories.git.coverage import Tally
from allmende.repositories.git.entries import FOLDER, GITLINK, read_entries
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import Object, Reader, describe, is_id, read_objects
from allmende.repositories.git.view import write_shallow


class Walk:
    """Ways through the objects from the given tips; `shallow` are the ends of the history."""

    def __init__(
        self,
        git: Git,
        limits: Limits,
        tally: Tally,
        tips: Sequence[str],
        shallow: Sequence[str],
    ) -> None:
        self.git, self.limits, self.tally = git, limits, tally
        self.shallow = tuple(shallow)
        kinds = self._kinds(tips)
        tally.missing.update(id for id, kind in kinds.items() if kind == "missing")
        self.tips = tuple(id for id in dict.fromkeys(tips) if kinds.get(id, "missing") != "missing")
        self._kinds_of_tips = kinds
        self._mended = False

    def _kinds(self, ids: Iterable[str]) -> dict[str, str]:
        with self.git.spool(dict.fromkeys(ids)) as spool:
            return {id: kind for id, kind, _ in describe(self.git, spool, self.tally)}

    def present(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that lead to objects which are there."""
        return tuple(id for id, kind in self._kinds(ids).items() if kind != "missing")

    def commits(self, of: Sequence[str] | None = None, without: Iterable[str] = ()) -> list[str]:
        """Ids of the commits, newest first, a commit before its parents."""
        words = ("--date-order",)
        spool = self._rev_list(words, self.tips if of is None else of, without)
        if spool is None:
            self._mend()
            spool = self._rev_list(words, self.tips if of is None else of, without)
        if spool is None:
            return list(_newest_first(self._read_ancestry(self.tips if of is None else of)))
        with spool:
            return [line.strip().decode("ascii") for line in spool]

    def merges(self, commits: Sequence[str]) -> frozenset[str]:
        """Those of the commits that have several parents."""
        spool = self._rev_list(("--no-walk=unsorted", "--min-parents=2"), commits, ())
        if spool is None:
            read = read_objects(self.git, commits, self.limits, self.tally)
            parents = ((one.id, split(one.data).all(b"parent")) for one in read if one.data)
            return frozenset(id for id, some in parents if len(some) > 1)
        with spool:
            return frozenset(line.strip().decode("ascii") for line in spool)

    def reaches(self, ids: Iterable[str]) -> bool:
        """Whether all of these are commits, or tags of commits, to which the tips lead."""
        asked = list(dict.fromkeys(ids))
        if any(kind not in ("commit", "tag") for kind in self._kinds(asked).values()):
            return False
        spool = self._rev_list(("--max-count=1",), asked, self.tips)
        if spool is None:
            return False
        with spool:
            return not spool.read(1)

    def blobs(self, without: Iterable[str] = ()) -> Iterator[tuple[str, str, int]]:
        """Id, kind and size of each blob reached, once, and of what is "missing" of any kind.

        Git could leave the others out itself, but then it is silent about trees that are missing.
        """
        words = ("--objects", "--no-object-names", "--missing=print")
        spool = self._rev_list(words, self.tips, without)
        if spool is None:
            self._mend()
            spool = self._rev_list(words, self.tips, without)
        if spool is None:
            spool = self.git.spool(self._objects_by_hand())
        with spool:
            yield from describe(self.git, spool, self.tally, but=("commit", "tree", "tag"))

    def _rev_list(
        self, words: Sequence[str], tips: Sequence[str], without: Iterable[str]
    ) -> IO[bytes] | None:
        """The answer of `git rev-list` in a spool, None where it broke off."""
        known = self.present(without)
        lines = [*tips, *(f"^{each}" for each in known)]
        answer = self.git.spool()
        with (
            self.git.spool(lines) as feed,
            self.git.call("rev-list", *words, "--stdin", feed=feed, out=answer) as call,
        ):
            status = call.finish()
        if call.timed_out:
            self.tally.limits_hit.add("seconds")
        elif status and tips:
            answer.close()
            return None
        answer.seek(0)
        return answer

    def _mend(self) -> None:
        """Ends the view's history at every commit that has an unreadable parent.

        Git stops at the first such commit; with a boundary there it reads all the rest. The
        readable parents of such a commit become starting points of their own.
        """
        if self._mended:
            return
        self._mended = True
        found = {each.id: each for each in self._read_ancestry(self.tips)}
        known_ends = set(self.shallow)
        cut = [
            each
            for each in found.values()
            if each.id not in known_ends and any(parent not in found for parent in each.parents)
        ]
        self.tally.cut_at = tuple(each.id for each in cut)
        self.shallow = (*self.shallow, *self.tally.cut_at)
        write_shallow(self.git.folder, self.shallow)
        extra = [parent for each in cut for parent in each.parents if parent in found]
        readable = [
            tip for tip in self.tips if tip in found or self._kinds_of_tips[tip] != "commit"
        ]
        self.tips = tuple(dict.fromkeys((*readable, *extra)))

    def _read_ancestry(self, tips: Iterable[str]) -> Iterator[Commit]:
        """Every readable commit behind the tips, read generation by generation."""
        ends, seen = set(self.shallow), set(tips)
        waiting = list(seen)
        with Reader(self.git, self.tally) as reader:
            while waiting:
                each = reader.read(waiting.pop())
                named = _named(each)
                if each.kind == "commit" and each.data is not None:
                    commit = read_commit(each.id, each.data)
                    yield commit
                    named = () if commit.id in ends else commit.parents
                new = [id for id in named if id not in seen and is_id(id)]
                seen.update(new)
                waiting.extend(new)

    def _objects_by_hand(self) -> Iterator[str]:
        """All ids, where even the mended history breaks git, as on a malformed tree."""
        seen: set[str] = set(self.tips)
        level = {tip for tip, kind in self._kinds(self.tips).items() if kind != "commit"}
        yield from level
        for commit in self._read_ancestry(self.tips):
            yield commit.id
            level.add(commit.tree)
        yield from level - seen
        seen |= level
        while level:
            below: set[str] = set()
            for each in read_objects(self.git, sorted(level), self.limits, self.tally):
                for id, deeper in _inside(each):
                    if id not in seen:
                        seen.add(id)
                        yield id
                        if deeper:
                            below.add(id)
            level = below


def _named(each: Object) -> tuple[str, ...]:
    """What an annotated tag names."""
    if each.kind != "tag" or each.data is None:
        return ()
    return (split(each.data).first(b"object").decode("ascii", "replace"),)


def _inside(each: Object) -> Iterator[tuple[str, bool]]:
    """The objects that a tree or tag names, and whether they may name others."""
    if each.kind == "tag":
        yield from ((id, True) for id in _named(each) if is_id(id))
    elif each.kind == "tree" and each.data is not None:
        for entry in read_entries(each.data, len(each.id) // 2):
            if entry.mode != GITLINK:
                yield entry.id, entry.mode == FOLDER


def _newest_first(commits: Iterable[Commit]) -> Iterator[str]:
    """A commit before its parents, the newest of those that may come next."""
    found = {each.id: each for each in commits}
    children = Counter(parent for each in found.values() for parent in set(each.parents))
    ready = [(-(each.committed_at or 0), id) for id, each in found.items() if not children[id]]
    heapify(ready)
    while ready:
        _, id = heappop(ready)
        yield id
        for parent in set(found[id].parents):
            children[parent] -= 1
            if not children[parent] and parent in found:
                heappush(ready, (-(found[parent].committed_at or 0), parent))
