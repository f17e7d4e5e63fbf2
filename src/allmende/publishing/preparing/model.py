# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is prepared for a repository: pieces, each a file, and one patch of them all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Text = Mapping[str, str]
"""A sentence by language, "de" and "en"."""

State = Literal["created", "completed", "kept", "open"]
"""Of a file: new, added to, good as it is; open: somebody has to say something first."""

SHAPE = 1
"""Version of the JSON shape."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece: `why` it is wanted, and the criteria of the publication check it serves."""

    key: str
    title: Text
    why: Text
    meets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: `content` is all of it as it shall be, `before` as it is (None: not there).

    `needs_human` says what only a person can say or has to look at. A piece that is open has as
    content a draft, which is no part of the patch.
    """

    kind: Kind
    path: str
    state: State
    content: bytes = b""
    before: bytes | None = None
    needs_human: tuple[Text, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether it is part of the patch."""
        return self.state in ("created", "completed")

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.key,
            "title": dict(self.kind.title),
            "path": self.path,
            "state": self.state,
            "why": dict(self.kind.why),
            "meets": list(self.kind.meets),
            "needs_human": [dict(one) for one in self.needs_human],
            "content": self.content.decode("utf-8", "replace"),
        }


@dataclass(frozen=True, slots=True)
class Preparation:
    """All pieces of a repository at a commit, in the order of the table, and the patch."""

    repository: str
    commit: str | None
    pieces: tuple[Piece, ...]
    patch: bytes = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "shape": SHAPE,
            "repository": self.repository,
            "commit": self.commit,
            "pieces": [one.as_json() for one in self.pieces],
            "patch": self.patch.decode("utf-8", "replace"),
        }
