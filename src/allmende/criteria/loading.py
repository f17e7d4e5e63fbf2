# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Find, read and check the criteria files of a profile; what is wrong is named with its line."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from allmende.criteria.model import CriteriaFile
from allmende.criteria.sets import Criteria, by_group, first_mistake, merged
from allmende.policies import Policy, PolicyError, load, read_yaml

FOLDER = "criteria"


def names(profile_or_folder: str = "plain") -> tuple[str, ...]:
    """The names of the sets a profile has, its own and those of `plain`, sorted.

    Raises PolicyError where there is no such profile.
    """
    folders = {load(profile_or_folder).directory / FOLDER, load("plain").directory / FOLDER}
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}))


@cache
def load_criteria(name: str, profile_or_folder: str = "plain") -> Criteria:
    """The set of that name of a shipped profile (`munich`, `plain`) or of a folder.

    A profile without that file has that of `plain`. Raises PolicyError with file and line.
    """
    profile = load(profile_or_folder)
    if name not in names(profile_or_folder):
        path = profile.directory / FOLDER / f"{name}.yaml"
        raise PolicyError(path, None, "no such set of criteria")
    own = _path(profile, name)
    plain = load("plain").directory / FOLDER / f"{name}.yaml"
    content = read_yaml(own, CriteriaFile)
    if content.based_on is None:
        _check(own, content, None)
        return _criteria(name, profile, content, (own,))
    if own == plain or not plain.is_file():
        raise PolicyError(own, _line_of(own, ("based_on",)), "plain has no such file to base on")
    base = read_yaml(plain, CriteriaFile)
    _check(plain, base, None)
    _check(own, content, base)
    return _criteria(name, profile, merged(content, base), (own, plain))


def _path(profile: Policy, name: str) -> Path:
    own = profile.directory / FOLDER / f"{name}.yaml"
    return own if own.is_file() else load("plain").directory / FOLDER / f"{name}.yaml"


def _check(path: Path, content: CriteriaFile, base: CriteriaFile | None) -> None:
    if mistake := first_mistake(content, base):
        raise PolicyError(path, _line_of(path, mistake.place), mistake.why)


def _criteria(
    name: str, profile: Policy, content: CriteriaFile, files: tuple[Path, ...]
) -> Criteria:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return Criteria(
        id=name,
        profile=profile.name,
        version=digest.hexdigest()[:12],
        title=content.title or {},
        about=content.about,
        computed=content.computed,
        source=content.source,
        tier=content.tier,
        groups=content.groups,
        criteria=by_group(list(content.criteria), tuple(one.id for one in content.groups)),
    )


def _line_of(path: Path, place: tuple[str | int, ...]) -> int | None:
    """The line (from 1) of a place in the file: keys and positions from the outside in."""
    from ruamel.yaml import YAML

    node: Any = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    line: int | None = None
    for part in place:
        if isinstance(part, str) and part not in node:
            break
        line = (node.lc.key(part) if isinstance(part, str) else node.lc.item(part))[0] + 1
        node = node[part]
    return line
