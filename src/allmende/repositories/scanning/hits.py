# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the scan of one object says: hits, and what could not be looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Note = Literal[
    "binary",
    "archive",
    "archive-cut",
    "archive-unreadable",
    "archive-nested",
    "pdf",
    "overflow",
]
"""What is to be said of a blob beside its hits.

binary: only formats that nothing else has were looked for. archive: its members were scanned.
archive-cut: not all of them, a limit was reached. archive-unreadable: broken, encrypted, or of a
kind that is not read. archive-nested: an archive in it was not opened. pdf: its text is compressed
and was not read. overflow: more matches than are kept.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A value that a detector found, without the value; shared by the places it stands in.

    `digest` is the value's keyed hash in hex, the same for the same value in one store. `redacted`
    is what may be shown of it. `confidence` goes from 0 to 1.
    """

    detector: str
    digest: str
    redacted: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Hit:
    """The first place of a value in an object, and how often it stands there.

    `line` and `column` count from 1, in lines and characters; line 0 in what has no lines. `member`
    is the name inside an archive.
    """

    found: Found
    line: int
    column: int
    member: str | None = None
    count: int = 1

    @property
    def detector(self) -> str:
        return self.found.detector

    @property
    def digest(self) -> str:
        return self.found.digest

    @property
    def redacted(self) -> str:
        return self.found.redacted

    @property
    def confidence(self) -> float:
        return self.found.confidence

    def as_json(self) -> Mapping[str, Any]:
        return {
            "detector": self.detector,
            "line": self.line or None,
            "column": self.column,
            "member": self.member,
            "redacted": self.redacted,
            "confidence": self.confidence,
            "count": self.count,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was found in one object. It depends on its content alone, never on its path."""

    hits: tuple[Hit, ...] = ()
    notes: tuple[Note, ...] = ()


NOTHING = Outcome()
