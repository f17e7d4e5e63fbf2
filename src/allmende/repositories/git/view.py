# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A bare repository of ours through which git sees the inspected one's objects and nothing else.

The inspected repository's configuration, hooks, attributes, alternates, grafts, replace refs,
commit graphs and bitmaps stay outside: the view links the object files one by one and brings its
own configuration. Refs are read by us (`refs.py`) and handed to git as ids.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from allmende.repositories.git.folders import Folders, is_regular, is_within
from allmende.repositories.git.objects import is_id
from allmende.repositories.git.settings import read_text

CONFIGURATION = """\
[core]
\trepositoryformatversion = {version}
\tbare = true
\tfsmonitor = false
\thooksPath = /dev/null
\tattributesFile = /dev/null
\tcommitGraph = false
\tmultiPackIndex = false
\tbigFileThreshold = 16m
\tpackedGitLimit = 128m
\tpackedGitWindowSize = 16m
\tquotePath = false
[gc]
\tauto = 0
[maintenance]
\tauto = false
[credential]
\thelper =
[diff]
\trenames = false
[fetch]
\twriteCommitGraph = false
\trecurseSubmodules = false
\tunpackLimit = 1
[http]
\tfollowRedirects = initial
[log]
\tshowSignature = false
[protocol]
\tallow = never
[submodule]
\trecurse = false
[transfer]
\tbundleURI = false
"""
PACKED = (".pack", ".idx", ".rev")


def make_bare(folder: Path, object_format: str) -> Path:
    """Writes an empty bare repository with our configuration; returns its folder."""
    for name in ("objects/pack", "objects/info", "refs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    sha256 = object_format == "sha256"
    text = CONFIGURATION.format(version=int(sha256))
    if sha256:
        text += "[extensions]\n\tobjectFormat = sha256\n"
    (folder / "config").write_text(text)
    (folder / "HEAD").write_text("ref: refs/heads/none\n")
    return folder


def make_view(folder: Path, seen: Folders, borrow: tuple[Path, ...]) -> tuple[str, ...]:
    """Makes the view; returns the folders of objects that are named but were not followed.

    `borrow` are folders outside the repository from which its alternates may take objects.
    """
    make_bare(folder, seen.format)
    allowed = (seen.common, *borrow)
    refused: list[str] = []
    for place in _object_folders(seen.objects, allowed, refused):
        _link_objects(place, folder / "objects", allowed, refused)
    if shallow := shallow_commits(seen.common):
        write_shallow(folder, shallow)
    return tuple(dict.fromkeys(refused))


def shallow_commits(common: Path) -> tuple[str, ...]:
    """The commits behind which a shallow clone holds nothing."""
    text = read_text(common / "shallow", 100_000_000)
    return tuple(word for word in text.split() if is_id(word))


def write_shallow(view: Path, commits: tuple[str, ...]) -> None:
    (view / "shallow").write_text("".join(f"{each}\n" for each in commits))


def _object_folders(start: Path, allowed: tuple[Path, ...], refused: list[str]) -> Iterator[Path]:
    """The folder of objects and its alternates, each once, links resolved."""
    waiting, done = [start], set()
    while waiting:
        place = waiting.pop(0)
        real = place.resolve()
        if real in done:
            continue
        done.add(real)
        if not any(is_within(real, each) for each in allowed):
            refused.append(str(place))
            continue
        if not real.is_dir():
            continue
        yield real
        for line in read_text(real / "info" / "alternates").splitlines():
            if line and not line.startswith("#"):
                waiting.append(real / line.strip().strip('"'))


def _link_objects(
    place: Path, objects: Path, allowed: tuple[Path, ...], refused: list[str]
) -> None:
    for entry in os.scandir(place):
        name = entry.name
        if name != "pack" and not (len(name) == 2 and not name.strip("0123456789abcdef")):
            continue
        inner = Path(entry.path)
        if entry.is_symlink() and not any(is_within(inner, each) for each in allowed):
            refused.append(str(inner))
        elif inner.is_dir():
            _link_files(inner, objects / name, PACKED if name == "pack" else ())


def _link_files(source: Path, target: Path, endings: tuple[str, ...]) -> None:
    """Links the regular files; a pipe or a link in the place of an object would stop git."""
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        link = target / path.name
        wanted = not endings or path.name.endswith(endings)
        if wanted and not link.is_symlink() and is_regular(path):
            link.symlink_to(path)
