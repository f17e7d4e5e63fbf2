# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One preparation: facts of a commit, the pieces of the table, the patch."""

from collections.abc import Iterable
from pathlib import Path

from allmende.publishing.preparing.details import Details
from allmende.publishing.preparing.diff import Change, patch
from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Piece, Preparation
from allmende.publishing.preparing.pieces import SUBJECTS, make_all
from allmende.repositories import facts
from allmende.repositories.facts import Look
from allmende.repositories.git import Repository

SUBJECT = "Prepare the publication"
HOSTS = {"github.com": "github", "gitlab.opencode.de": "opencode", "gitlab.com": "gitlab"}


def prepare(
    repository: Repository,
    details: Details,
    *,
    commit: str | None = None,
    texts: Path | None = None,
    author: str = "",
) -> Preparation:
    """What the repository lacks at a commit, by default HEAD, and a patch that brings it.

    `texts` is a folder with further licence texts as `<SPDX id>.txt`; with `author` ("Name <mail>")
    the patch can be taken by `git am`, too. Nothing is written, nothing of the repository is run.
    """
    head = commit or repository.head()
    look = Look(repository.tree(head), head or "", origin=details.address or repository.origin)
    found = {one.key: one for one in facts.find(look, SUBJECTS)}
    branch = repository.branch() or "main"
    ground = Ground(look, found, with_forge(details, repository.origin), texts, branch)
    pieces = make_all(ground)
    return Preparation(repository.origin, head, pieces, patch_of(pieces, author))


def patch_of(pieces: Iterable[Piece], author: str = "") -> bytes:
    """The pieces that are written, as one patch."""
    changes = (Change(one.path, one.before, one.content) for one in pieces if one.is_written)
    return patch(changes, author, SUBJECT)


def with_forge(details: Details, origin: str) -> Details:
    """The forge that the public address names; else what was said, else that of the origin."""
    forge = forge_of(details.address) or details.forge or forge_of(origin)
    return details.model_copy(update={"forge": forge})


def forge_of(address: str) -> str:
    """A forge by its host; empty for one that may be any."""
    return next((forge for host, forge in HOSTS.items() if f"://{host}/" in address), "")
