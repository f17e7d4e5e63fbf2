# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What commits contribute, as numbers: enough to count by, and nobody's name or address.

It is kept between inspections, so that a later one reads only the commits that came since, and it
is the only form in which facts see commits, so that both inspections count the same.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple, Protocol, Self

from allmende.repositories.facts.reading.people import RULES, Author, author

SHAPE = f"1-{RULES}"
"""Changes whenever the same commits could give other numbers; another shape is not read."""

_MERGE, _REQUEST, _SIGNED, _SIGNED_OFF, _REVIEWED, _UNREAD = (1 << bit for bit in range(6))
_NO_TIME = -(1 << 63)
_NOWHERE = -1


class Commit(Protocol):
    """A commit as git has it; times in seconds since 1970, None where unreadable."""

    @property
    def id(self) -> str: ...
    @property
    def parents(self) -> tuple[str, ...]: ...
    @property
    def author_name(self) -> str: ...
    @property
    def author_mail(self) -> str: ...
    @property
    def committed_at(self) -> int | None: ...
    @property
    def subject(self) -> str: ...
    @property
    def signed(self) -> bool: ...
    @property
    def signed_off(self) -> int: ...
    @property
    def reviewed_by(self) -> int: ...


class Change(Protocol):
    """One commit touching one path; `merge` where the commit has several parents."""

    @property
    def commit(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def merge(self) -> bool: ...


class Contribution(NamedTuple):
    """One commit, for counting.

    `at` is when it was committed, in seconds since 1970, negative ones included, None where
    unreadable. `request`: its subject ends in the number of a request, as a squashed one does.
    `signed_off` and `reviewed` say that there are such trailers, not whose.
    """

    id: str
    at: int | None
    author: Author
    merge: bool = False
    request: bool = False
    signed: bool = False
    signed_off: bool = False
    reviewed: bool = False


class Touched(NamedTuple):
    """One commit that is no merge touching one path; `status` is git's letter (A, M, D, T)."""

    commit: str
    path: str
    status: str


class Past:
    """All commits that refs reach and which paths they touched, parents before children.

    `key` (16 to 64 bytes) is that of the digests of authors.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._times = array("q")
        self._flags = bytearray()
        self._parents = array("i")
        self._parent_counts = array("I")
        self._of_author = array("I")
        self._authors: dict[Author, int] = {}
        self._known: dict[tuple[str, str], int] = {}
        self._commits = array("I")
        self._paths = array("I")
        self._path_names: dict[str, int] = {}
        self._statuses: list[str] = []

    @property
    def commits(self) -> int:
        """How many there are."""
        return sum(not flags & _UNREAD for flags in self._flags)

    @property
    def changes(self) -> int:
        """How often one of them touched a path."""
        return len(self._statuses)

    def add(self, commit: Commit) -> None:
        """The next commit; its parents that are there have been added."""
        numbers = self._numbers
        parents = [numbers.get(parent, _NOWHERE) for parent in commit.parents]
        flags = (
            (_MERGE if len(parents) > 1 else 0)
            | (_REQUEST if _names_a_request(commit.subject) else 0)
            | (_SIGNED if commit.signed else 0)
            | (_SIGNED_OFF if commit.signed_off else 0)
            | (_REVIEWED if commit.reviewed_by else 0)
        )
        who = self._author(commit.author_name, commit.author_mail)
        self._append(commit.id, commit.committed_at, flags, who, parents)

    def see(self, change: Change) -> None:
        """The next change; those of merges are left out, they were written in what is merged."""
        if change.merge:
            return
        if change.commit not in self._numbers:
            self._append(change.commit, None, _UNREAD, self._author("", ""), ())
        self._commits.append(self._numbers[change.commit])
        self._paths.append(self._path_names.setdefault(change.path, len(self._path_names)))
        self._statuses.append(change.status or "?")

    def _append(
        self, id: str, at: int | None, flags: int, who: int, parents: Sequence[int]
    ) -> None:
        self._numbers[id] = len(self._ids)
        self._ids.append(id)
        fits = at is not None and abs(at) < 1 << 62
        self._times.append(at if at is not None and fits else _NO_TIME)
        self._flags.append(flags)
        self._of_author.append(who)
        self._parents.extend(parents)
        self._parent_counts.append(len(parents))

    def _author(self, name: str, mail: str) -> int:
        if (number := self._known.get((name, mail))) is None:
            who = author(name, mail, self._key)
            number = self._authors.setdefault(who, len(self._authors))
            self._known[name, mail] = number
        return number

    def touched(self) -> Iterator[Touched]:
        """Every change, in the order of the commits."""
        commits = map(self._ids.__getitem__, self._commits)
        paths = map(list(self._path_names).__getitem__, self._paths)
        return map(Touched._make, zip(commits, paths, self._statuses, strict=True))

    def behind(self, head: str | None) -> frozenset[str]:
        """`head` and all commits before it."""
        return frozenset(compress(self._ids, self._ancestry(head)))

    def contributions(self, head: str | None) -> tuple[Contribution, ...]:
        """The commits of `behind(head)`, newest first.

        Of two in the same second the one farther from the first commit comes first, so that the
        order depends on nothing but the commits.
        """
        ids, times, flags = self._ids, self._times, self._flags
        farness = self._farness()
        wanted = compress(range(len(ids)), self._ancestry(head))
        order = sorted(
            (number for number in wanted if not flags[number] & _UNREAD),
            key=lambda one: (times[one], farness[one], ids[one]),
            reverse=True,
        )
        authors, of_author = list(self._authors), self._of_author
        meanings = [_meaning(value) for value in range(_UNREAD)]
        return tuple(
            [
                Contribution(
                    ids[one],
                    None if times[one] == _NO_TIME else times[one],
                    authors[of_author[one]],
                    *meanings[flags[one]],
                )
                for one in order
            ]
        )

    def _parent_numbers(self) -> Iterator[Sequence[int]]:
        at = 0
        for count in self._parent_counts:
            yield self._parents[at : at + count]
            at += count

    def _ancestry(self, head: str | None) -> bytearray:
        reached = bytearray(len(self._ids))
        if head not in self._numbers:
            return reached
        reached[self._numbers[head]] = 1
        parents = list(self._parent_numbers())
        for number in range(self._numbers[head], -1, -1):
            if reached[number]:
                for parent in parents[number]:
                    if parent != _NOWHERE:
                        reached[parent] = 1
        return reached

    def _farness(self) -> "array[int]":
        """Steps to the first commit, along the longest way."""
        steps = array("I")
        for some in self._parent_numbers():
            steps.append(max([steps[one] + 1 for one in some if one != _NOWHERE], default=0))
        return steps

    def as_columns(self) -> Mapping[str, Any]:
        """All but the key, as bytes, lists of texts and of numbers; `from_columns` reads it."""
        return {
            "shape": SHAPE,
            "ids": bytes.fromhex("".join(self._ids)),
            "width": len(self._ids[0]) // 2 if self._ids else 20,
            "times": self._times,
            "flags": bytes(self._flags),
            "parents": self._parents,
            "parent_counts": self._parent_counts,
            "of_author": self._of_author,
            "authors": [list(one) for one in self._authors],
            "commits": self._commits,
            "paths": self._paths,
            "path_names": list(self._path_names),
            "statuses": "".join(self._statuses),
        }

    @classmethod
    def from_columns(cls, columns: Mapping[str, Any], key: bytes) -> Self:
        """Raises ValueError where the columns are of another shape or do not belong together."""
        if columns["shape"] != SHAPE:
            raise ValueError(columns["shape"])
        past = cls(key)
        width = 2 * columns["width"]
        ids = columns["ids"].hex()
        past._ids = [ids[at : at + width] for at in range(0, len(ids), width)]
        past._numbers = _numbered(past._ids)
        past._times, past._flags = columns["times"], bytearray(columns["flags"])
        past._parents, past._parent_counts = columns["parents"], columns["parent_counts"]
        past._of_author = columns["of_author"]
        past._authors = _numbered(Author(*one) for one in columns["authors"])
        past._commits, past._paths = columns["commits"], columns["paths"]
        past._path_names = _numbered(columns["path_names"])
        past._statuses = list(columns["statuses"])
        commits = {len(past._ids), len(past._times), len(past._flags)}
        commits |= {len(past._parent_counts), len(past._of_author)}
        changes = {len(past._commits), len(past._paths), len(past._statuses)}
        if len(commits) > 1 or len(changes) > 1:
            raise ValueError("columns of different lengths")
        return past


def _numbered(each: Iterable[Any]) -> dict[Any, int]:
    return {one: number for number, one in enumerate(each)}


def _meaning(flags: int) -> tuple[bool, ...]:
    every = (_MERGE, _REQUEST, _SIGNED, _SIGNED_OFF, _REVIEWED)
    return tuple(bool(flags & one) for one in every)


def _names_a_request(subject: str) -> bool:
    number = subject.rpartition("(")[2]
    return number[:1] in "#!" and number.endswith(")") and number[1:-1].isdigit()
