# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Running git so that nothing but our own words counts.

Every call gets an environment built from nothing, so that neither the caller's GIT_* variables nor
the machine's and the account's configuration count, and works in a folder of ours (`view.py`), so
that the inspected repository's configuration is never read.
"""

import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from math import inf
from pathlib import Path
from select import select
from threading import Timer
from types import TracebackType
from typing import IO, Self, cast

BUFFER = 1 << 20
COMPLAINT = 4_000  # bytes of git's own words that are kept
# One allocation of git; a blob made of deltas that swells beyond it counts as unreadable.
ALLOCATION = "512m"


def safe_environment(home: Path, protocols: str = "") -> dict[str, str]:
    """The whole environment of one call of git; `protocols` joins with ":" what it may fetch by."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LC_ALL": "C",
        "GIT_ALLOC_LIMIT": ALLOCATION,
        "GIT_ALLOW_PROTOCOL": protocols,
        "GIT_ASKPASS": "false",
        "SSH_ASKPASS": "false",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
        "GIT_TERMINAL_PROMPT": "0",
    }


class Call:
    """One running process of git; leaving it ends the process.

    `out` is its standard output; `timed_out` says that the clock ended it, `stalled` that it was
    silent for too long. `memory` bounds what it may allocate, in bytes. `status` and
    `complaint`, the last of what git wrote to standard error, count after `finish()`.
    """

    def __init__(
        self,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str],
        feed: int | IO[bytes],
        seconds: float | None,
        out: int | IO[bytes] = subprocess.PIPE,
        memory: int | None = None,
    ) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 — closed by __exit__
        self.timed_out = False
        self.stalled = False
        self.complaint = ""
        self.status: int | None = None
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=feed,
            stdout=out,
            stderr=self._errors,
            bufsize=BUFFER,
            pipesize=BUFFER,
            start_new_session=True,  # what git starts itself ends with it
        )
        if memory is not None:
            _bound_memory(self.process.pid, memory)
        timed = seconds is not None and seconds < inf
        self._clock = Timer(seconds or 0, self._time_is_up) if timed else None
        if self._clock is not None:
            self._clock.daemon = True
            self._clock.start()

    @property
    def out(self) -> IO[bytes]:
        assert self.process.stdout is not None  # noqa: S101
        return self.process.stdout

    def _time_is_up(self) -> None:
        self.timed_out = True
        self.kill()

    def kill(self) -> None:
        if self.process.poll() is None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def finish(self) -> int:
        """Waits for the end and returns the exit status (negative: ended by a signal)."""
        self.status = self.process.wait()
        if self._clock is not None:
            self._clock.cancel()
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - COMPLAINT))
        self.complaint = self._errors.read().decode("utf-8", "replace").strip()
        return self.status

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self.finish()
        self._errors.close()


def _bound_memory(process: int, most: int) -> None:
    """Where the system can (Linux); packs that are mapped into memory do not count."""
    if hasattr(resource, "prlimit"):
        with suppress(ProcessLookupError):
            resource.prlimit(process, resource.RLIMIT_DATA, (most, most))


class Git:
    """Calls of git in one folder of ours, a bare repository with our configuration."""

    def __init__(
        self, folder: Path, seconds: float | None = None, memory: int | None = None
    ) -> None:
        self.folder = folder
        self.seconds = seconds
        self.memory = memory
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)

    def call(
        self,
        *words: str,
        feed: int | IO[bytes] = subprocess.DEVNULL,
        out: int | IO[bytes] = subprocess.PIPE,
        seconds: float | None = None,
        protocols: str = "",
        extra: Mapping[str, str] | None = None,
        memory: int | None = None,
    ) -> Call:
        """Starts `git WORDS`; `feed` is its standard input, `extra` adds to the environment."""
        environment = safe_environment(self.home, protocols) | {"GIT_DIR": str(self.folder)}
        return Call(
            ["git", *words],
            self.folder,
            environment | dict(extra or {}),
            feed,
            self.seconds if seconds is None else seconds,
            out,
            memory or self.memory,
        )

    def spool(self, lines: Iterable[str] | None = None) -> IO[bytes]:
        """A file in our folder that goes when it is closed, holding the lines, at its beginning."""
        file = tempfile.NamedTemporaryFile(dir=self.folder)  # noqa: SIM115 — the caller's
        file.writelines(line.encode("ascii", "replace") + b"\n" for line in lines or ())
        file.flush()
        file.seek(0)
        return cast(IO[bytes], file)


def records(call: Call, patience: float, most: int = 1 << 20) -> Iterator[bytes]:
    """The records of a call's output that NUL ends; one longer than `most` bytes (a path) is cut.

    Ends the call where nothing comes for `patience` seconds, as from a tree of folders that
    multiply without end.
    """
    source = call.out.fileno()
    rest = b""
    while True:
        if not select([source], [], [], patience)[0]:
            call.stalled = True
            call.kill()
            return
        chunk = os.read(source, BUFFER)
        if not chunk:
            break
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
        rest = rest[:most]
    if rest:
        yield rest
