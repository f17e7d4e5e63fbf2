# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Repositories, owners and hosts that moved, so that the old address finds the new one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

_MOST_STEPS = 32


class InvalidAliases(ValueError):
    """An alias file does not hold tables of text to text; the message names the entry."""


@dataclass(frozen=True)
class Aliases:
    """Old to new repository keys; an entry holds for everything below it.

    `moved` maps "host", "host/owner" or "host/owner/name", all in lower case, to its successor.
    """

    moved: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "moved", MappingProxyType(dict(self.moved)))

    def resolve(self, key: str) -> str:
        """The key a repository has today; the key itself where nothing is known.

        Applied until nothing changes, the longest entry first. Entries that lead in a circle
        name one repository: the smallest key of the circle stands for it.
        """
        seen = [key]
        while len(seen) < _MOST_STEPS:
            following = self._step(seen[-1])
            if following == seen[-1]:
                return following
            if following in seen:
                return min(seen[seen.index(following) :])
            seen.append(following)
        return key

    def extended_by(self, other: Aliases) -> Aliases:
        """These aliases and another office's; the other wins where both know an entry."""
        return Aliases({**self.moved, **other.moved})

    def _step(self, key: str) -> str:
        end = len(key)
        while end > 0:
            if target := self.moved.get(key[:end]):
                return target + key[end:]
            end = key.rfind("/", 0, end)
        return key


def read_aliases(text: str) -> Aliases:
    """Aliases from TOML: any tables of "old" = "new". Raises InvalidAliases."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidAliases(str(error)) from error
    moved: dict[str, str] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise InvalidAliases(f"{name}: expected a table of old = new")
        for old, new in table.items():
            moved[_key(name, old)] = _key(name, new)
            if _key(name, new).startswith(f"{_key(name, old)}/"):
                raise InvalidAliases(f"{name}.{old}: moves into itself")
    return Aliases(moved)


def load_aliases(path: Path) -> Aliases:
    """Aliases from an office's own file (UTF-8 TOML). Raises InvalidAliases and OSError."""
    return read_aliases(path.read_text(encoding="utf-8"))


def _key(table: str, entry: object) -> str:
    if not isinstance(entry, str) or not entry.strip("/ ") or "://" in entry or " " in entry:
        raise InvalidAliases(f"{table}: {entry!r} is not like github.com/owner/name")
    return entry.strip("/").casefold()


DEFAULT = read_aliases(files(__package__).joinpath("aliases.toml").read_text(encoding="utf-8"))
"""What the packaged aliases.toml knows."""
