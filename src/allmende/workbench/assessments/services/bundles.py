# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Uploaded git bundles in the data folder, each under the digest of its content, while needed."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allmende.workbench.assessments.models import Assessment
from allmende.workbench.core.errors import Refused

SIGNATURE = re.compile(rb"# v[23] git bundle\n")
LARGEST = 2_000_000_000
"""Bytes."""


def keep(chunks: Iterable[bytes]) -> str:
    """Write a bundle under its digest, which is given. Raises Refused where it is none."""
    waiting = folder() / f"waiting-{uuid4().hex}"
    digest, size, begin = sha256(), 0, b""
    try:
        with waiting.open("wb") as file:
            for chunk in chunks:
                begin = (begin + chunk)[:20] if size < 20 else begin
                digest.update(chunk)
                size += file.write(chunk)
                if size > LARGEST:
                    raise Refused(
                        _("The file is larger than {size} MB.").format(size=LARGEST // 1_000_000)
                    )
        if not SIGNATURE.match(begin):
            raise Refused(
                _("This is no git bundle. It is made by: git bundle create file.bundle --all")
            )
        waiting.replace(path_of(digest.hexdigest()))
    finally:
        waiting.unlink(missing_ok=True)
    return digest.hexdigest()


def path_of(digest: str) -> Path:
    """Where the bundle of this digest lies, or would lie."""
    return folder() / f"{digest}.bundle"


def is_kept(digest: str) -> bool:
    return bool(digest) and path_of(digest).is_file()


def forget(digest: str) -> None:
    """Remove a bundle that no analysis waits for any more."""
    needed = Assessment.objects.filter(bundle=digest, state=Assessment.State.WAITING)
    if digest and not needed.exists():
        path_of(digest).unlink(missing_ok=True)


def key_of(name: str) -> str:
    """What compares two uploads of the same repository: the name it was given."""
    return f"bundle/{slugify(name) or 'repository'}"[:500]


def folder() -> Path:
    found = Path(settings.MEDIA_ROOT) / "bundles"
    found.mkdir(parents=True, exist_ok=True)
    return found
