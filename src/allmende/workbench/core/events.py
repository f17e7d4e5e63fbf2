# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Kinds of events with the sentence a person reads, and the one way to append them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise

from allmende.workbench.core import audit
from allmende.workbench.core.models import Event

_SENTENCES: dict[str, str | Promise] = {}
_FIELDS: dict[str, str | Promise] = {}
_NAMES: dict[str, Callable[[Any], str]] = {
    "fields": lambda said: ", ".join(str(_FIELDS.get(one, one)) for one in said.split(", "))
}


@dataclass(frozen=True, slots=True)
class Happening:
    """What is to be recorded: a declared kind, the record it is about, and details as JSON."""

    kind: str
    subject: models.Model
    data: Mapping[str, Any]


class UnknownKind(LookupError):
    """An event of a kind that no app declared."""


def declare(sentences: Mapping[str, str | Promise]) -> None:
    """Declare kinds; a sentence may name {subject} and the keys of the event's data."""
    _SENTENCES.update(sentences)


def name_values(key: str, name: Callable[[Any], str]) -> None:
    """Say how the value under `key` of an event's data reads on screen; stored is the machine's."""
    _NAMES[key] = name


def name_fields(names: Mapping[str, str | Promise]) -> None:
    """Name the fields that a sentence's {fields} may list."""
    _FIELDS.update(names)


def sentence(event: Event) -> str:
    """The event as a person reads it, in the active language."""
    template = str(_SENTENCES.get(event.kind, event.kind))
    named = {key: _NAMES[key](said) if key in _NAMES else said for key, said in event.data.items()}
    return template.format_map(_Blank({"subject": event.subject_label, **named}))


def record(actor: Any, kind: str, subject: models.Model, **data: Any) -> Event:
    """Append one event. Raises UnknownKind; must run in the transaction of the change itself."""
    return record_all(actor, [Happening(kind, subject, data)])[0]


def record_all(actor: Any, happenings: Iterable[Happening]) -> list[Event]:
    """Append many events in order, as one block of the chain."""
    prepared = list(happenings)
    if not prepared:
        return []
    if unknown := {one.kind for one in prepared} - _SENTENCES.keys():
        raise UnknownKind(", ".join(sorted(unknown)))
    with transaction.atomic():
        previous = audit.lock_chain()
        events = []
        for one in prepared:
            event = Event(
                at=timezone.now(),
                actor_id=getattr(actor, "pk", None),
                kind=one.kind,
                subject_type=str(one.subject._meta.model_name),
                subject_id=one.subject.pk,
                subject_label=str(one.subject)[:300],
                data=_as_stored(one.data),
                previous=previous,
            )
            event.digest = previous = audit.digest(event)
            events.append(event)
        return Event.objects.bulk_create(events, batch_size=500)


def _as_stored(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the database will give back, since the hash is taken again of that."""
    stored: dict[str, Any] = json.loads(json.dumps(dict(data), allow_nan=False))
    return stored


class _Blank(dict[str, Any]):
    """An event written before a sentence got a new word still reads."""

    def __missing__(self, key: str) -> str:
        return "…"
