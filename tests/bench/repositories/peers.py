# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Other scanners, where they are installed: what they are called with, and what they found.

None is a dependency of the project. They are looked for in the environments given by `--peers DIR`,
else on PATH. None may ask a provider whether a secret is valid.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.repositories.planting import Planted


@dataclass(frozen=True, slots=True)
class Peer:
    """One scanner: its program, its words for a repository or a folder, and how its report reads.

    `tree` says that it sees only the files of HEAD.
    """

    name: str
    words: Callable[[Path, Path], Sequence[str]]
    count: Callable[[str], int]
    knows: Callable[[str, Planted], bool]
    tree: bool = False
    version: Sequence[str] = ("--version",)


def needle(one: Planted) -> str:
    """The part of the value that must stand in a report, on one line and without quoting."""
    lines = [line for line in one.value.splitlines() if line.strip()]
    return max(lines, key=len).strip()[:40]


def _in_clear(report: str, one: Planted) -> bool:
    return needle(one) in report


def _by_digest(report: str, one: Planted) -> bool:
    digest = hashlib.sha1(one.value.encode(), usedforsecurity=False).hexdigest()
    return digest in report


def _findings(report: str) -> int:
    told = json.loads(report)
    return len(told["findings"] if isinstance(told, dict) else told)


PEERS = (
    Peer(
        "gitleaks",
        lambda repository, report: (
            *("git", "--no-banner", "--exit-code=0", "--report-format=json"),
            *(f"--report-path={report}", str(repository)),
        ),
        _findings,
        _in_clear,
        version=("version",),
    ),
    Peer(
        "betterleaks",
        lambda repository, report: (
            *("git", "--no-banner", "--silent", "--exit-code=0"),
            *(f"--output={report}", str(repository)),
        ),
        _findings,
        _in_clear,
    ),
    Peer(
        "kingfisher",
        lambda repository, report: (
            *("scan", str(repository), "--no-validate", "--no-update-check", "--format=json"),
            *(f"--output={report}",),
        ),
        _findings,
        _in_clear,
    ),
    Peer(
        "detect-secrets",
        lambda folder, _report: ("-C", str(folder), "scan", "--all-files", "--no-verify"),
        lambda report: sum(map(len, json.loads(report)["results"].values())),
        _by_digest,
        tree=True,
    ),
)


def installed(folders: Sequence[Path]) -> Iterator[tuple[Peer, str | None]]:
    """Each peer with its program, None where it is not installed."""
    path = ":".join(f"{one.resolve() / 'bin'}:{one.resolve()}" for one in folders) or None
    for one in PEERS:
        yield one, shutil.which(one.name, path=path)


def version(peer: Peer, program: str) -> str:
    done = subprocess.run([program, *peer.version], capture_output=True, text=True)
    words = (done.stdout or done.stderr).split()
    return next((word for word in words if word[:1].isdigit() or word[:1] == "v"), "")
