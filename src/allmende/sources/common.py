# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""An Entry as one object of the common form, so that `read_jsonl` reads the same again."""

from __future__ import annotations

from dataclasses import fields

from allmende.sources.entry import Entry, Json, Support, Usage
from allmende.sources.mapping import IDENTIFIERS


def common_form(entry: Entry) -> dict[str, Json]:
    """The keys that mapping.py reads, in its order, without what is empty.

    The payload stays behind: read again, the entry's payload is this object.
    """
    schemes = {scheme: key for key, scheme in IDENTIFIERS.items()}
    released = entry.latest_release_at
    found: dict[str, Json] = {
        "source": entry.source,
        "source_id": entry.external_id,
        "name": entry.name,
        "aliases": list(entry.aliases),
        "url": entry.homepage,
        "documentation_url": entry.documentation,
        "developer": entry.developer,
        "logo_url": entry.logo,
        "repo_url": next(iter(entry.repositories), None),
        "other_repos": list(entry.repositories[1:]),
        **{schemes[s]: value for s, value in entry.identifiers[1:] if s in schemes},
        "description": dict(entry.descriptions),
        "long_description": dict(entry.texts),
        "licences": list(entry.licences),
        "licensing_model": entry.licensing_model,
        "tags": list(entry.tags),
        "platforms": list(entry.platforms),
        "used_by": [_user(usage) for usage in entry.usages],
        "contractors": [_company(support) for support in entry.support],
        "alternative_to": list(entry.replaces),
        "similar_ids": [value for _, value in entry.similar],
        "sponsor_url": entry.sponsor,
        "opencode_url": entry.opencode,
        "demo_url": entry.demo,
        "archived": entry.archived,
        "latest_release": entry.latest_release,
        "latest_release_at": released.isoformat() if released else None,
        "stars": entry.stars,
    }
    said: dict[str, Json] = {
        key: value for key, value in found.items() if value not in (None, "", [], {})
    }
    return dict(entry.extra) | said | _people(said, entry)


def _people(said: dict[str, Json], entry: Entry) -> dict[str, Json]:
    """Users of whom only a contact is known stand in `extra`, beside those that are usages."""
    named, contacts = said.get("used_by", []), entry.extra.get("used_by", [])
    if not isinstance(named, list) or not isinstance(contacts, list) or not contacts:
        return {}
    return {"used_by": [*named, *contacts]}


def _user(usage: Usage) -> dict[str, Json]:
    values = {one.name: getattr(usage, one.name) for one in fields(usage)}
    values["name"] = values.pop("organisation")
    del values["source"]
    return {key: value for key, value in values.items() if value is not None}


def _company(support: Support) -> dict[str, Json]:
    values = {"name": support.name, "homepage": support.homepage, "country": support.country}
    return {key: value for key, value in values.items() if value is not None}
