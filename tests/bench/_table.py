# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What every benchmark prints: the machine, the date, and rows of figures."""

import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path


def machine() -> str:
    """Processor, cores, Python and date in one line."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {date.today().isoformat()}"
    )


def print_table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A Markdown table, to be kept in docs/benchmarks.md."""
    width = max(len(what) for what, _figure in rows)
    print(f"\n### {title}\n\n{machine()}\n")
    print(f"| {'what':<{width}} | figure |\n|-{'-' * width}-|--------|")
    for what, figure in rows:
        print(f"| {what:<{width}} | {figure} |")
    sys.stdout.flush()


@contextmanager
def seconds() -> Iterator[list[float]]:
    """Wall and processor seconds of a block: `with seconds() as took: ...; took == [wall, cpu]`."""
    took: list[float] = []
    wall, cpu = time.perf_counter(), time.process_time()
    yield took
    took[:] = [time.perf_counter() - wall, time.process_time() - cpu]


def milliseconds(calls: Sequence[Callable[[], object]], rounds: int = 5) -> str:
    """p50, p95 and worst of the calls, each made `rounds` times after one warm-up."""
    for call in calls:
        call()
    taken = []
    for _round in range(rounds):
        for call in calls:
            start = time.perf_counter()
            call()
            taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    p95 = taken[int(0.95 * (len(taken) - 1))]
    return f"p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms, worst {taken[-1]:.1f} ms"


def peak_memory() -> str:
    """The largest resident size of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{peak / (1024 if sys.platform != 'darwin' else 1024**2):.0f} MB"
