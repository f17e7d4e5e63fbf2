# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a repository stands, without fetching it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from allmende.repositories.git.addresses import read_address
from allmende.repositories.git.cloning import ask_for_head
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import is_id
from allmende.repositories.git.opening import open_repository
from allmende.repositories.git.view import make_bare

NAMED = "ref: refs/heads/"


@dataclass(frozen=True, slots=True)
class Head:
    """Newest commit and name of the default branch; both are empty where there is no commit."""

    commit: str
    branch: str


def head_of(source: str, limits: Limits | None = None) -> Head:
    """Ask for the newest commit of the default branch (git ls-remote).

    Raises `NotARepository` where it cannot be reached, and for what `open_repository` refuses.
    """
    address, bounds = read_address(source), limits or Limits()
    if address.path is not None:
        with open_repository(source, limits=bounds) as repository:
            commit = repository.head() or ""
            return Head(commit, (repository.branch() or "") if commit else "")
    with tempfile.TemporaryDirectory(prefix="allmende-head-") as folder:
        said = ask_for_head(make_bare(Path(folder), "sha1"), address, bounds)
    return _read(said)


def _read(said: str) -> Head:
    """From the lines of `git ls-remote --symref`."""
    firsts = [line.partition("\t")[0] for line in said.splitlines()]
    commit = next((one for one in firsts if is_id(one)), "")
    branch = next((one.removeprefix(NAMED) for one in firsts if one.startswith(NAMED)), "")
    return Head(commit, branch if commit else "")
