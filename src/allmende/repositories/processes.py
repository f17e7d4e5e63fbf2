# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""An executor of processes in which one that dies takes nothing with it but its own call.

A `ProcessPoolExecutor` cannot be used any more once a worker died, and does not say with which call
it did.
"""

import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Timer
from typing import Any, ParamSpec, TypeVar

_PATIENCE = 10
"""Seconds in which an interrupted process may clean up."""

P = ParamSpec("P")
T = TypeVar("T")


class ProcessDied(Exception):
    """The process ended before its call did; `status` as in `Process.exitcode`."""

    def __init__(self, status: int | None) -> None:
        super().__init__(f"the process ended with {status}")
        self.status = status


class Processes(Executor):
    """Calls in `most` processes of their own, started fresh (spawn), since Hyperscan and threads do
    not outlive a fork.

    Functions, arguments and results must be picklable. Where a process dies (killed for its memory,
    say), its call raises ProcessDied, and another process takes its place.
    """

    def __init__(self, most: int) -> None:
        self._threads = ThreadPoolExecutor(most, "processes")
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._all: set[_Process] = set()
        for _ in range(most):
            self._idle.put(_Process())

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._threads.submit(self._call, call, args, kwargs)

    def _call(self, call: Callable[..., T], args: Any, kwargs: Any) -> T:
        process = self._idle.get()
        self._all.add(process)
        try:
            answer: T = process.call(call, args, kwargs)
        except ProcessDied:
            self._all.discard(process)
            process = _Process()
            raise
        finally:
            self._idle.put(process)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With `cancel_futures` running calls are interrupted, too."""
        if cancel_futures:
            for process in tuple(self._all):
                process.interrupt()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for process in tuple(self._all):
            process.end()


class _Process:
    """One process, started with its first call."""

    def __init__(self) -> None:
        self._context = get_context("spawn")
        self._pipe: Connection | None = None

    def call(self, call: Callable[..., T], args: Any, kwargs: Any) -> T:
        content = pickle.dumps((call, args, kwargs))
        pipe = self._pipe or self._start()
        try:
            pipe.send_bytes(content)
            done, answer = pipe.recv()
        except (EOFError, OSError):
            pipe.close()
            self._process.join()
            raise ProcessDied(self._process.exitcode) from None
        if not done:
            raise answer
        return answer  # type: ignore[no-any-return]

    def _start(self) -> Connection:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._pipe

    def interrupt(self) -> None:
        """As Ctrl-C does, so that what it began is cleaned up; who does not heed it is killed."""
        with suppress(ProcessLookupError):
            if self._process.is_alive() and self._process.pid:
                os.kill(self._process.pid, signal.SIGINT)
                clock = Timer(_PATIENCE, self._process.kill)
                clock.daemon = True
                clock.start()

    def end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._process.join(_PATIENCE)
            self._process.kill()


def _serve(pipe: Connection) -> None:
    """Runs in the process: one call after the other until the pipe is closed."""
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            call, args, kwargs = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from our parent
            pipe.send_bytes(_answer(call, args, kwargs))


def _answer(call: Callable[..., object], args: Any, kwargs: Any) -> bytes:
    """The result, or the error; of one that cannot be handed over its words."""
    try:
        return pickle.dumps((True, call(*args, **kwargs)))
    except Exception as error:
        try:
            return pickle.dumps((False, error))
        except Exception:
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
