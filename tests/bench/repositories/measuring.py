# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One command under measurement: CPU, clock, memory, and an end where it takes too long."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_OWN = ("RssAnon", "RssShmem")
_EVERY = 0.1
"""Seconds between two looks at the memory of all processes together."""


# A small process starts the command: the system counts to a process's memory what the one had that
# it was forked from.
_LAUNCH = """
import json, os, sys, time
to, command = int(sys.argv[1]), sys.argv[2:]
start = time.perf_counter()
child = os.fork()
if not child:
    os.setsid()
    os.close(to)
    os.execvp(command[0], command)
os.write(to, b"%d\\n" % child)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - start
largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
told = [wall, usage.ru_utime + usage.ru_stime, largest, os.waitstatus_to_exitcode(status)]
os.write(to, json.dumps(told).encode() + b"\\n")
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took; seconds, and bytes.

    `cpu` is user and system time of the process and all its children that it waited for, as the
    system counted them. `largest` is the largest resident size any of them had (exact; files that
    are mapped, as git maps its packs, count), `together` what all of them had at one moment without
    mapped files (looked at ten times a second; None where the system does not tell).
    """

    cpu: float
    wall: float
    largest: int
    together: int | None
    status: int
    stopped: bool


def run(
    command: Sequence[str],
    *,
    feed: Path | None = None,
    out: Path | None = None,
    limit: float = 600,
    folder: Path | None = None,
    more: Mapping[str, str] | None = None,
) -> Run:
    """Runs the command, its output into `out`; after `limit` seconds by the clock it is ended."""
    told_by, told_to = os.pipe()
    with (
        (feed or Path(os.devnull)).open("rb") as read,
        (out or Path(os.devnull)).open("wb") as to,
        os.fdopen(told_by) as told,
    ):
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCH, str(told_to), *command],
            stdin=read,
            stdout=to,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=os.environ | dict(more or {}),
            pass_fds=(told_to,),
        )
        os.close(told_to)
        process = int(told.readline())
        stopped, ended, seen = threading.Event(), threading.Event(), [0]
        clock = threading.Timer(limit, _stop, (process, stopped))
        clock.start()
        watch = threading.Thread(target=_watch, args=(process, ended, seen))
        watch.start()
        wall, cpu, largest, status = json.loads(told.readline())
        clock.cancel()
        ended.set()
        watch.join()
        child.wait()
    return Run(cpu, wall, largest, seen[0] or None, status, stopped.is_set())


def _stop(process: int, stopped: threading.Event) -> None:
    stopped.set()
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def _watch(process: int, ended: threading.Event, seen: list[int]) -> None:
    while not ended.wait(_EVERY):
        seen[0] = max(seen[0], sum(map(_own, _family(process))))


def _family(process: int) -> list[int]:
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        with suppress(OSError):
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def _own(process: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return sum(int(one.split()[1]) for one in lines if one.startswith(_OWN)) * 1024
    return 0
