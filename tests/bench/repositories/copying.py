# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A copy of a repository to measure on, and ten commits more for it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.repositories.planting import Planted

NEW = 10
"""Commits that come between the second and the third inspection."""

_KEPT = ("HEAD", "packed-refs", "refs", "objects", "shallow")


def copy(source: Path, to: Path) -> Path:
    """A bare copy with the same refs and objects (linked where the disk can), and nothing else.

    Its configuration and hooks stay behind, so that nothing of a repository that is given by path
    is written to or obeyed.
    """
    inner = source / ".git" if (source / ".git").is_dir() else source
    subprocess.run(["git", "init", "--quiet", "--bare", str(to)], check=True)
    for name in _KEPT:
        if (inner / name).is_dir():
            shutil.copytree(inner / name, to / name, copy_function=_link, dirs_exist_ok=True)
        elif (inner / name).exists():
            shutil.copy(inner / name, to / name)
    return to


def _link(source: str, to: str) -> None:
    try:
        if "/objects/" not in source:
            raise OSError  # refs are written to
        os.link(source, to)
    except OSError:
        shutil.copy(source, to)


@dataclass(frozen=True, slots=True)
class Size:
    """What a repository holds that refs reach; `read` are the blobs that are there and no larger
    than what is read of any, `bytes` theirs."""

    commits: int
    blobs: int
    read: int
    bytes: int


def list_blobs(repository: Path, into: Path, most: int) -> Size:
    """Writes the ids of the blobs that an inspection reads, in the order of `rev-list`."""
    listed = _git(repository, *LISTING)
    form = "--batch-check=%(objecttype) %(objectname) %(objectsize)"
    asked = "\n".join(line.split(" ", 1)[0] for line in listed.splitlines()) + "\n"
    told = [line.split() for line in _git(repository, "cat-file", form, feed=asked).splitlines()]
    blobs = [(words[1], int(words[2])) for words in told if words[0] == "blob"]
    read = [(one, size) for one, size in blobs if size <= most]
    into.write_text("".join(f"{one}\n" for one, _ in read))
    commits = sum(words[0] == "commit" for words in told)
    return Size(commits, len(blobs), len(read), sum(size for _, size in read))


LISTING = ("rev-list", "--objects", "--all", "--missing=allow-any")


def add_commits(repository: Path, secret: Planted | None, seed: int) -> None:
    """Ten commits on the branch of HEAD: two files changed each, one new; one holds the secret."""
    branch = _git(repository, "symbolic-ref", "HEAD").strip()
    chance = Random(seed)
    files = _files(repository)
    newest = int(_git(repository, "log", "-1", "--format=%ct"))
    parts = []
    for number in range(NEW):
        text = f"Change {number}"
        parts.append(
            f"commit {branch}\ncommitter A B <a@example.org> {newest + number + 1} +0000\n"
        )
        parts.append(f"data {len(text)}\n{text}\n" + (f"from {branch}^0\n" if not number else ""))
        contents = {f"new/{number}.txt": f"New {number}\n".encode()}
        for path in chance.sample(files, min(2, len(files))):
            before = _raw(repository, "cat-file", "blob", f"{branch}:{path}")
            contents[path] = before + f"\n# {number}\n".encode()
        if secret and number == NEW // 2:
            contents[secret.path] = secret.content()
        for path, content in contents.items():
            head = f"M 100644 inline {path}\ndata {len(content)}\n"
            parts.append(head + content.decode("latin-1") + "\n")
    stream = "".join(parts).encode("latin-1")
    subprocess.run(
        ["git", "-C", str(repository), "fast-import", "--quiet"], input=stream, check=True
    )


def _files(repository: Path) -> list[str]:
    """Plain files of HEAD that are there, with plain names."""
    found = []
    for line in _git(repository, "ls-tree", "-r", "--long", "HEAD").splitlines():
        head, _, path = line.partition("\t")
        words = head.split()
        small = words[0] == "100644" and words[3].isdigit() and int(words[3]) < 200_000
        if small and path.isascii() and not path.startswith('"') and " " not in path:
            found.append(path)
    return found


def _git(repository: Path, *words: str, feed: str = "") -> str:
    return _raw(repository, *words, feed=feed.encode()).decode("utf-8", "replace")


def _raw(repository: Path, *words: str, feed: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", "-C", str(repository), *words], input=feed, capture_output=True, check=True
    )
    return done.stdout
