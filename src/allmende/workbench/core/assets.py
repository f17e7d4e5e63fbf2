# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Style sheets, fonts and scripts, collected under names that hold a hash, and compressed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STAMP = ".collected"


def collect() -> bool:
    """Collect what the apps and the design system bring; False where nothing has changed.

    To compress takes seconds, hence the stamp.
    """
    stamp = Path(settings.STATIC_ROOT) / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    # Settings choose the storage with a manifest only where there is a manifest already.
    settings.STORAGES["staticfiles"] = {"BACKEND": STORAGE}
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """Changes with the path, size or time of any file that would be collected."""
    digest = hashlib.sha256(str(settings.POLICY.directory).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
