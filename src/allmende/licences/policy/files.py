# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Read and check `licences.yaml`; what is wrong is named with its line."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allmende.licences.policy.checks import Mistake, first_mistake
from allmende.licences.policy.model import LicencesFile
from allmende.policies import PolicyError, load

if TYPE_CHECKING:
    from allmende.policies import Policy

FILE = "licences.yaml"
_DATE = re.compile(r"\b\d{4}-\d\d?-\d\d?\b")


def read_sheet(profile_or_folder: str) -> tuple[str, str, LicencesFile]:
    """Name and version of a profile, and its rule sheet.

    A profile without `licences.yaml` has that of `plain`. Raises PolicyError with file and line.
    """
    profile = load(profile_or_folder)
    content = _content(profile)
    if mistake := first_mistake(content):
        raise PolicyError(_path(profile), _line_of(_path(profile), mistake), mistake.why)
    return profile.name, profile.version, content


def _content(profile: "Policy") -> LicencesFile:
    try:
        return profile.read(FILE, LicencesFile)
    except ValueError as error:
        # YAML reads 2027-02-30 as a date, and fails on it without saying where.
        path = _path(profile)
        raise PolicyError(path, _line_of_wrong_date(path), str(error)) from error


def _path(profile: "Policy") -> Path:
    own = profile.directory / FILE
    return own if own.exists() else load("plain").directory / FILE


def _line_of(path: Path, mistake: Mistake) -> int | None:
    """The line (from 1) of a place in the file: keys and positions from the outside in."""
    from ruamel.yaml import YAML

    node: Any = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    line: int | None = None
    for part in mistake.place:
        if isinstance(part, str) and part not in node:
            break
        line = (node.lc.key(part) if isinstance(part, str) else node.lc.item(part))[0] + 1
        node = node[part]
    return line


def _line_of_wrong_date(path: Path) -> int | None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for found in _DATE.findall(line):
            try:
                date.fromisoformat(found)
            except ValueError:
                return number
    return None
