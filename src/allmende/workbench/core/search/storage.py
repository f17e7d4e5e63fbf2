# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where an index lies on disk, so that several processes can read while one writes.

::

    current.json          {"schema": 1, "generation": "..."}: replaced in one step
    writer.lock           held while somebody writes
    generation-.../       one complete tantivy index each; a rebuild makes a new one

The generation before the current one stays until the next rebuild, for readers on their way.
"""

import fcntl
import json
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from allmende.workbench.core.search.errors import IndexBusy, IndexMissing
from allmende.workbench.core.search.schema import SCHEMA, SCHEMA_VERSION

_PREFIX = "generation-"
_PAUSE = 0.05

Stamp = tuple[int, ...]
"""Changes whenever readers must look again."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory of an index."""

    path: Path

    @property
    def _pointer(self) -> Path:
        return self.path / "current.json"

    def current(self) -> Path:
        """The generation to read. Raises ``IndexMissing``."""
        try:
            pointer = json.loads(self._pointer.read_text(encoding="utf-8"))
            schema, generation = pointer["schema"], Path(str(pointer["generation"])).name
        except FileNotFoundError:
            raise IndexMissing("it has never been built") from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexMissing(f"{self._pointer.name} cannot be read ({error})") from error
        if schema != SCHEMA_VERSION:
            raise IndexMissing(f"it has version {schema}, and {SCHEMA_VERSION} is needed")
        return self.path / generation

    def stamp(self) -> Stamp:
        """Of the current state. Raises ``IndexMissing``."""
        try:
            pointer = self._pointer.stat()
        except OSError:
            raise IndexMissing("it has never been built") from None
        return pointer.st_ino, pointer.st_mtime_ns, *commit_stamp(self.current())

    def switch(self, generation: Path) -> None:
        """Make a generation the current one, and remove all but it and the one before."""
        try:
            before = self.current()
        except IndexMissing:
            before = generation
        draft = self.path / f"current-{uuid.uuid4().hex}.json"
        draft.write_text(
            json.dumps({"schema": SCHEMA_VERSION, "generation": generation.name}), encoding="utf-8"
        )
        draft.replace(self._pointer)
        self._remove_all_but(generation, before)

    def fresh(self) -> Path:
        """An empty directory for a new generation."""
        generation = self.path / f"{_PREFIX}{uuid.uuid4().hex}"
        generation.mkdir(parents=True)
        return generation

    @contextmanager
    def lock(self, patience: float) -> Iterator[None]:
        """Be the only one who writes. Raises ``IndexBusy`` after ``patience`` seconds."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "writer.lock").open("a") as lock:
            until = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise IndexBusy(patience) from None
                    time.sleep(_PAUSE)
            yield

    def _remove_all_but(self, *kept: Path) -> None:
        for leftover in self.path.glob(f"{_PREFIX}*"):
            if leftover not in kept:
                shutil.rmtree(leftover, ignore_errors=True)


def commit_stamp(generation: Path) -> Stamp:
    """Of the last commit in a generation. Raises ``IndexMissing``."""
    try:
        commit = (generation / "meta.json").stat()
    except OSError:
        raise IndexMissing(f"{generation.name} is gone or empty") from None
    return commit.st_ino, commit.st_mtime_ns, commit.st_size


def open_generation(generation: Path) -> tantivy.Index:
    """Open a generation. Raises ``IndexMissing`` where it is damaged."""
    with reading(generation.name):
        return tantivy.Index(SCHEMA, str(generation), reuse=True)


@contextmanager
def reading(where: str) -> Iterator[None]:
    """Whatever tantivy says of files that do not hold together is ``IndexMissing``."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexMissing(f"{where} is damaged ({error})") from error
    except BaseException as error:
        # A panic of tantivy arrives as a class that cannot be imported and is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexMissing(f"{where} is damaged ({error})") from error


def new_generation(generation: Path | None) -> tantivy.Index:
    """A new, empty index; without a directory it lives in memory."""
    return tantivy.Index(SCHEMA, str(generation) if generation else None, reuse=False)
