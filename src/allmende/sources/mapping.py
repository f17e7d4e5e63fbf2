# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""Which key of a JSON record becomes which field of the Entry.

Read so that nothing is guessed: a key without a field of its meaning stays in `extra`
(a nomination's `stage`, the vitality of a repository, the languages an interface has).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from allmende.sources.entry import Entry, Json, Support, Usage, digest_of
from allmende.sources.record import Record
from allmende.sources.registry import SourceInfo, describe, scheme_of

IDENTIFIERS: Final[Mapping[str, str]] = {
    "comptoir_du_libre_id": "comptoir-du-libre",
    "sill_id": "sill",
    "wikidata_id": "wikidata",
}
"""Key -> scheme of the foreign id it holds."""

_HANDLE = re.compile(r"@?[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record must have to be an Entry at all."""

    source: str
    external_id: str
    name: str


def entry_of(record: Record, identity: Identity, payload: str) -> Entry:
    """The Entry of a record; what could not be mapped is in `record.warnings`."""
    info = describe(identity.source)
    for key in ("source", "source_id", "name"):
        record.raw(key)
    language = info.languages[0] if len(info.languages) == 1 else "und"
    usages, contacts = _usages(record, info)
    return Entry(
        source=identity.source,
        external_id=identity.external_id,
        name=identity.name,
        payload=payload,
        digest=digest_of(payload),
        aliases=record.strings("aliases"),
        homepage=record.address("url"),
        documentation=record.address("documentation_url"),
        developer=_developer(record),
        logo=record.address("logo_url"),
        repositories=record.addresses(
            "repo_url", "other_repos", "catalogue_repo_url", "aliases_urls"
        ),
        identifiers=_identifiers(record, identity),
        descriptions=record.by_language("description", language),
        texts=record.by_language("long_description", language),
        licences=record.strings("licences"),
        licensing_model=record.text("licensing_model"),
        tags=record.strings("tags"),
        platforms=record.strings("platforms"),
        usages=usages,
        support=_support(record, info),
        replaces=record.strings("alternative_to"),
        similar=tuple((info.scheme, value) for value in record.strings("similar_ids")),
        sponsor=record.address("sponsor_url"),
        opencode=record.address("opencode_url"),
        demo=record.address("demo_url"),
        archived=record.flag("archived"),
        latest_release=record.text("latest_release"),
        latest_release_at=record.day("latest_release_at") or record.day("release_date"),
        stars=record.number("stars"),
        extra=record.rest() | contacts,
    )


def _identifiers(record: Record, identity: Identity) -> tuple[tuple[str, str], ...]:
    own = (scheme_of(identity.source), identity.external_id)
    foreign = ((scheme, record.text(key)) for key, scheme in IDENTIFIERS.items())
    return (own, *((scheme, value) for scheme, value in foreign if value))


def _developer(record: Record) -> str | None:
    named = record.text("developer"), record.text("publisher")
    together = "; ".join(record.strings("organisations"))
    return next((name for name in (*named, together) if name), None)


def _support(record: Record, info: SourceInfo) -> tuple[Support, ...]:
    found = []
    for contractor in record.records("contractors"):
        if name := contractor.text("name"):
            homepage = contractor.address("homepage") or contractor.address("website")
            found.append(Support(name, homepage, contractor.country("country"), info.slug))
    return tuple(dict.fromkeys(found))


def _usages(record: Record, info: SourceInfo) -> tuple[tuple[Usage, ...], dict[str, Json]]:
    """Who uses it, and what of `used_by` names a person instead of an organisation."""
    found: list[Usage] = []
    contacts: list[Json] = []
    for user in record.records("used_by"):
        name = user.text("name") or user.text("organisation")
        contact = user.text("contact")
        if name and info.users_are_contacts and contact is None:
            contact, name = _contact_and_organisation(name)
        if name:
            found.append(
                Usage(
                    organisation=name,
                    country=user.country("country") or info.users_country,
                    level=user.text("level") or info.users_level,
                    since=user.number("since"),
                    contact=contact,
                    source=info.slug,
                )
            )
        elif contact:
            contacts.append(contact)
    return tuple(dict.fromkeys(found)), {"used_by": contacts} if contacts else {}


def _contact_and_organisation(words: str) -> tuple[str | None, str | None]:
    """ "handle/organisation", a handle alone (one word), or an organisation alone."""
    handle, slash, organisation = words.partition("/")
    if slash:
        return handle.strip() or None, organisation.strip() or None
    return (words, None) if _HANDLE.fullmatch(words) else (None, words)
