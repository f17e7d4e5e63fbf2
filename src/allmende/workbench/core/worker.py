# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The worker: runs what the queue triggers, ticks each minute, and comes back after a crash.

A killed worker leaves its row running for ever (django-tasks-db knows neither retry nor
schedule); `jobs.tick` beside it mends that, on every engine.
"""

import logging
import signal
import threading
from types import FrameType

from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from allmende.workbench.core import jobs

log = logging.getLogger(__name__)

TICK_EVERY = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds, here as above; the pause after an error doubles each time."""


def run(interval: float = 1.0) -> None:
    """Work until SIGTERM or SIGINT; the second signal ends the task that runs, too.

    `interval` is the pause in seconds before an empty queue is looked at again.
    """
    stopping = threading.Event()
    ticking = threading.Thread(target=_tick_until, args=(stopping,), name="tick", daemon=True)
    ticking.start()
    pause = FIRST_PAUSE
    while not stopping.is_set():
        worker = _worker(interval)
        _stop_on_signals(worker, stopping)
        try:
            worker.run()
        except SystemExit:
            if stopping.is_set() and worker.running_task:
                raise
            if not stopping.is_set():
                log.error("the worker gave up; it starts again")
        except Exception:
            # A database that is away for a moment ends the loop of django-tasks-db; it must not
            # end ours.
            log.exception("the worker failed; it starts again in %.0f seconds", pause)
            connections.close_all()
            stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    connections.close_all()


def _worker(interval: float) -> Worker:
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )


def _stop_on_signals(worker: Worker, stopping: threading.Event) -> None:
    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.set()
        worker.shutdown(signum, frame)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _tick_until(stopping: threading.Event) -> None:
    while not stopping.is_set():
        close_old_connections()
        try:
            jobs.tick()
        except Exception:
            log.exception("the tick failed; the next one follows in a minute")
        finally:
            connections.close_all()
        stopping.wait(TICK_EVERY)
