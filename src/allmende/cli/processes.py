# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Several programs side by side: started together, restarted after a crash, stopped together."""

import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from allmende.cli.edge import CouldNot, say

TRIES = 5
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE = 15.0
"""Seconds a program gets to end by itself."""


@dataclass(slots=True)
class Program:
    """A program to keep running; `crashes` counts those within a short life."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    crashes: int = field(default=0)

    def start(self) -> None:
        self.started = time.monotonic()
        # A session of its own: Ctrl-C reaches us alone, and we end the others in good order.
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def look(self) -> None:
        """Start it again where it ended. Raises CouldNot when it does so over and over."""
        if self.process is None or (status := self.process.poll()) is None:
            return
        self.crashes = self.crashes + 1 if time.monotonic() - self.started < 10 else 1
        if self.crashes >= TRIES:
            raise CouldNot(f"{self.name} ends again and again, the last time with status {status}")
        say(f"{self.name} ended with status {status} and starts again.")
        self.start()


class _Stop(Exception):
    """Somebody pressed Ctrl-C, closed the terminal, or sent SIGTERM."""


def keep_running(programs: Sequence[Program], ready: str, address: str) -> None:
    """Run them until Ctrl-C or SIGTERM; say `ready` as soon as the address answers."""

    def stop(_signum: int, _frame: FrameType | None) -> None:
        raise _Stop

    for signum in _ENDING:
        signal.signal(signum, stop)
    try:
        for program in programs:
            program.start()
        announced = False
        while True:
            for program in programs:
                program.look()
            if not announced and _answers(address):
                announced = True
                print(ready, flush=True)
            time.sleep(0.3)
    except _Stop:
        say("Stopping.")
    finally:
        for signum in _ENDING:
            signal.signal(signum, signal.SIG_IGN)
        _stop_all(programs)


def free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """The port, or the next free one. Raises CouldNot after twenty."""
    for port in range(wanted, wanted + 20):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError:
                continue
            return port
    raise CouldNot(f"no free port from {wanted} to {wanted + 19}, please choose another")


def _answers(address: str) -> bool:
    import urllib.request  # slow to load, and only the demo asks

    try:
        with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False


def _stop_all(programs: Sequence[Program]) -> None:
    running = [program.process for program in programs if program.process is not None]
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
