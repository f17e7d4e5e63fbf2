# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is too large for the suite: a blob of 1 GB, and a million tiny files.

Each inspected by the command, as anybody would; beside it what git alone takes to list the objects.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from tests.bench._table import print_table
from tests.bench.repositories.copying import LISTING
from tests.bench.repositories.measuring import Run, run

BLOB = 1_000_000_000
FILES = 1_000_000
_HEAD = b"commit refs/heads/main\ncommitter A B <a@example.org> 1700000000 +0000\ndata 5\nBegin\n"
_MB = 1_000_000

Row = tuple[str, str]


def main() -> None:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="allmende-bench-") as place:
        for name, write in CASES.items():
            repository = Path(place) / f"{len(rows)}.git"
            _make(repository, write)
            rows += _measured(name, repository, Path(place))
    print_table("hostile", rows)


def _large(out: IO[bytes]) -> None:
    out.write(_HEAD + b"M 100644 inline large\ndata %d\n" % BLOB)
    piece = bytes(_MB)
    for _ in range(BLOB // _MB):
        out.write(piece)
    out.write(b"\nM 100644 inline README.md\ndata 6\nHello\n\n")


def _tiny(out: IO[bytes]) -> None:
    out.write(_HEAD)
    for number in range(FILES):
        path, text = f"{number // 1_000}/{number}.txt", f"{number}\n"
        out.write(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n".encode())
    out.write(b"\n")


CASES: dict[str, Callable[[IO[bytes]], None]] = {
    "a blob of 1 GB": _large,
    "a million tiny files": _tiny,
}


def _make(repository: Path, write: Callable[[IO[bytes]], None]) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(repository)], check=True)
    command = ["git", "-C", str(repository), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as git:
        assert git.stdin
        write(git.stdin)
        git.stdin.close()
        assert git.wait() == 0


def _measured(name: str, repository: Path, scratch: Path) -> Iterator[Row]:
    out = scratch / "inspection.json"
    command = [sys.executable, "-m", "allmende", "repository", "inspect", str(repository), "--json"]
    store = scratch / f"{repository.name}.store"
    yield f"{name}: git rev-list --objects", _took(run(["git", "-C", str(repository), *LISTING]))
    for turn in ("first", "second"):
        took = run([*command, "--store", str(store)], out=out, limit=1_800)
        lines = out.read_text().splitlines()
        told = _told(json.loads(lines[0])) if lines else f"exit status {took.status}"
        yield f"{name}: {turn} inspection", f"{_took(took)}; {told}"


def _told(found: dict) -> str:
    seen = found["coverage"]
    complete = "complete" if seen["complete"] else "incomplete, and says so"
    return f"{seen['blobs']:,} blobs, {seen['too_large']} too large, coverage {complete}"


def _took(one: Run) -> str:
    own = f", all without mapped files {one.together / _MB:,.0f} MB" if one.together else ""
    return (
        f"{one.cpu:.1f} s CPU, {one.wall:.1f} s by the clock, "
        f"largest process {one.largest / _MB:,.0f} MB{own}"
    )
