# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The GNU licences and what follows their version: only, or later, invariant sections.

A GNU name with a version and no word on later ones is read as "only": so the SPDX list modernises
"GPL-2.0" (licence list 3.0, 2017), and so do the package registries' own tables.
"""

from dataclasses import dataclass

from allmende.licences.expressions import Expression, Licence


@dataclass(frozen=True, slots=True)
class GnuFamily:
    """A family whose ids end in "-only" and "-or-later". `versions`: short to full number."""

    key: str
    stem: str
    versions: dict[str, str]
    phrases: tuple[str, ...]


GNU_FAMILIES: tuple[GnuFamily, ...] = (
    GnuFamily(
        "gpl",
        "GPL",
        {"1": "1.0", "2": "2.0", "3": "3.0"},
        (
            *("gpl", "gnu gpl", "gnu/gpl", "gnu general public", "general public", "gnu public"),
            *("gnu general public gpl", "gnu gpl general public", "gnu general"),
            *("license publique generale gnu", "gnu license publique generale"),
        ),
    ),
    GnuFamily(
        "lgpl",
        "LGPL",
        {"2": "2.0", "2.1": "2.1", "3": "3.0"},
        (
            *("lpgl", "gnu lpgl"),  # a slip too common to leave unread, and no other licence
            *("lgpl", "gnu lgpl", "gnu/lgpl", "lesser gpl", "gnu lesser gpl", "library gpl"),
            *("gnu lesser general public", "lesser general public", "gnu lesser public"),
            *("gnu library general public", "library general public", "gnu library gpl"),
            *("gnu library or lesser general public", "library or lesser general public"),
            *("gnu lesser/library general public", "gnu library/lesser general public"),
            *("gnu lesser or library general public", "gnu library or lesser gpl"),
            *("gnu general lesser public", "gnu lesser", "gnu library public", "gnu library"),
            *("gnu general public library", "lesser gnu public", "lesser gnu general public"),
        ),
    ),
    GnuFamily(
        "agpl",
        "AGPL",
        {"1": "1.0", "3": "3.0"},
        (
            *(
                "agpl",
                "gnu agpl",
                "gnu/agpl",
                "affero gpl",
                "gnu affero gpl",
                "gnu affero general public",
            ),
            *("affero general public", "gnu affero", "affero", "gnu affero public"),
            *("gnu general affero public", "gnu gpl affero", "gnu general public affero"),
            *("affero gnu public", "affero public"),
        ),
    ),
    GnuFamily(
        "gfdl",
        "GFDL",
        {"1.1": "1.1", "1.2": "1.2", "1.3": "1.3"},
        (
            *("gfdl", "gnu fdl", "gnu/fdl", "fdl", "gnu free documentation", "free documentation"),
            *("gnu gfdl", "gnu documentation", "gnu free document"),
        ),
    ),
)

NO_INVARIANTS: tuple[str, ...] = (
    *("niv", "no invariants", "no invariant sections", "with no invariants", "nisc"),
    *("with no invariant sections", "without invariants", "without invariant sections"),
    *("no invariant section", "no invariant"),
)
INVARIANTS: tuple[str, ...] = ("invariants", "with invariants", "with invariant sections", "iv")

LATER: tuple[str, ...] = (
    *("+later", ">=", "or later", "or later version", "or newer", "or newer version"),
    *("or above", "or higher", "or greater", "or up", "or upper", "or any later version"),
    *("or any later", "or any newer version", "or any newer", "any later version", "any later"),
    *("or (at your option) any later version", "or at your option any later version"),
    *("or, at your option, any later version", "or, at your option, any later"),
    *("or at your option any later", "or (at your option) any later", "or at your option later"),
    *("(at your option) any later version", "at your option any later version"),
    *("or (at your option) later version", "or later at your option", "or (at your choice) later"),
    *("and later", "and later version", "and newer", "and above", "and higher", "and up"),
    *("and any later version", "and any later", "and greater", "onwards", "upwards"),
    *("or any higher version", "or superior", "or any future version", "or future version"),
    *("ou ulterieure", "ou version ulterieure", "ou posterieure", "ou plus recente"),
    *("o superiore", "o successiva", "o successive", "o posterior", "o version posterior"),
    *("or any later version published by the free software foundation", "or laterversion"),
    "or as soon they will be approved by the european commission subsequent version of the eupl",
    "or as soon they will be approved by the european commission later version of the eupl",
    "or as soon they will be approved by the european commission subsequent version",
    "or as soon they will be approved by the european commission later version",
    *("or a later version", "or any more recent version", "or more recent"),
)
ONLY: tuple[str, ...] = ("only", "==", "no later version", "only version", "only this version")

_BY_KEY = {family.key: family for family in GNU_FAMILIES}


def versions(key: str) -> dict[str, str]:
    """The short version numbers of a GNU family, with the full ones."""
    return _BY_KEY[key].versions


def gnu_licence(key: str, version: str, *, later: bool, invariants: bool | None) -> str | None:
    """The SPDX id, or None where there is no such version. `version` is short ("2", "2.1")."""
    family = _BY_KEY[key]
    if version not in family.versions:
        return None
    middle = "" if invariants is None else "-invariants" if invariants else "-no-invariants"
    ending = "or-later" if later else "only"
    return f"{family.stem}-{family.versions[version]}{middle}-{ending}"


def any_version(key: str, *, later: bool, invariants: bool | None) -> tuple[Expression, ...]:
    """What a GNU name without version may mean, newest first."""
    family = _BY_KEY[key]
    found: list[Expression] = []
    for version in reversed(family.versions):
        for or_later in (True,) if later else (False, True):
            spdx_id = gnu_licence(key, version, later=or_later, invariants=invariants)
            if spdx_id:
                found.append(Licence(spdx_id))
    return tuple(found)
