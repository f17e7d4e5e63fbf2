# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""What is known of each source: its licence, date, priority and how it names software.

The facts lie in registry.yaml beside this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from ruamel.yaml import YAML

UNKNOWN_PRIORITY: Final = 10
"""Below every source that is described."""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source; everything None or "" where nothing is known."""

    slug: str
    name: str
    homepage: str | None = None
    licence: str | None = None
    """Licence of the data, SPDX where there is one, else plain words; None = none was found."""
    attribution: str = ""
    """The words to print beside the data, the same in every language."""
    as_of: str | None = None
    """Date of the data: YYYY, YYYY-MM or YYYY-MM-DD; None = each record has its own, or unknown."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of who keeps it; None = international."""
    scheme: str = ""
    """Name of the numbering its ids belong to; two sources with one scheme share their ids."""
    priority: int = UNKNOWN_PRIORITY
    """0 to 100, higher is believed first: own site 80, curated by an administration 60,
    community list 40, bulk list 20."""
    languages: tuple[str, ...] = ()
    """ISO 639 of its texts, the leading one first."""
    users_country: str | None = None
    """The country all its users are in, where it lists one country's alone."""
    users_level: str | None = None
    """The level all its users are of: municipal, regional, national; None = mixed or not said."""
    users_are_contacts: bool = False
    """Its users are written "handle", "organisation" or "handle/organisation": who can be asked."""
    publishers: bool = False
    """Who it names as developers are organisations that publish, never a person; several are
    separated by a semicolon."""
    harvester: str | None = None
    """How it is harvested, a key of HARVESTERS; None = only from files at hand."""
    address: str | None = None
    """Where it is harvested from; None = whoever harvests says so."""
    token: str | None = None
    """Name of the environment variable in which the command looks for a token."""
    known: bool = True
    """False = the registry says nothing of this slug."""


def describe(slug: str) -> SourceInfo:
    """What is known of the source; for an unknown slug its name, its own scheme, low priority."""
    known = _registry().get(slug)
    return known or SourceInfo(slug=slug, name=slug, scheme=slug, known=False)


def scheme_of(source: str) -> str:
    """The scheme the source's ids belong to; the slug itself where nothing else is said."""
    return describe(source).scheme


def known_sources() -> tuple[SourceInfo, ...]:
    """All described sources, the most trusted first."""
    return tuple(sorted(_registry().values(), key=lambda info: (-info.priority, info.slug)))


@cache
def _registry() -> Mapping[str, SourceInfo]:
    text = resources.files(__package__).joinpath("registry.yaml").read_text(encoding="utf-8")
    entries: Mapping[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(text)
    return MappingProxyType({slug: _info(slug, facts) for slug, facts in entries.items()})


def _info(slug: str, facts: Mapping[str, Any]) -> SourceInfo:
    languages = tuple(facts["languages"])
    return SourceInfo(**{"scheme": slug, **facts, "slug": slug, "languages": languages})
