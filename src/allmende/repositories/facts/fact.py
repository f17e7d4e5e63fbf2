# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an inspection finds out about a repository, and where one can see it for oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from allmende.repositories.facts.naming import with_titles

Text = dict[str, str]
"""A sentence for people by language: `{"de": ..., "en": ...}`."""

EvidenceKind = Literal["path", "commit", "number", "address"]
State = Literal["yes", "no", "unknown", "value"]

LONGEST_QUOTE = 200
"""Characters; an inspected file decides what is quoted, not how much."""
MOST_EVIDENCE = 50
"""Places shown for one fact; how many there are says its value."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is to be seen.

    `path` and `line` (from 1) in the inspected tree, `commit` a full id, `quote` the words found
    there or, for an address, the address, `number` what was counted, `date` ISO 8601.
    """

    kind: EvidenceKind
    path: str | None = None
    line: int | None = None
    commit: str | None = None
    quote: str | None = None
    number: float | None = None
    date: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "path": self.path,
            "line": self.line,
            "commit": self.commit,
            "quote": self.quote,
            "number": self.number,
            "date": self.date,
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so, is not so, has a value, or cannot be known from what was read.

    `value` is JSON and may accompany every state; `note` says what a person should know about it,
    and is never missing where the state is "unknown".
    """

    key: str
    state: State
    value: Any = None
    evidence: tuple[Evidence, ...] = ()
    note: Text | None = None

    def as_json(self) -> dict[str, Any]:
        """With `title`, `words` and `units` in German and English; see `naming`."""
        return with_titles(
            {
                "key": self.key,
                "state": self.state,
                "value": self.value,
                "evidence": [one.as_json() for one in self.evidence],
                "note": self.note,
            }
        )


def at(path: str, line: int | None = None, quote: str | None = None) -> Evidence:
    """A place in the inspected tree."""
    return Evidence("path", path=path, line=line, quote=shortened(quote))


def in_commit(commit: str, date: str | None = None, quote: str | None = None) -> Evidence:
    return Evidence("commit", commit=commit, date=date, quote=shortened(quote))


def counted(number: float, quote: str | None = None, date: str | None = None) -> Evidence:
    """A number with, in `quote`, what was counted."""
    return Evidence("number", number=number, quote=shortened(quote), date=date)


def address(url: str, path: str | None = None, line: int | None = None) -> Evidence:
    return Evidence("address", path=path, line=line, quote=shortened(url))


def yes(key: str, *evidence: Evidence, value: Any = None, note: Text | None = None) -> Fact:
    return Fact(key, "yes", value, evidence, note)


def no(key: str, *evidence: Evidence, value: Any = None, note: Text | None = None) -> Fact:
    return Fact(key, "no", value, evidence, note)


def unknown(key: str, note: Text, *evidence: Evidence, value: Any = None) -> Fact:
    return Fact(key, "unknown", value, evidence, note)


def value(key: str, what: Any, *evidence: Evidence, note: Text | None = None) -> Fact:
    return Fact(key, "value", what, evidence, note)


def found(key: str, evidence: Iterable[Evidence], what: Any = None) -> Fact:
    """Yes where there is evidence, no where everything was looked at and there is none."""
    places = some(evidence)
    return Fact(key, "yes" if places else "no", what, places)


def some(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """As many places as are shown of one fact, each once."""
    return tuple(islice(dict.fromkeys(evidence), MOST_EVIDENCE))


def shortened(quote: str | None) -> str | None:
    if quote is None:
        return None
    line = " ".join(quote.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
