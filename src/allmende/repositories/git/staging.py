# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the next commit will hold: the index beside HEAD."""

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from allmende.repositories.git.calling import Git, records
from allmende.repositories.git.entries import GITLINK, shown
from allmende.repositories.git.errors import NotARepository
from allmende.repositories.git.folders import is_regular
from allmende.repositories.git.limits import Limits

EMPTY_TREE = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
"""The tree without entries, which git knows without having it."""
LARGEST = 500_000_000
"""Bytes of an index; a million files take up about 100 MB."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One file that is staged otherwise than it is in HEAD; `old` and `new` are blob ids.

    `old` is "" for a new file; a file that will be gone is not among them.
    """

    path: str
    old: str
    new: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def staged(
    git: Git, head: str | None, index: Path, object_format: str, limits: Limits, origin: str
) -> tuple[Staged, ...]:
    """The staged files; none where there is no index.

    Git reads a copy, so that nothing is written beside the inspected index. Raises NotARepository
    where it cannot be read.
    """
    if not index.exists():
        return ()
    if not is_regular(index) or index.stat().st_size > LARGEST:
        raise NotARepository(origin, _unreadable("no regular file, or too large"))
    copy = git.folder / "staged-index"
    try:
        shutil.copyfile(index, copy)
        words = ["diff-index", "--cached", "--raw", "--no-renames", "--no-abbrev", "-z"]
        base = head or EMPTY_TREE[object_format]
        with git.call(*words, base, "--", extra={"GIT_INDEX_FILE": str(copy)}) as call:
            found = tuple(_read(records(call, limits.patience)))
            if call.finish():
                raise NotARepository(origin, _unreadable(call.complaint))
            return found
    finally:
        copy.unlink(missing_ok=True)


def _read(words: Iterator[bytes]) -> Iterator[Staged]:
    """Pairs of ":MODES IDS STATUS" and path."""
    for head in words:
        path = next(words, b"")
        old_mode, new_mode, old, new, _status = head.lstrip(b":").decode("ascii").split(" ")
        if not int(new, 16) or int(new_mode, 8) == GITLINK:
            continue
        same_kind = int(old, 16) and int(old_mode, 8) != GITLINK
        yield Staged(shown(path), old if same_kind else "", new)


def _unreadable(why: str) -> dict[str, str]:
    return {
        "de": f"Der Index lässt sich nicht lesen: {why}",
        "en": f"The index cannot be read: {why}",
    }
