# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a catalogue said of one software, and the same made comparable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from allmende.identity.addresses import RepositoryAddress, normalise_repository
from allmende.identity.aliases import DEFAULT, Aliases
from allmende.identity.homepages import normalise_homepage
from allmende.identity.names import normalise_name

REPOSITORY = "repository"
"""The scheme of keys that are repositories; every other scheme is a catalogue's own."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of one source. `identifiers` are (scheme, value), as ("wikidata", "Q42")."""

    id: int | str
    source: str
    name: str
    homepage: str | None = None
    repositories: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


class Key(NamedTuple):
    """A sign that decides alone: a repository, or an identifier under its scheme."""

    scheme: str
    value: str


class Sign(NamedTuple):
    """A key and, for repositories, the folder that the record means ("" for the whole)."""

    key: Key
    folder: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A record with everything that is compared already normalised."""

    record: Record
    name: str
    signs: frozenset[Sign]
    addresses: tuple[RepositoryAddress, ...]
    homepage: str | None
    homepage_address: RepositoryAddress | None

    @property
    def keys(self) -> frozenset[Key]:
        """The strong keys, without folders."""
        return frozenset(sign.key for sign in self.signs)


# A file that every repository has stands for the whole of its folder.
_FRONT_FILE = re.compile(
    r"(?:^|/)(?:readme|licen[cs]e|copying|publiccode)(?:\.\w+)?$", re.IGNORECASE
)


def read(record: Record, aliases: Aliases = DEFAULT) -> Reading:
    """Normalise a record once, so that comparing stays cheap."""
    found = {
        (address.key, address.subpath): address
        for url in record.repositories
        if (address := normalise_repository(url, aliases)) is not None
    }
    signs = {Sign(Key(REPOSITORY, key), _FRONT_FILE.sub("", sub)) for key, sub in found}
    signs |= {
        Sign(Key(scheme.strip().casefold(), value.strip()), "")
        for scheme, value in record.identifiers
        if scheme.strip() and value.strip()
    }
    homepage = record.homepage or ""
    at = normalise_repository(homepage, aliases) if homepage else None
    return Reading(
        record=record,
        name=normalise_name(record.name),
        signs=frozenset(signs),
        addresses=tuple(found[key] for key in sorted(found)),
        homepage=normalise_homepage(homepage) if homepage else None,
        homepage_address=at,
    )


def strong_keys(record: Record, aliases: Aliases = DEFAULT) -> frozenset[Key]:
    """The keys an importer looks up to find the records that may be the same software."""
    return read(record, aliases).keys


def in_order(record: Record) -> tuple[object, ...]:
    """Sort key: numbers before texts, then everything else, so that any order gives one order."""
    number, text = (record.id, "") if isinstance(record.id, int) else (0, record.id)
    rest = (record.source, record.name, record.homepage or "")
    return (
        isinstance(record.id, str),
        number,
        text,
        *rest,
        record.repositories,
        record.identifiers,
    )
