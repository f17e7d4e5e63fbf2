# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""When each file of a folder was last changed, from the git history it lies in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

TIMEOUT: Final = 60
"""Seconds."""

# Nothing the inspected repository says may run: signature checks call its gpg.program,
# fsmonitor, hooks and pagers are programs, a promisor remote would be fetched from.
_GIT: Final = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "protocol.allow=never"),
)
_LOG: Final = (
    "log",
    "--format=%x01%cs",
    "--name-only",
    "-z",
    "--relative",
    "--no-merges",
    "--no-renames",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-decorate",
)
_ENVIRONMENT: Final[Mapping[str, str]] = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_COMMIT = re.compile(r"\x01(\d{4}-\d{2}-\d{2})")


class NoHistory(Exception):
    """The folder lies in a git work tree, but its history cannot be read; the text says why."""


def last_changed(directory: Path, folders: tuple[str, ...]) -> dict[str, date]:
    """Path below `directory` -> day of the last commit that changed it, in the committer's zone.

    Only files in `folders` (relative to `directory`). Empty outside of a work tree and for
    what was never committed; merges do not count as changes. Raises NoHistory.
    """
    directory = directory.resolve()
    if not any((place / ".git").exists() for place in (directory, *directory.parents)):
        return {}
    # Found beforehand: a search in the child would begin in the inspected folder.
    git = shutil.which("git")
    if git is None:
        raise NoHistory("git is not installed")
    try:
        done = subprocess.run(
            [git, *_GIT, *_LOG, "--", *folders],
            cwd=directory,
            env={**_ENVIRONMENT, "PATH": os.environ.get("PATH", os.defpath)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoHistory(type(error).__name__) from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise NoHistory(reason or f"git status {done.returncode}")
    return _days(done.stdout.decode(errors="surrogateescape"))


def _days(log: str) -> dict[str, date]:
    """Newest first: the first day a path is seen with is its last change."""
    found: dict[str, date] = {}
    day: date | None = None
    for part in log.split("\0"):
        part = part.strip("\n")
        if commit := _COMMIT.fullmatch(part):
            day = date.fromisoformat(commit[1])
        elif part and day:
            found.setdefault(part, day)
    return found
