# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was found in a text, as it leaves the library."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "notice", "tag", "name"]
Change = Literal["inserted", "removed", "replaced"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where the text leaves the licence it was compared with.

    `words` stand in the text ("" where removed), `expected` in the licence ("" where inserted);
    both in lower case without punctuation. `line` is 1-based in the text as it was given.
    """

    change: Change
    words: str
    expected: str
    line: int

    def as_json(self) -> dict[str, Any]:
        return {
            "change": self.change,
            "words": self.words,
            "expected": self.expected,
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """One licence statement in the text.

    `similarity` is the share of words in common, 0 to 1; 1.0 for what a rule recognised. Lines are
    1-based, both inclusive, in the text as it was given. `modified`: this is not the licence as
    published; `differences` name the words where they could be compared.
    """

    expression: str
    similarity: float
    modified: bool
    start_line: int
    end_line: int
    kind: Kind
    differences: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "expression": self.expression,
            "similarity": round(self.similarity, 4),
            "modified": self.modified,
            "start_line": self.start_line,
            "end_line": self.end_line,
            "kind": self.kind,
            "differences": [one.as_json() for one in self.differences],
        }


@dataclass(frozen=True, slots=True)
class Identified:
    """Which licence a text is or states.

    `expression` None means that no licence was found, or none that is certain; `remarks` then say
    what was seen, in German and English. `complete` is False where only the head and the tail of a
    very long text were read.
    """

    expression: str | None
    matches: tuple[Found, ...] = ()
    remarks: tuple[dict[str, str], ...] = ()
    complete: bool = True

    def as_json(self) -> dict[str, Any]:
        return {
            "expression": self.expression,
            "matches": [one.as_json() for one in self.matches],
            "remarks": [dict(one) for one in self.remarks],
            "complete": self.complete,
        }
