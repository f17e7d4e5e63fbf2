# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Uploaded bills in the data folder, each under the digest of its content."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from allmende.workbench.licensing.models import Bill


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: SHA-256 in hexadecimal, and its size in bytes."""

    digest: str
    size: int


def keep(chunks: Iterable[bytes]) -> Kept:
    """Write a file under its digest; the same content is kept once."""
    waiting = _folder() / f"waiting-{uuid4().hex}"
    digest, size = sha256(), 0
    try:
        with waiting.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
        path = path_of(digest.hexdigest())
        path.parent.mkdir(exist_ok=True)
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return Kept(digest.hexdigest(), size)


def path_of(digest: str) -> Path:
    """Where the file of this digest lies, or would lie."""
    return _folder() / digest[:2] / digest


def forget(digest: str) -> None:
    """Remove a file that no bill needs any more."""
    needed = Bill.objects.filter(digest=digest).exclude(state=Bill.State.REFUSED)
    if not needed.exists():
        path_of(digest).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "bills"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
