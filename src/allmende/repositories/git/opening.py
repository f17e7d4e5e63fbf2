# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From a path or an address to an open repository."""

import shutil
from collections.abc import Callable
from pathlib import Path

from allmende.repositories.git.addresses import Address, read_address
from allmende.repositories.git.bundles import is_bundle, unbundle
from allmende.repositories.git.calling import Git
from allmende.repositories.git.cloning import clone
from allmende.repositories.git.errors import NotARepository
from allmende.repositories.git.folders import find_folders
from allmende.repositories.git.leftovers import make_folder
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.refs import read_refs
from allmende.repositories.git.repository import Opened, Repository
from allmende.repositories.git.settings import read_text
from allmende.repositories.git.view import make_view, shallow_commits


def open_repository(
    source: str | Path,
    cache: Path | None = None,
    *,
    limits: Limits | None = None,
    borrow: tuple[Path, ...] = (),
) -> Repository:
    """Opens a work tree, a git folder, a git bundle, or a clone of an https, ssh or file address.

    Nothing of the repository is executed or obeyed, and nothing is written into it. `cache` is the
    folder for clones of https and ssh addresses, which are updated when it is there already;
    without it such an address is refused. `borrow` are folders outside the repository from which
    its alternates may take objects. Raises `NotARepository`.
    """
    bounds = limits or Limits()
    address = read_address(source)
    if address.path is not None:
        if is_bundle(address.path):
            return _open(lambda view: _from_bundle(address, view, bounds), address, bounds)
        place = address.path
    elif cache is None:
        raise NotARepository(address.url, _no_cache())
    else:
        place = clone(address, cache, bounds)
    return _open(lambda view: _from_folder(place, address, view, bounds, borrow), address, bounds)


def _open(prepare: Callable[[Path], Opened], address: Address, limits: Limits) -> Repository:
    view = make_folder()
    try:
        opened = prepare(view)
        _try(view, address.url)
        return Repository(opened, limits)
    except BaseException:
        shutil.rmtree(view, ignore_errors=True)
        raise


def _from_folder(
    place: Path, address: Address, view: Path, limits: Limits, borrow: tuple[Path, ...]
) -> Opened:
    seen = find_folders(place, address.url)
    if seen.ref_storage != "files":
        raise NotARepository(address.url, _other_refs(seen.ref_storage))
    refused = make_view(view, seen, borrow)
    return Opened(
        origin=address.url,
        folder=seen.folder,
        view=view,
        format=seen.format,
        refs=read_refs(seen, limits.refs),
        shallow=shallow_commits(seen.common),
        partial=seen.partial,
        grafted=bool(read_text(seen.common / "info" / "grafts").strip()),
        alternates=refused,
    )


def _from_bundle(address: Address, view: Path, limits: Limits) -> Opened:
    assert address.path is not None  # noqa: S101
    header, refs = unbundle(address.path, view, address.url, limits)
    return Opened(
        origin=address.url,
        folder=view,
        view=view,
        format=header.format,
        refs=refs,
        shallow=(),
        partial=header.filtered,
        grafted=False,
        alternates=(),
    )


def _no_cache() -> dict[str, str]:
    return {
        "de": "Für entfernte Repositories wird ein Ordner gebraucht, in den geklont werden darf",
        "en": "Remote repositories need a folder into which they may be cloned",
    }


def _other_refs(storage: str) -> dict[str, str]:
    return {
        "de": f"Refs im Format {storage} werden nicht gelesen; ein Git-Bundle hilft "
        "(git bundle create datei --all)",
        "en": f"Refs in the {storage} format are not read; a git bundle helps "
        "(git bundle create file --all)",
    }


def _try(view: Path, origin: str) -> None:
    """Without this, a git that cannot work would look like an empty repository."""
    try:
        with Git(view).call("cat-file", "--batch-check") as call:
            if not call.finish():
                return
            why = call.complaint
    except FileNotFoundError:
        why = "git"
    raise NotARepository(
        origin,
        {"de": f"Git lässt sich nicht ausführen: {why}", "en": f"Git cannot be run: {why}"},
    )
