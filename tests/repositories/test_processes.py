# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Calls in other processes, of which one may die."""

import os
import time
from pathlib import Path

import pytest

from allmende.repositories.processes import ProcessDied, Processes


def test_calls_run_elsewhere_and_answer() -> None:
    with Processes(2) as processes:
        answers = [processes.submit(pow, 2, number) for number in range(5)]
        elsewhere = processes.submit(os.getpid).result()
    assert [one.result() for one in answers] == [1, 2, 4, 8, 16]
    assert elsewhere != os.getpid()


def test_a_process_that_dies_takes_only_its_own_call_with_it() -> None:
    with Processes(1) as processes:
        calls = [
            processes.submit(abs, -1), processes.submit(os._exit, 7), processes.submit(abs, -2)
        ]  # fmt: skip
        assert [calls[0].result(), calls[2].result()] == [1, 2]
        with pytest.raises(ProcessDied) as caught:
            calls[1].result()
    assert caught.value.status == 7


def test_an_error_of_the_call_comes_back_and_the_process_goes_on() -> None:
    with Processes(1) as processes:
        with pytest.raises(ZeroDivisionError):
            processes.submit(divmod, 1, 0).result()
        assert processes.submit(divmod, 7, 2).result() == (3, 1)


def test_what_cannot_be_handed_over_is_an_error_of_the_call() -> None:
    with Processes(1) as processes:
        with pytest.raises(Exception, match="pickle"):
            processes.submit(lambda: 1).result()
        with pytest.raises(Exception, match="pickle"):
            processes.submit(eval, "lambda: 1").result()
        assert processes.submit(abs, -1).result() == 1


def test_a_running_call_can_be_interrupted(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    processes = Processes(1)
    call = f"import time; open({str(begun)!r}, 'x').close(); time.sleep(60)"
    waiting = processes.submit(exec, call)
    start = time.monotonic()
    while not begun.exists() and time.monotonic() - start < 20:
        os.sched_yield()
    processes.shutdown(cancel_futures=True)
    assert isinstance(waiting.exception(), ProcessDied)
    assert time.monotonic() - start < 30
