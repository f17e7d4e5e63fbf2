# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What can be told of an entry in publiccode.yml's words, and the file that is valid.

The repository's own file comes first: it is our word, given where everybody reads it. The
catalogue fills in what the file leaves open, and overrides it where the office wrote something
itself. Nothing else is added: what nobody said is a problem to be told, not a value to be guessed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from allmende import publiccode
from allmende.identity import normalise_repository
from allmende.publiccode.writing import as_yaml
from allmende.workbench.api.queries import Entry, records_of
from allmende.workbench.catalogue.models import Software, SourceRecord
from allmende.workbench.core import links
from allmende.workbench.core.markdown import plain

FILE_KEYS = ("publiccode", "publiccodeYml")
"""Under which a record's payload keeps the file, as the harvesters write it."""
SHORT, LONG = 150, 150
"""Most characters of a short description, fewest of a long one (standard, description)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an entry; `text` is a valid publiccode.yml, None while there is none.

    `data` has the keys of the standard as far as they are known, `problems` says what is missing or
    wrong, `file_of` is the record that brought the repository's own file.
    """

    entry: Entry
    data: Mapping[str, Any]
    text: str | None
    problems: tuple[publiccode.Problem, ...]
    file_of: SourceRecord | None
    vitality: str | None
    aliases: tuple[str, ...]

    @property
    def changed_at(self) -> datetime:
        at = self.entry.changed_at
        return max(at, self.file_of.fetched_at) if self.file_of else at


def tell(entry: Entry, records: Sequence[SourceRecord]) -> Told:
    """Everything that is known of an entry, from its records."""
    record, raw = _file(entry, records)
    more, own = _catalogue(entry)
    text, data, problems = _composed(raw, _frozen(more), _frozen(own))
    vitality = record.entry.get("extra", {}).get("vitality") if record else None
    known = vitality if isinstance(vitality, str) and vitality else None
    return Told(entry, json.loads(data), text, problems, record, known, _aliases(entry, records))


def tell_all(entries: Sequence[Entry]) -> list[Told]:
    """The same of several; one query."""
    records = records_of(entries)
    return [tell(one, records[one.software.pk] if one.software else []) for one in entries]


def _file(entry: Entry, records: Sequence[SourceRecord]) -> tuple[SourceRecord | None, str]:
    """The repository's own file, of the most trusted source that harvested it."""
    for record in records:
        if not any(f'"{key}"' in record.payload for key in FILE_KEYS):
            continue
        try:
            payload = json.loads(record.payload)
        except ValueError:
            continue
        for key in FILE_KEYS:
            text = payload.get(key) if isinstance(payload, dict) else None
            if isinstance(text, str) and _is_about(entry, text):
                return record, text
    return None, ""


def _is_about(entry: Entry, text: str) -> bool:
    """Whether a file speaks of this repository: in a fork it is still that of the original."""
    known = normalise_repository(str(publiccode.read(text).get("url") or ""))
    return known is not None and known.key == entry.key


def _catalogue(entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    """What catalogue and publication know, and of it what the office wrote itself."""
    software, publication = entry.software, entry.publication
    if software is None:
        said: dict[str, Any] = {"name": entry.name, "url": entry.url}
        if publication and publication.licence:
            said["legal.license"] = publication.licence
        if publication and publication.description:
            said |= _description(settings.POLICY.office.language, publication.description)
        return said, {}
    said = {"name": software.name, "url": entry.url, "landingURL": _web(software.homepage)}
    fields = {"name": "name", "landingURL": "homepage"}
    if len(software.expressions) == 1:
        said["legal.license"] = software.expressions[0]
        fields["legal.license"] = "licences"
    elif publication and publication.licence:
        said["legal.license"] = publication.licence
    said |= {
        "softwareVersion": software.latest_release,
        "releaseDate": software.latest_release_at and software.latest_release_at.isoformat(),
    }
    fields |= {"softwareVersion": "latest_release", "releaseDate": "latest_release_at"}
    for name, texts in (("descriptions", software.descriptions), ("texts", software.texts)):
        for language, text in texts.items():
            for key, value in _description(language, text).items():
                said.setdefault(key, value)
                fields.setdefault(key, name)
    said = {key: value for key, value in said.items() if value}
    return said, {key: said[key] for key in fields if key in said and _own(software, fields[key])}


def _own(software: Software, field: str) -> bool:
    return bool(software.provenance.get(field, {}).get("own"))


def _description(language: str, text: str) -> dict[str, str]:
    words = plain(text)
    if language == "und" or not words:
        return {}
    key = "shortDescription" if len(words) <= SHORT else "longDescription"
    return {f"description.{language}.{key}": words}


def _web(address: str) -> str:
    return address if links.may_be_followed(address) else ""


def _aliases(entry: Entry, records: Sequence[SourceRecord]) -> tuple[str, ...]:
    """Earlier addresses of the repository, under which sources still know it."""
    found: dict[str, str] = {}
    for record in records:
        for url in record.entry.get("repositories") or ():
            known = normalise_repository(url)
            bare = links.short(url).casefold().removesuffix(".git")
            if known and known.key == entry.key and not bare.startswith(entry.key):
                found.setdefault(bare, url)
    return tuple(found[bare] for bare in sorted(found))


Composed = tuple[str | None, str, tuple[publiccode.Problem, ...]]


def _frozen(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=2_000)
def _composed(raw: str, more: str, own: str) -> Composed:
    """The valid text if there is one, the data as JSON, and the problems; by content alone."""
    base = publiccode.read(raw) if raw else {}
    data = json.loads(json.dumps(base, default=str))
    changed = _overlay(data, json.loads(own), override=True)
    if raw and not changed:
        report = publiccode.check(raw)
        if report.valid:
            _overlay(data, json.loads(more), override=False)
            return raw, json.dumps(data), ()
    if raw:
        data = json.loads(json.dumps(publiccode.read(publiccode.repair(raw).text), default=str))
        _overlay(data, json.loads(own), override=True)
    _overlay(data, json.loads(more), override=False)
    text = as_yaml(data)
    report = publiccode.check(text)
    errors = tuple(one for one in report.problems if one.level == "error")
    return (None if errors else text), json.dumps(data), errors


def _overlay(data: dict[str, Any], values: Mapping[str, Any], *, override: bool) -> bool:
    """Put values by dotted key where nothing stands, or over what does; whether that changed it.

    A language is added only where the file describes the software in none: half a description
    would make a good file a bad one.
    """
    described = list(data.get("description") or {})
    changed = False
    for dotted, value in values.items():
        *sections, last = dotted.split(".")
        if sections[:1] == ["description"] and described and sections[1] not in described:
            continue
        place = data
        for section in sections:
            below = place.setdefault(section, {})
            place = below if isinstance(below, dict) else {}
        if (override and place.get(last) != value) or not place.get(last):
            place[last] = value
            changed = True
    return changed
