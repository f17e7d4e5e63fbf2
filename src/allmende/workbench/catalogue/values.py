# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From what a source said to the fields of a software: which fields there are, how they merge."""

from collections.abc import Iterable, Mapping
from typing import Any

from allmende import identity
from allmende.workbench.catalogue.models import Source, SourceRecord, Stance
from allmende.workbench.catalogue.policy import catalogue_policy

FIRST, UNION, BY_LANGUAGE = (
    identity.FieldRule.FIRST,
    identity.FieldRule.UNION,
    identity.FieldRule.BY_LANGUAGE,
)
RULES: Mapping[str, identity.FieldRule] = {
    "name": FIRST,
    "names": UNION,
    "homepage": FIRST,
    "documentation": FIRST,
    "repositories": UNION,
    "developer": FIRST,
    "descriptions": BY_LANGUAGE,
    "texts": BY_LANGUAGE,
    "kind": FIRST,
    "stance": FIRST,
    "since": FIRST,
    "tags": UNION,
    # Sources contradict each other on licences; a union would claim what none of them said.
    "licences": FIRST,
    "licensing_model": FIRST,
    "sponsor": FIRST,
    "opencode": FIRST,
    "demo": FIRST,
    "archived": FIRST,
    "latest_release": FIRST,
    "latest_release_at": FIRST,
    "published": FIRST,
    "unit": FIRST,
}
_SAME_NAME_IN_ENTRY = (
    "name",
    "homepage",
    "documentation",
    "repositories",
    "developer",
    "descriptions",
    "texts",
    "tags",
    "licences",
    "licensing_model",
    "sponsor",
    "opencode",
    "demo",
    "archived",
    "latest_release",
    "latest_release_at",
)


def values_of(record: SourceRecord) -> dict[str, Any]:
    """The fields this record has something to say on."""
    entry = record.entry
    if record.source.slug == Source.OWN:
        return dict(entry["values"])
    values = {key: entry[key] for key in _SAME_NAME_IN_ENTRY if entry.get(key) not in EMPTY}
    if entry.get("aliases"):
        values["names"] = entry["aliases"]
    if record.source.ours:
        values |= _meaning_of_tags(entry.get("tags", []))
        values["published"] = True
    return values


EMPTY: tuple[Any, ...] = (None, "", [], {}, ())


def _meaning_of_tags(tags: Iterable[str]) -> dict[str, Any]:
    policy = catalogue_policy()
    meanings = [policy.tags[tag] for tag in tags if tag in policy.tags]
    stances = {meaning.stance for meaning in meanings if meaning.stance}
    kinds = {meaning.kind for meaning in meanings if meaning.kind}
    years = [meaning.since for meaning in meanings if meaning.since]
    meant: dict[str, Any] = {
        "stance": max(stances, key=policy.stances.index) if stances else policy.default_stance
    }
    if kinds:
        meant["kind"] = max(kinds, key=policy.kinds.index)
    if years:
        meant["since"] = min(years)
    return meant


def merged(records: Iterable[SourceRecord]) -> identity.Merged:
    """What all records of one software say together, with who said what."""
    views = [
        identity.View(
            record_id=record.pk,
            source=record.source.slug,
            priority=_priority(record),
            at=record.fetched_at,
            values=values_of(record),
            own=record.source.slug == Source.OWN,
        )
        for record in records
    ]
    return identity.merge(views, RULES)


def _priority(record: SourceRecord) -> int:
    """An entry's own words go before those of an entry it absorbed."""
    absorbed = record.external_id != str(record.software_id)
    return record.source.priority - (record.source.slug == Source.OWN and absorbed)


DEFAULTS: Mapping[str, Any] = {
    "names": [],
    "homepage": "",
    "documentation": "",
    "repositories": [],
    "developer": "",
    "descriptions": {},
    "texts": {},
    "kind": "",
    "stance": Stance.OBSERVED.value,
    "since": None,
    "tags": [],
    "licences": [],
    "licensing_model": "",
    "sponsor": "",
    "opencode": "",
    "demo": "",
    "archived": None,
    "latest_release": "",
    "latest_release_at": None,
    "published": False,
    "unit": None,
}
"""What a software has where no record says anything."""
