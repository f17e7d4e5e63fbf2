# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a detector is: a regular expression, a judge of what it found, and where both come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, overload

Kind = Literal["secret", "personal-data", "internal-name"]

CONTEXT = 1_000
"""How many characters `Candidate.before` and `Candidate.after` hold at most."""

LINE = 2_000
"""How many characters of a line `Candidate.line` holds at most, around the match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place where the regular expression of a pattern matched, before it is judged.

    `value` is the first capture group of the regex that took part, or `match`, the whole match,
    where it has none. `before` and `after` are the text around the match, across lines, at most
    `CONTEXT` characters each. `line` is the line the value begins in, without its end and cut to
    `LINE` characters around the match; `line_number` counts from 1. `path` is one path the blob
    stands under, with slashes, None where it is unknown.
    """

    value: str
    match: str
    line: str = ""
    line_number: int = 1
    before: str = ""
    after: str = ""
    path: str | None = None


Judge = Callable[[Candidate], float | None]
"""The confidence, 0 to 1, that a candidate is what its pattern looks for; None drops it.

0.9 and more: a checksum that is right or a format that nothing else has. About 0.6: good, one
would look at it. 0.4 and less: doubtful, such as a test key or a fixture.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One format that is looked for.

    `regex` is in the syntax that RE2 and Hyperscan share: no look-around, no back-reference, every
    repetition with an upper limit, one capture group around what is to be redacted. It is matched
    against decoded text, `^` only at the beginning of it unless `(?m)` stands in the regex.
    `keywords`, in lower case, are words of which one stands in every text that can match; empty
    where there is none. `source` is the address of the provider's documentation or the standard.
    `matches` and `misses` are texts in which something is found, and nothing is. `version` rises
    with every change of regex or judge, so that what was kept of earlier scans is read anew.

    `anchor` is a regex that is cheaper to look for, for the automaton; empty where `regex` itself
    is cheap. Whatever `regex` matches, the anchor ends within that match, so that nothing is lost.
    It is rare without `regex`: each of its ends is looked at, and a text has a bound on these.
    Cheap is: a text of three letters and more, no `\\b` and no wide class in front of it.

    `by_line` says that the judge asks for nothing outside the line of the match, so that what it
    said of a line holds wherever the same line stands.
    """

    id: str
    kind: Kind
    title: Mapping[str, str]
    regex: str
    judge: Judge
    source: str
    keywords: tuple[str, ...] = ()
    matches: Sequence[str] = ()
    misses: Sequence[str] = ()
    version: int = 1
    anchor: str = ""
    by_line: bool = False

    @property
    def prefilter(self) -> str:
        """What the automaton looks for."""
        return self.anchor or self.regex


@dataclass(frozen=True, slots=True)
class Examples(Sequence[str]):
    """Texts that are made when they are read, the same ones every time.

    So that nothing that looks like a secret stands in a file of ours, and reading the patterns
    costs no time for examples that only tests ask for.
    """

    make: Callable[[Random], Sequence[str]]
    seed: str

    def _made(self) -> tuple[str, ...]:
        return tuple(self.make(Random(self.seed)))  # noqa: S311 - examples need no good randomness

    def __iter__(self) -> Iterator[str]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self._made()[index]
