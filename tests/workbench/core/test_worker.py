# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The worker comes back after an error of its own, and ends when it is told to."""

import os
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from allmende.workbench.core import worker


class Acted:
    """Stands for the loop of django-tasks-db: each entry of `acts` is one life of it."""

    def __init__(self, acts: list[object]) -> None:
        self.acts = acts
        self.lives = 0
        self.running_task = False

    def run(self) -> None:
        self.lives += 1
        act = self.acts.pop(0)
        if isinstance(act, BaseException):
            raise act
        os.kill(os.getpid(), act)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        raise SystemExit(0)


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No tick, no pause, and the signals of the suite afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(worker, "_tick_until", lambda stopping: None)
    monkeypatch.setattr(worker, "FIRST_PAUSE", 0.0)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run(monkeypatch: pytest.MonkeyPatch, *acts: object) -> Acted:
    acted = Acted([*acts])
    monkeypatch.setattr(worker, "_worker", lambda interval: acted)
    worker.run()
    return acted


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(monkeypatch: pytest.MonkeyPatch, number: int):
    assert run(monkeypatch, number).lives == 1


def test_it_starts_again_after_an_error(monkeypatch: pytest.MonkeyPatch):
    assert run(monkeypatch, OSError("the database is away"), signal.SIGTERM).lives == 2


def test_it_starts_again_when_its_loop_gave_up(monkeypatch: pytest.MonkeyPatch):
    assert run(monkeypatch, SystemExit(1), signal.SIGTERM).lives == 2
