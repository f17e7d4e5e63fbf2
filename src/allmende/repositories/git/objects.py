# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Objects out of git in one stream, whatever is broken among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from subprocess import PIPE
from threading import Lock
from typing import IO, Literal, Self

from allmende.repositories.git.calling import Call, Git
from allmende.repositories.git.coverage import Tally
from allmende.repositories.git.limits import Limits

State = Literal["read", "too-large", "missing", "broken"]
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Object:
    """One object: `kind` is blob, tree, commit or tag ("" where unknown), `size` in bytes.

    `data` is there only where `state` is "read".
    """

    id: str
    kind: str
    size: int
    data: bytes | None
    state: State


@dataclass(frozen=True, slots=True)
class Blob:
    """One blob's content, or why it is not there; `size` in bytes, -1 where unknown."""

    id: str
    size: int
    data: bytes | None
    state: State

    @property
    def missing(self) -> bool:
        """Nobody knows what it holds: not there, or not readable."""
        return self.state in ("missing", "broken")


def read_objects(
    git: Git, ids: Iterable[str], limits: Limits, tally: Tally, most: int | None = None
) -> Iterator[Object]:
    """Reads the objects in the order given; those larger than `most` bytes pass without content.

    One process of git reads them all; it is started again behind an object on which it broke.
    Memory holds one object at a time. Words that are no ids are left out.
    """
    wanted = (each for each in ids if is_id(each))
    with git.spool(wanted) as spool, Path(spool.name).open("rb") as asked:
        for _ in range(limits.restarts + 1):
            spool.seek(asked.tell())
            with git.call("cat-file", "--batch", "--buffer", feed=spool) as call:
                yield from _until_broken(call, asked, most, tally)
                stopped = call.timed_out
            if stopped:
                tally.limits_hit.add("seconds")
                return
            if not _is_more(asked):
                return
        tally.limits_hit.add("restarts")


def as_stored(git: Git, ids: Iterable[str]) -> Iterator[str]:
    """The ids in the order in which their objects lie in the packs, those in none at the end.

    What is stored as a difference lies near what it differs from, so that git unpacks most objects
    once; in the order of the history it takes nearly twice the time.
    """
    waiting = dict.fromkeys(ids)
    form = "--batch-check=%(objectname)"
    with git.call("cat-file", "--batch-all-objects", "--unordered", form) as call:
        for line in call.out:
            id = line.strip().decode("ascii", "replace")
            if id in waiting:
                del waiting[id]
                yield id
    yield from waiting


def is_id(word: str) -> bool:
    """Is it the full name of an object, SHA-1 or SHA-256?"""
    return len(word) in (40, 64) and not word.strip("0123456789abcdef")


def _is_more(asked: IO[bytes]) -> bool:
    here = asked.tell()
    more = bool(asked.read(1))
    asked.seek(here)
    return more


def _until_broken(call: Call, asked: IO[bytes], most: int | None, tally: Tally) -> Iterator[Object]:
    for line in iter(asked.readline, b""):
        wanted = line.strip().decode("ascii")
        read = _one(call.out, wanted, most)
        if call.timed_out:
            return
        if read.state == "missing":
            tally.missing.add(wanted)
        elif read.state == "broken":
            tally.broken.add(wanted)
        yield read
        if read.state == "broken":
            return


def _one(stream: IO[bytes], wanted: str, most: int | None) -> Object:
    """The next answer of `cat-file --batch`; an answer that ends early is a broken object."""
    words = stream.readline().split()
    if len(words) == 2 and words[1] == b"missing":
        return Object(wanted, "", -1, None, "missing")
    if len(words) != 3 or not words[2].isdigit():
        return Object(wanted, "", -1, None, "broken")
    kind, size = words[1].decode("ascii", "replace"), int(words[2])
    if most is not None and size > most:
        return Object(wanted, kind, size, None, "too-large" if _skip(stream, size) else "broken")
    data = stream.read(size)
    if len(data) < size or stream.read(1) != b"\n":
        return Object(wanted, kind, size, None, "broken")
    return Object(wanted, kind, size, data, "read")


def _skip(stream: IO[bytes], size: int) -> bool:
    left = size
    while left and (chunk := stream.read(min(left, CHUNK))):
        left -= len(chunk)
    return not left and stream.read(1) == b"\n"


class Reader:
    """Objects one after the other, asked for one by one; usable from several threads."""

    def __init__(self, git: Git, tally: Tally, limits: Limits | None = None) -> None:
        self._git, self._tally, self._limits = git, tally, limits or Limits()
        self._call: Call | None = None
        self._lock = Lock()

    def read(self, id: str, most: int | None = None) -> Object:
        """The object, without content where it is larger than `most` bytes."""
        if not is_id(id):
            return Object(id, "", -1, None, "missing")
        with self._lock:
            read = self._ask(id, most)
            if read.state == "broken":
                self.close()
                self._tally.broken.add(id)
            elif read.state == "missing":
                self._tally.missing.add(id)
            return read

    def stream(self, ids: Iterable[str]) -> Iterator[Object]:
        """All of them by a process of their own; those over the limit pass without content."""
        most = self._limits.blob_bytes
        yield from read_objects(self._git, ids, self._limits, self._tally, most)

    def _ask(self, id: str, most: int | None) -> Object:
        if self._call is None:
            # Not timed: it lives as long as the repository is open and answers at once.
            self._call = self._git.call("cat-file", "--batch", feed=PIPE, seconds=inf)
        question = self._call.process.stdin
        assert question is not None  # noqa: S101
        try:
            question.write(id.encode("ascii") + b"\n")
            question.flush()
        except BrokenPipeError:
            return Object(id, "", -1, None, "broken")
        return _one(self._call.out, id, most)

    def close(self) -> None:
        if self._call is not None:
            self._call.__exit__(None, None, None)
            self._call = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def describe(
    git: Git, spool: IO[bytes], tally: Tally, but: Iterable[str] = ()
) -> Iterator[tuple[str, str, int]]:
    """Id, kind and size of each object named in the spool; the kind is "missing" where not there.

    Reads headers only. Lines that `rev-list --missing=print` marks with "?" count as missing. The
    kinds in `but` are left out.
    """
    left_out = tuple(f"{kind} ".encode() for kind in but)
    spool.seek(0)
    form = "--batch-check=%(objecttype) %(objectname) %(objectsize)"
    with git.call("cat-file", form, "--buffer", feed=spool) as call:
        for line in call.out:
            if line.startswith(left_out):
                continue
            words = line.split()
            if len(words) == 3:
                yield words[1].decode("ascii"), words[0].decode("ascii"), int(words[2])
            elif len(words) == 2:
                yield words[0].decode("ascii", "replace").lstrip("?"), "missing", -1
        if call.timed_out:
            tally.limits_hit.add("seconds")
