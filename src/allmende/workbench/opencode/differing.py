# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is known to be different between our presence and the one there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allmende import publiccode
from allmende.workbench.api.told import Told
from allmende.workbench.opencode.models import Head
from allmende.workbench.opencode.pairing import Pair

FIRST = ("name", "description", "legal.license", "archived", "branch")
"""These stand before the other keys of publiccode.yml."""
MAKERS_OWN = ("url", "isBasedOn")
"""Differ by right where the copy there is a variant of its own (standard, forks)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise; a text that is empty stands for nothing said.

    `key` is one of publiccode.yml, or "project.name", "project.description", "archived", "branch"
    for what the repository itself says.
    """

    key: str
    ours: str
    theirs: str


def differences(told: Told, pair: Pair, head: Head | None) -> list[Difference]:
    """What differs, as far as it is known what either side says."""
    found = [*_of_repository(told, pair, head), *_of_files(told, pair)]
    order = {key: place for place, key in enumerate(FIRST)}
    return sorted(found, key=lambda one: order.get(one.key.removeprefix("project."), len(order)))


def _of_repository(told: Told, pair: Pair, head: Head | None) -> Iterator[Difference]:
    said, entry = pair.project.said, told.entry
    if _folded(said.get("name")) not in ("", _folded(entry.name)):
        yield Difference("project.name", entry.name, str(said["name"]))
    ours = _description(told)
    if ours and "description" in said and _folded(said["description"]) not in map(_folded, ours):
        yield Difference("project.description", ours[0], str(said["description"] or ""))
    if isinstance(said.get("archived"), bool) and said["archived"] == entry.active:
        yield Difference("archived", _flag(not entry.active), _flag(said["archived"]))
    branch = said.get("default_branch")
    if head and head.branch and branch and branch != head.branch:
        yield Difference("branch", head.branch, str(branch))


def _of_files(told: Told, pair: Pair) -> Iterator[Difference]:
    """Key by key; where there is no file there, that is a matter of the listing."""
    if not pair.project.file or not told.data:
        return
    ours = dict(_flat(told.data))
    theirs = dict(_flat(publiccode.read(pair.project.file)))
    for key in dict.fromkeys([*ours, *theirs]):
        if key in MAKERS_OWN and pair.relation == "copy":
            continue
        if key not in ours and told.file_of is None:
            continue  # we have said no more than the catalogue knows
        if ours.get(key, "") != theirs.get(key, ""):
            yield Difference(key, ours.get(key, ""), theirs.get(key, ""))


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key and text; a list is one value, since its places mean nothing."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        elif value not in (None, "", []):
            yield f"{before}{key}", _text(value)


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(sorted(value))
    if isinstance(value, bool | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value).strip()


def _description(told: Told) -> list[str]:
    """Every short description we give, since a project there has one of any language."""
    parts = told.data.get("description")
    found = parts.values() if isinstance(parts, Mapping) else ()
    short = [one.get("shortDescription") for one in found if isinstance(one, Mapping)]
    return [str(one) for one in short if one]


def _folded(value: Any) -> str:
    return " ".join(str(value or "").casefold().replace("-", " ").replace("_", " ").split())


def _flag(value: bool) -> str:
    return "yes" if value else "no"
