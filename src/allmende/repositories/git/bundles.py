# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Git bundles: a repository in one file. The header is read here, the pack is indexed by git."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from allmende.repositories.git.calling import Git
from allmende.repositories.git.errors import NotARepository
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import is_id
from allmende.repositories.git.refs import Refs, gather
from allmende.repositories.git.view import make_bare

SIGNATURES = (b"# v2 git bundle\n", b"# v3 git bundle\n")
LINE = 4_096  # bytes of one line of the header
USUAL = ("refs/heads/main", "refs/heads/master")


@dataclass(frozen=True, slots=True)
class Header:
    """A bundle's refs by name; `builds_on` are commits it needs and does not hold.

    `filtered` says that objects were left out on purpose, `pack` where the pack begins, in bytes.
    """

    refs: dict[str, str]
    builds_on: tuple[str, ...]
    format: str
    filtered: bool
    pack: int


def is_bundle(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SIGNATURES[0])) in SIGNATURES


def read_header(file: IO[bytes], most: int) -> Header:
    """Reads up to `most` refs and the empty line before the pack."""
    refs: dict[str, str] = {}
    needs: list[str] = []
    capabilities: set[str] = set()
    file.readline(LINE)
    for line in iter(lambda: file.readline(LINE), b""):
        text = line.decode("utf-8", "backslashreplace").rstrip("\n")
        if not text:
            break
        first, _, rest = text.partition(" ")
        if text.startswith("@"):
            capabilities.add(text[1:])
        elif text.startswith("-"):
            needs.append(first[1:])
        elif is_id(first) and rest and len(refs) < most:
            refs[rest] = first
    sha256 = "object-format=sha256" in capabilities
    filtered = any(each.startswith("filter=") for each in capabilities)
    return Header(refs, tuple(needs), "sha256" if sha256 else "sha1", filtered, file.tell())


def unbundle(path: Path, folder: Path, shown: str, limits: Limits) -> tuple[Header, Refs]:
    """Makes the folder a bare repository with the bundle's objects; raises `NotARepository`."""
    with path.open("rb", buffering=0) as raw:
        with path.open("rb") as file:
            header = read_header(file, limits.refs)
        make_bare(folder, header.format)
        raw.seek(header.pack)
        most = f"--max-input-size={limits.clone_bytes}"
        git = Git(folder)
        words = ("index-pack", "--stdin", "--threads=1", most)
        with git.call(*words, feed=raw, seconds=limits.clone_seconds) as call:
            if call.finish():
                raise NotARepository(shown, _unreadable(header, call.complaint))
    listed = dict(header.refs)
    listed.setdefault("HEAD", "")
    branch = _branch(header.refs)
    if branch and header.refs.get("HEAD") in (None, header.refs[branch]):
        listed["HEAD"] = f"ref: {branch}"
    return header, gather(listed, header.refs, (), limits.refs)


def _branch(refs: dict[str, str]) -> str | None:
    """The branch that HEAD most likely named: a bundle says only which commit it led to."""
    branches = [name for name in refs if name.startswith("refs/heads/")]
    fitting = [name for name in branches if refs[name] == refs.get("HEAD", refs[name])]
    usual = [name for name in USUAL if name in fitting]
    return next(iter(usual or (fitting if len(fitting) == 1 else ())), None)


def _unreadable(header: Header, complaint: str) -> dict[str, str]:
    if header.builds_on:
        return {
            "de": "Das Git-Bundle baut auf Ständen auf, die es nicht enthält; gebraucht wird ein "
            "vollständiges (git bundle create datei --all)",
            "en": "The git bundle builds on states that it does not hold; a complete one is needed "
            "(git bundle create file --all)",
        }
    return {
        "de": f"Das Git-Bundle ist beschädigt: {complaint}",
        "en": f"The git bundle is damaged: {complaint}",
    }
