# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Trees and histories made of what a test writes down, without git."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from allmende.repositories.facts.fact import Fact
from allmende.repositories.facts.look import History, Look, Tag
from allmende.repositories.facts.past import Past

HEAD = "c0ffee" + "0" * 34


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    mode: int
    id: str
    size: int


@dataclass
class FakeTree:
    """Files as a mapping from path to bytes (or text); notes which of them were read."""

    files: Mapping[str, bytes | str]
    links: tuple[str, ...] = ()
    was_read: list[str] = field(default_factory=list)

    @property
    def entries(self) -> dict[str, Entry]:
        return {path: self._entry(path) for path in self.files}

    def _entry(self, path: str) -> Entry:
        data = self._bytes(path)
        mode = 0o120000 if path in self.links else 0o100644
        return Entry(path, mode, hashlib.sha1(data, usedforsecurity=False).hexdigest(), len(data))

    def _bytes(self, path: str) -> bytes:
        content = self.files[path]
        return content.encode() if isinstance(content, str) else content

    def read(self, path: str, limit: int | None = None) -> bytes | None:
        self.was_read.append(path)
        if path not in self.files or (limit is not None and len(self._bytes(path)) > limit):
            return None
        return self._bytes(path)

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((path, self.read(path)) for path in paths)

    def text(self, path: str, limit: int = 1_000_000) -> str | None:
        data = self.read(path, limit)
        return None if data is None else data.decode("utf-8-sig", "replace")

    def glob(self, pattern: str) -> tuple[Entry, ...]:
        """As in git/tree.py: "*" stays within a folder, "**/" crosses folders."""
        words = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
        expression = "".join(words.get(one) or re.escape(one) for one in parts)
        return tuple(
            self._entry(path) for path in sorted(self.files) if re.fullmatch(expression, path)
        )


@dataclass(frozen=True, slots=True)
class FakeCommit:
    id: str
    authored_at: int
    author_mail: str = "someone@example.org"
    author_name: str = "Someone"
    parents: tuple[str, ...] = ()
    subject: str = "Change something"
    signed: bool = False
    tree: str = ""
    committed: int | None = None
    signed_off: int = 0
    reviewed_by: int = 0

    @property
    def committed_at(self) -> int:
        return self.authored_at if self.committed is None else self.committed


@dataclass(frozen=True, slots=True)
class FakeChange:
    commit: str
    path: str
    status: str = "M"
    merge: bool = False


def looking_at(
    files: Mapping[str, bytes | str] | None = None,
    *,
    commits: tuple[FakeCommit, ...] = (),
    changes: tuple[FakeChange, ...] = (),
    tags: tuple[Tag, ...] = (),
    origin: str | None = None,
    policy: Any = None,
    complete: bool = True,
    links: tuple[str, ...] = (),
) -> Look:
    """A look at these files, at the newest of these commits (given newest first)."""
    return Look(
        FakeTree(files or {}, links),
        commits[0].id if commits else HEAD,
        history_of(commits, changes, complete),
        tags,
        origin,
        policy,
    )


KEY = bytes(range(16))


def history_of(
    commits: tuple[FakeCommit, ...], changes: tuple[FakeChange, ...] = (), complete: bool = True
) -> History:
    """All of these commits (given newest first), as if they were the ancestry of HEAD."""
    past = Past(KEY)
    for commit in reversed(commits):
        past.add(commit)
    for change in changes:
        past.see(change)
    every = [past.contributions(one.id) for one in commits]
    known = {one.id: one for some in every for one in some}
    newest = sorted(known.values(), key=lambda one: one.at or 0, reverse=True)
    return History(tuple(newest), len(commits), tuple(past.touched()), complete, KEY)


def facts_of(find: Callable[[Look], Iterator[Fact]], look: Look) -> dict[str, Fact]:
    """Facts by key; a key may be stated once only, and every fact must be JSON."""
    import json

    facts = list(find(look))
    keys = [one.key for one in facts]
    assert len(keys) == len(set(keys)), f"stated twice: {sorted(keys)}"
    json.dumps([one.as_json() for one in facts], allow_nan=False)
    return {one.key: one for one in facts}
