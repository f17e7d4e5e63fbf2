# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reading all refs from the files of a repository, without git and without its configuration."""

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from allmende.repositories.git.folders import Folders, is_regular
from allmende.repositories.git.objects import is_id

Kind = Literal[
    "branch", "remote", "tag", "note", "stash", "pull-request", "head", "worktree", "other"
]
KINDS: tuple[tuple[str, Kind], ...] = (
    ("refs/heads/", "branch"),
    ("refs/remotes/", "remote"),
    ("refs/tags/", "tag"),
    ("refs/notes/", "note"),
    ("refs/stash", "stash"),
    ("refs/pull/", "pull-request"),
    ("refs/merge-requests/", "pull-request"),
    ("refs/changes/", "pull-request"),
)
REPLACED = "refs/replace/"
HOPS = 5  # symbolic refs that lead to symbolic refs; git's own bound
MOST = 4_096  # bytes of one ref


@dataclass(frozen=True, slots=True)
class Ref:
    """One name for an object; `target` is the object's id (a tag's own id where annotated)."""

    name: str
    target: str
    kind: Kind

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refs:
    """All refs of a repository; `broken` are names that lead to no id, as in a circle.

    `head` is the id that HEAD leads to, `branch` the ref that HEAD names. `left_out` counts those
    beyond the limit, `replaced` the replace refs, which are read but never obeyed.
    """

    refs: tuple[Ref, ...]
    broken: tuple[str, ...]
    head: str | None
    branch: str | None
    replaced: int
    left_out: int


def kind_of(name: str) -> Kind:
    for start, kind in KINDS:
        if name.startswith(start):
            return kind
    return "head" if name == "HEAD" else "other"


def read_refs(seen: Folders, most: int) -> Refs:
    """Reads packed and loose refs, HEAD, the HEADs of linked work trees and the stash's history."""
    raw = dict(_packed(seen.common / "packed-refs"))
    for root in dict.fromkeys((seen.common, seen.folder)):
        raw |= dict(_loose(root))
    head = _content(seen.folder / "HEAD")
    listed = dict(sorted(raw.items())) | {"HEAD": head} | dict(_worktrees(seen.common))
    return gather(listed, raw, _stashed(seen.common / "logs/refs/stash"), most)


def gather(
    listed: dict[str, str], raw: dict[str, str], stashed: tuple[str, ...], most: int
) -> Refs:
    """Follows symbolic refs; `listed` are name and content of a ref, `raw` those one can name."""
    refs: list[Ref] = []
    broken: list[str] = []
    for name, content in listed.items():
        target = _follow(content, raw)
        kind: Kind = "worktree" if name.startswith("worktrees/") else kind_of(name)
        if target is not None:
            refs.append(Ref(name, target, kind))
        elif kind not in ("head", "worktree"):  # an unborn branch is not broken
            broken.append(name)
    refs += [Ref(f"refs/stash@{{{n}}}", each, "stash") for n, each in enumerate(stashed)]
    head = listed.get("HEAD", "")
    return Refs(
        tuple(refs[:most]),
        tuple(broken),
        _follow(head, raw),
        head.removeprefix("ref:").strip() if head.startswith("ref:") else None,
        sum(1 for name in raw if name.startswith(REPLACED)),
        max(0, len(refs) - most),
    )


def _follow(content: str, raw: dict[str, str]) -> str | None:
    for _ in range(HOPS + 1):
        if not content.startswith("ref:"):
            word = content.strip()[:64].split(maxsplit=1)[:1]
            return word[0] if word and is_id(word[0]) else None
        content = raw.get(content.removeprefix("ref:").strip(), "")
    return None


def _content(path: Path) -> str:
    """What a ref's file says; a link counts as the old way to write a symbolic ref."""
    if path.is_symlink():
        leads = str(path.readlink())
        return f"ref: {leads}" if leads.startswith("refs/") else ""
    if not is_regular(path):
        return ""
    try:
        with path.open("rb") as file:
            return file.read(MOST).decode("utf-8", "backslashreplace").strip()
    except OSError:
        return ""


def _packed(path: Path) -> Iterator[tuple[str, str]]:
    if not is_regular(path):
        return
    with path.open("rb") as file:
        for line in file:
            if line[:1] not in b"#^":
                target, _, name = line.rstrip(b"\r\n").partition(b" ")
                if name:
                    yield (
                        name.decode("utf-8", "backslashreplace"),
                        target.decode("ascii", "replace"),
                    )


def _loose(root: Path) -> Iterator[tuple[str, str]]:
    for folder, _, names in os.walk(root / "refs", followlinks=False):
        for name in names:
            path = Path(folder) / name
            if not name.endswith(".lock"):
                shown = os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace")
                yield shown, _content(path)


def _worktrees(common: Path) -> Iterator[tuple[str, str]]:
    places = common / "worktrees"
    for place in sorted(places.iterdir()) if places.is_dir() else ():
        if content := _content(place / "HEAD"):
            yield f"worktrees/{os.fsencode(place.name).decode('utf-8', 'replace')}/HEAD", content


def _stashed(log: Path) -> tuple[str, ...]:
    """The ids of the older entries of the stash, which only its log names."""
    if not is_regular(log):
        return ()
    with log.open("rb") as file:
        words = [line[:200].split(b" ") for line in file]
    ids = [pair[1].decode("ascii", "replace") for pair in words if len(pair) > 1]
    return tuple(each for each in reversed(ids) if is_id(each))
