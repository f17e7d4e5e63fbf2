# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is given to whoever looks for facts: one commit's tree and the history behind it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar

from allmende.repositories.facts.keeping import Forgetful, Json, Keeping, Say
from allmende.repositories.facts.past import Contribution, Touched

Made = TypeVar("Made")
REGULAR = 0o10
"""The upper bits of a mode: a file, not a symbolic link or a submodule."""


class Entry(Protocol):
    """One path of a tree; `mode` as git has it (0o100644), `size` in bytes, -1 where unknown."""

    @property
    def path(self) -> str: ...
    @property
    def mode(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def size(self) -> int: ...


class Tree(Protocol):
    """The files of one commit, all folders included, paths with "/" and without one in front."""

    @property
    def entries(self) -> Mapping[str, Entry]: ...

    def read(self, path: str, limit: int | None = ...) -> bytes | None:
        """The content; None where there is no such file, or it is larger than `limit` bytes."""

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Path and content of each, faster than one by one."""

    def text(self, path: str, limit: int = ...) -> str | None: ...

    def glob(self, pattern: str) -> Iterable[Entry]: ...


@dataclass(frozen=True, slots=True)
class Tag:
    """`date` in seconds since 1970: of the tag where it is annotated, else of its commit."""

    name: str
    commit: str
    date: int | None = None
    signed: bool = False
    annotated: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """`commits` are HEAD's ancestry, newest first; `total` counts those of every ref.

    `changes` say which commit touched which path, merges and commits that are not HEAD's among
    them. A history that is not `complete` (shallow clone, missing objects) counts less than there
    is. `key` is that of the digests of authors.
    """

    commits: tuple[Contribution, ...] = ()
    total: int = 0
    changes: Sequence[Touched] = ()
    complete: bool = True
    key: bytes = bytes(16)


@dataclass(frozen=True)
class Look:
    """One repository at one commit, as the facts see it.

    `origin` is the address it was cloned from, without credentials; `policy` the office's file for
    repositories, or None.
    """

    tree: Tree
    head: str = ""
    history: History = History()
    tags: tuple[Tag, ...] = ()
    origin: str | None = None
    policy: Any = None
    keeping: Keeping = field(default_factory=Forgetful, repr=False, compare=False)
    _kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, make: Callable[["Look"], Made]) -> Made:
        """What `make` makes of this look, made once for all facts that need it."""
        if name not in self._kept:
            self._kept[name] = make(self)
        made: Made = self._kept[name]
        return made

    def said_of(self, name: str, paths: Iterable[str], say: Say) -> dict[str, Json]:
        """What `say` says of each file's content, None where that cannot be read.

        It is asked only about content that nobody has asked about under this name.
        """
        entries = self.tree.entries
        ids = {path: entries[path].id for path in paths}
        known = self.keeping.known(name, set(ids.values()))
        unknown = {id: path for path, id in ids.items() if id not in known}
        new = {
            ids[path]: say(data)
            for path, data in self.tree.read_all(unknown.values())
            if data is not None
        }
        self.keeping.keep(name, new)
        return {path: known.get(id, new.get(id)) for path, id in ids.items()}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every regular file, sorted; neither symbolic links nor submodules."""
        entries = self.tree.entries
        return tuple(sorted(path for path, one in entries.items() if one.mode >> 12 == REGULAR))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by the lower-case name of the file."""
        names: dict[str, list[str]] = {}
        for path in self.paths:
            names.setdefault(path.rpartition("/")[2].lower(), []).append(path)
        return {name: tuple(paths) for name, paths in names.items()}

    def named(self, *names: str) -> Iterator[str]:
        """Paths of files with one of these names in whatever folder and case, outermost first."""
        paths = [path for name in names for path in self.by_name.get(name.lower(), ())]
        return iter(sorted(paths, key=outermost))

    def ending(self, *endings: str) -> Iterator[str]:
        """Paths of files whose lower-case name ends so, outermost first."""
        paths = [
            path for name, some in self.by_name.items() if name.endswith(endings) for path in some
        ]
        return iter(sorted(paths, key=outermost))

    def under(self, *folders: str) -> Iterator[str]:
        """Paths of files below one of these folders of the root, written with their last "/"."""
        return (path for path in self.paths if path.startswith(folders))


def outermost(path: str) -> tuple[int, str]:
    """Sorts what stands nearer to the root to the front."""
    return path.count("/"), path
