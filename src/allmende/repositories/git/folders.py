# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where the parts of a repository lie on the disk."""

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from allmende.repositories.git.errors import NotARepository
from allmende.repositories.git.settings import read_text, settings


@dataclass(frozen=True, slots=True)
class Folders:
    """`folder` holds HEAD, `common` refs and objects (another one only in a linked work tree).

    `format` is sha1 or sha256, `ref_storage` files or reftable, `partial` says that the
    repository was cloned without all its objects.
    """

    folder: Path
    common: Path
    format: str
    ref_storage: str
    partial: bool

    @property
    def objects(self) -> Path:
        return self.common / "objects"


def find_folders(place: Path, shown: str) -> Folders:
    """The repository whose work tree or git folder is exactly this place; never one above it.

    Raises `NotARepository` for `shown`.
    """
    folder = _git_folder(place)
    if folder is None:
        raise NotARepository(shown, _nothing_here(place))
    common = folder
    if named := read_text(folder / "commondir", 10_000).strip():
        common = (folder / named).resolve()
    if not (common / "objects").is_dir():
        raise NotARepository(shown, _nothing_here(place))
    found = settings(common / "config")
    return Folders(
        folder,
        common,
        "sha256" if found.get("extensions.objectformat", "").lower() == "sha256" else "sha1",
        found.get("extensions.refstorage", "files").lower(),
        _is_partial(found, common / "objects" / "pack"),
    )


def _nothing_here(place: Path) -> dict[str, str]:
    if not place.exists():
        return {"de": "Diesen Ordner gibt es nicht", "en": "There is no such folder"}
    return {
        "de": "Hier liegt kein Git-Repository (gesucht wird genau hier, nicht in Ordnern darüber)",
        "en": "There is no git repository here (only this very place is looked at, none above it)",
    }


def _git_folder(place: Path) -> Path | None:
    inner = place / ".git"
    if inner.is_file():
        word, _, named = read_text(inner, 10_000).strip().partition(":")
        inner = (place / named.strip()).resolve()
        return inner if word == "gitdir" and _looks_like_one(inner) else None
    for candidate in (inner, place):
        if _looks_like_one(candidate):
            return candidate.resolve()
    return None


def _looks_like_one(folder: Path) -> bool:
    head = folder / "HEAD"
    if not (head.is_symlink() or head.is_file()):
        return False
    return (folder / "commondir").is_file() or (folder / "objects").is_dir()


def _is_partial(found: dict[str, str], packs: Path) -> bool:
    if "extensions.partialclone" in found or found.get("remote.*.promisor", "") == "true":
        return True
    return packs.is_dir() and any(packs.glob("*.promisor"))


def is_within(path: Path, folder: Path) -> bool:
    """Does the path, links resolved, lie in the folder or is it the folder?"""
    return path.resolve().is_relative_to(folder.resolve())


def is_regular(path: Path) -> bool:
    """A file of its own, neither a link nor a pipe nor a device."""
    try:
        return S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
