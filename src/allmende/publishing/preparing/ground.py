# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a piece is made from: the repository at one commit, its facts, and what people say of it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from allmende.publishing.preparing.details import Details
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.repositories.facts import Fact, Look
from allmende.repositories.facts.look import Entry, Tree

REGULAR = 0o100644


@dataclass(frozen=True, slots=True)
class Ground:
    """`texts` is a folder of the office with licence texts, `made` the pieces so far.

    `branch` is the one that HEAD names.
    """

    look: Look
    facts: Mapping[str, Fact]
    details: Details
    texts: Path | None = None
    branch: str = "main"
    made: list[Piece] = field(default_factory=list)

    def is_yes(self, key: str) -> bool:
        fact = self.facts.get(key)
        return fact is not None and fact.state == "yes"

    def may_be_lent(self, key: str) -> bool:
        """Whether the forge may lend the file from elsewhere, which a clone does not show."""
        fact = self.facts.get(key)
        return fact is not None and fact.state == "unknown"

    def value(self, key: str) -> Any:
        fact = self.facts.get(key)
        return fact.value if fact else None

    def place(self, key: str) -> str:
        """The first path that shows a fact; empty where none does."""
        fact = self.facts.get(key)
        return next((one.path for one in fact.evidence if one.path), "") if fact else ""

    def text(self, path: str) -> str | None:
        """A file that can be added to: UTF-8, not too large; None for any other."""
        data = self.look.tree.read(path, 1_000_000)
        if data is None or b"\0" in data:
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return None

    def after(self) -> Look:
        """The same repository with the pieces so far."""
        files = {one.path: one.content for one in self.made if one.is_written}
        return replace(self.look, tree=Overlaid(self.look.tree, files), _kept={})

    def created(self, kind: Kind, path: str, content: str, *needs: Text | None) -> Piece:
        """A new file, or an open piece where something stands in its way."""
        asked = tuple(one for one in needs if one)
        if why := self._in_the_way(path):
            return Piece(kind, path, "open", content.encode(), None, (why, *asked))
        return Piece(kind, path, "created", content.encode(), None, asked)

    def completed(self, kind: Kind, path: str, content: str, *needs: Text | None) -> Piece:
        """A file with something added; kept where nothing is."""
        before = self.look.tree.read(path) or b""
        after = content.encode()
        asked = tuple(one for one in needs if one)
        if after == before:
            return Piece(kind, path, "kept", after, before, asked)
        return Piece(kind, path, "completed", after, before, asked)

    def kept(self, kind: Kind, path: str, *needs: Text | None) -> Piece:
        before = self.look.tree.read(path, 1_000_000) or b""
        return Piece(kind, path, "kept", before, before, tuple(one for one in needs if one))

    def _in_the_way(self, path: str) -> Text | None:
        """A link, a submodule, a folder of that name, or a file where a folder would have to be."""
        lowered = path.lower()
        for one in map(str.lower, self.look.tree.entries):
            if one == lowered or one.startswith(lowered + "/") or lowered.startswith(one + "/"):
                return {
                    "de": f"Unter diesem Namen liegt schon etwas anderes: {one}",
                    "en": f"Something else lies under this name already: {one}",
                }
        return None


@dataclass(frozen=True, slots=True)
class _New:
    path: str
    mode: int
    id: str
    size: int


class Overlaid:
    """A tree with some files put over it."""

    def __init__(self, tree: Tree, files: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._files = files

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        new = {
            path: _New(path, REGULAR, hashlib.sha256(data).hexdigest(), len(data))
            for path, data in self._files.items()
        }
        return {**self._tree.entries, **new}

    def read(self, path: str, limit: int | None = None) -> bytes | None:
        if path not in self._files:
            return self._tree.read(path, limit)
        data = self._files[path]
        return None if limit is not None and len(data) > limit else data

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        wanted = list(paths)
        for path in wanted:
            if path in self._files:
                yield path, self._files[path]
        yield from self._tree.read_all([path for path in wanted if path not in self._files])

    def text(self, path: str, limit: int = 1_000_000) -> str | None:
        data = self.read(path, limit)
        return None if data is None else data.decode("utf-8-sig", "replace")

    def glob(self, pattern: str) -> Iterable[Entry]:
        return self._tree.glob(pattern)
