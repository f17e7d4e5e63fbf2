# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Our temporary folders, and those that a killed program left behind."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

PREFIX = "allmende-view-"
UNUSED = 86_400
"""Seconds. Where containers share the folder, a process of another one cannot be asked for."""


def make_folder() -> Path:
    """A folder for one view, which names its process; what others left behind goes."""
    remove_leftovers(Path(tempfile.gettempdir()))
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def remove_leftovers(place: Path) -> None:
    """Removes the views in this folder that are ours, unused for a day and without their process.

    A process with a number that was given anew keeps the folder; it goes another time.
    """
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            number = entry.name.removeprefix(PREFIX).partition("-")[0]
            if entry.name.startswith(PREFIX) and number.isascii() and number.isdigit():
                _remove(Path(entry.path), int(number))


def _remove(view: Path, process: int) -> None:
    with suppress(OSError):
        seen = view.lstat()
        unused = time.time() - seen.st_mtime > UNUSED
        if S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and unused and not _runs(process):
            shutil.rmtree(view, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True
