# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One commit's files: names, modes, sizes, and their content on demand. Nothing is written out."""

import re
from array import array
from bisect import bisect_left
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import pairwise

from allmende.repositories.git.calling import Git, records
from allmende.repositories.git.commits import split
from allmende.repositories.git.coverage import Tally
from allmende.repositories.git.entries import FOLDER, GITLINK, LINK, read_entries, shown
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import Reader, describe

TEXT = 1_000_000  # bytes of a file that is read as text
DEPTH = 4_096  # folders in folders; git's own bound


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a tree. `mode` as in git: 0o100644, 0o100755, 0o120000 (a symbolic link, whose
    content is where it points to), 0o160000 (a submodule, whose id is a commit elsewhere).

    `path` is only a name: it may be "../x" or ".git/config". `size` in bytes, -1 where unknown.
    """

    path: str
    mode: int
    id: str
    size: int

    @property
    def is_link(self) -> bool:
        return self.mode == LINK

    @property
    def is_submodule(self) -> bool:
        return self.mode == GITLINK

    def as_json(self) -> dict[str, object]:
        return asdict(self)


class Entries(Mapping[str, Entry]):
    """Entries by path, packed: a million take up a hundred megabytes instead of half a thousand."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._paths: list[str] = []
        self._modes = array("l")
        self._sizes = array("q")
        self._ids = bytearray()
        self._width = 20
        self._behind = 0
        for each in entries:
            self._add(each)
        if any(left >= right for left, right in pairwise(self._paths)):
            self._sort()

    def _add(self, entry: Entry) -> None:
        id = bytes.fromhex(entry.id)
        self._width = len(id)
        self._paths.append(entry.path)
        self._modes.append(entry.mode)
        self._sizes.append(entry.size)
        self._ids += id

    def _sort(self) -> None:
        """Only a hostile tree comes unsorted or names a path twice; the first one counts."""
        order = sorted(range(len(self)), key=self._paths.__getitem__)
        paths = self._paths
        kept = [b for a, b in pairwise(order) if paths[a] != paths[b]]
        Entries.__init__(self, [self._at(index) for index in (order[0], *kept)])

    def _at(self, index: int) -> Entry:
        id = self._ids[index * self._width : (index + 1) * self._width]
        return Entry(self._paths[index], self._modes[index], id.hex(), self._sizes[index])

    def __getitem__(self, path: str) -> Entry:
        index = self._behind  # mostly they are asked for in their order
        if index >= len(self._paths) or self._paths[index] != path:
            index = bisect_left(self._paths, path)
            if index == len(self._paths) or self._paths[index] != path:
                raise KeyError(path)
        self._behind = index + 1
        return self._at(index)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Tree:
    """The files of one commit. `commit` and `id` (of the tree) are "" for an empty repository."""

    def __init__(self, commit: str, id: str, entries: Entries, reader: Reader) -> None:
        self.commit = commit
        self.id = id
        self.entries = entries
        self._reader = reader

    def read(self, path: str, limit: int | None = None) -> bytes | None:
        """A file's content; None where there is none, it is larger than `limit`, or unreadable.

        A symbolic link is never followed: its content is the place it points to.
        """
        entry = self.entries.get(path)
        if entry is None or entry.is_submodule or (limit is not None and entry.size > limit):
            return None
        return self._reader.read(entry.id, limit).data

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Path and content of each file, streamed; None where `read` would say so."""
        ids = {path: self.entries[path].id for path in paths}
        by_id: dict[str, list[str]] = {}
        for path, id in ids.items():
            by_id.setdefault(id, []).append(path)
        for each in self._reader.stream(by_id):
            for path in by_id[each.id]:
                yield path, each.data

    def text(self, path: str, limit: int = TEXT) -> str | None:
        """A file's text, UTF-8 or UTF-16 by its byte order mark; what does not fit is replaced."""
        data = self.read(path, limit)
        if data is None:
            return None
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return data.decode("utf-16", "replace")
        return data.decode("utf-8-sig", "replace")

    def glob(self, pattern: str) -> tuple[Entry, ...]:
        """Files by pattern: "*" stays within a folder, "**/" crosses them. Letter case counts."""
        expression = _pattern(pattern)
        return tuple(self.entries[path] for path in self.entries if expression.fullmatch(path))


@lru_cache(maxsize=512)
def _pattern(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[!?[^]/]+\])", pattern)
    words = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(words.get(each) or _literal(each) for each in parts), re.DOTALL)


def _literal(part: str) -> str:
    """A set as "[a-z]" or "[!x]" where it is one, else the very characters."""
    if len(part) > 2 and part[0] == "[" and part[-1] == "]":
        negated = part[1] == "!"
        body = re.sub(r"[\\\[^&~|]", r"\\\g<0>", part[1 + negated : -1])
        written = f"[{'^' if negated else ''}{body}]"
        if "--" not in body:
            with suppress(re.error):
                re.compile(written)
                return written
    return re.escape(part)


def list_tree(git: Git, limits: Limits, tally: Tally, id: str, reader: Reader) -> Entries:
    """All files below a tree or commit, up to the limit; by hand where git cannot read it."""
    counted = _Bound(limits.paths)
    with git.call("ls-tree", "-r", "-z", "-l", "--full-tree", id) as call:
        entries = Entries(counted(_lines(records(call, limits.patience))))
        status = 0 if counted.left_out else call.finish()
    if call.timed_out or call.stalled:
        tally.limits_hit.add("seconds" if call.timed_out else "patience")
    elif status:
        counted = _Bound(limits.paths)
        entries = _sized(git, tally, Entries(counted(_by_hand(id, reader))))
    if counted.left_out:
        tally.limits_hit.add("paths")
        tally.paths_left_out += counted.left_out
    return entries


class _Bound:
    """Lets a number of entries through; `left_out` is 1 where there was at least one more."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.left_out = 0

    def __call__(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for number, each in enumerate(entries):
            if number == self.most:
                self.left_out = 1
                return
            yield each


def _lines(found: Iterator[bytes]) -> Iterator[Entry]:
    for record in found:
        head, tab, path = record.partition(b"\t")
        words = head.split()
        if tab and len(words) == 4:
            size = int(words[3]) if words[3].isdigit() else -1
            yield Entry(shown(path), int(words[0], 8), words[2].decode("ascii"), size)


def _by_hand(id: str, reader: Reader) -> Iterator[Entry]:
    """Readable files of a tree of which parts are not there or malformed; sizes are not known."""
    top = reader.read(id)
    if top.kind == "commit" and top.data is not None:
        id = split(top.data).first(b"tree").decode("ascii", "replace")
    waiting = [(b"", id, 0)]
    while waiting:
        before, tree, depth = waiting.pop()
        data = reader.read(tree).data if depth < DEPTH else None
        for each in read_entries(data or b"", len(tree) // 2):
            path = before + each.name
            if each.mode == FOLDER:
                waiting.append((path + b"/", each.id, depth + 1))
            else:
                yield Entry(shown(path), each.mode, each.id, -1)


def _sized(git: Git, tally: Tally, entries: Entries) -> Entries:
    with git.spool(each.id for each in entries.values()) as spool:
        sizes = {id: size for id, _, size in describe(git, spool, tally)}
    return Entries(replace(each, size=sizes.get(each.id, -1)) for each in entries.values())
