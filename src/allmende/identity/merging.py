# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One software from several views: each field keeps who said it, and who said otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

JSON = None | bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"]

SHAPE = 1
"""Version of the JSON shape of Merged."""


class FieldRule(StrEnum):
    """How the values of one field become one."""

    FIRST = "first"
    """The value of the first view that has one."""
    UNION = "union"
    """Lists joined, the first view's items first, without repetitions that differ in case only."""
    BY_LANGUAGE = "by-language"
    """Mappings of language to text: FIRST, for each language by itself."""


class InvalidView(ValueError):
    """A view does not fit: no time zone, or a value that its field's rule cannot merge."""


@dataclass(frozen=True, slots=True)
class View:
    """What one record says of a software.

    A higher `priority` goes first; `at` needs a time zone. `own` marks the office's own edits: they
    win each field they have, also with an empty value, which means "deliberately empty"; elsewhere
    None, "", [] and {} mean that the view says nothing.
    """

    record_id: int | str
    source: str
    priority: int
    at: datetime
    values: Mapping[str, JSON]
    own: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise InvalidView(f"record {self.record_id}: {self.at} has no time zone")


@dataclass(frozen=True, slots=True)
class Other:
    """A value that did not win, and who said it."""

    record_id: int | str
    source: str
    at: datetime
    value: JSON


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said a value. `parts` holds the same for each language or each item of a union.

    An item's key in `parts` is its text, or its JSON where it is no text. On top, `others` are the
    values of the same field that differ.
    """

    record_id: int | str
    source: str
    at: datetime
    own: bool
    others: tuple[Other, ...] = ()
    parts: Mapping[str, Provenance] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """JSON shape, see SHAPE; times in ISO 8601."""
        return {
            "record_id": self.record_id,
            "source": self.source,
            "at": self.at.isoformat(),
            "own": self.own,
            "others": [
                {
                    "record_id": other.record_id,
                    "source": other.source,
                    "at": other.at.isoformat(),
                    "value": other.value,
                }
                for other in self.others
            ],
            "parts": {key: part.as_json() for key, part in self.parts.items()},
        }


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged values and, for the same fields, where they come from."""

    values: Mapping[str, JSON]
    provenance: Mapping[str, Provenance]

    def as_json(self) -> dict[str, object]:
        """JSON shape, see SHAPE."""
        return {
            "version": SHAPE,
            "values": dict(self.values),
            "provenance": {name: found.as_json() for name, found in self.provenance.items()},
        }


def merge(views: Iterable[View], rules: Mapping[str, FieldRule]) -> Merged:
    """Merge views field by field; a field without a rule follows FIRST.

    Own edits go first, then the higher priority, the newer time, the smaller record id: the order
    of the input does not matter. Fields come in alphabetical order. Raises InvalidView.
    """
    ordered = sorted(views, key=_precedence)
    values: dict[str, JSON] = {}
    provenance: dict[str, Provenance] = {}
    for name in sorted({name for view in ordered for name in view.values}):
        saying = [_Said(view, view.values[name]) for view in ordered if name in view.values]
        saying = [said for said in saying if said.counts]
        if saying:
            rule = rules.get(name, FieldRule.FIRST)
            values[name], provenance[name] = _MERGERS[rule](saying)
    return Merged(values, provenance)


@dataclass(frozen=True, slots=True)
class _Said:
    view: View
    value: JSON

    @property
    def counts(self) -> bool:
        return self.view.own or not _is_empty(self.value)

    def provenance(
        self, others: Iterable[_Said] = (), parts: Mapping[str, Provenance] | None = None
    ) -> Provenance:
        mine = _canonical(self.value)
        return Provenance(
            self.view.record_id,
            self.view.source,
            self.view.at,
            self.view.own,
            tuple(
                Other(said.view.record_id, said.view.source, said.view.at, said.value)
                for said in others
                if _canonical(said.value) != mine
            ),
            parts or {},
        )


def _precedence(view: View) -> tuple[object, ...]:
    number, text = (view.record_id, "") if isinstance(view.record_id, int) else (0, view.record_id)
    by_id = (isinstance(view.record_id, str), number, text, view.source)
    return (not view.own, -view.priority, -view.at.timestamp(), *by_id, _canonical(view.values))


def _first(saying: list[_Said]) -> tuple[JSON, Provenance]:
    return saying[0].value, saying[0].provenance(saying[1:])


def _union(saying: list[_Said]) -> tuple[JSON, Provenance]:
    leader = saying[0]
    joined = [leader] if leader.view.own else saying
    of_item: dict[str, list[_Said]] = {}
    for said in joined:
        for item in _items(said):
            of_item.setdefault(_folded(item), []).append(_Said(said.view, item))
    values = [sayers[0].value for sayers in of_item.values()]
    parts = {
        _label(sayers[0].value): sayers[0].provenance(sayers[1:]) for sayers in of_item.values()
    }
    return values, leader.provenance(saying[1:], parts)


def _by_language(saying: list[_Said]) -> tuple[JSON, Provenance]:
    leader = saying[0]
    if leader.view.own and _is_empty(leader.value):
        return {}, leader.provenance(saying[1:])
    of_language: dict[str, list[_Said]] = {}
    for said in saying:
        for language, text in _texts(said).items():
            if (part := _Said(said.view, text)).counts:
                of_language.setdefault(language, []).append(part)
    first = {language: of_language[language] for language in sorted(of_language)}
    values = {
        language: sayers[0].value
        for language, sayers in first.items()
        if not _is_empty(sayers[0].value)
    }
    parts = {language: sayers[0].provenance(sayers[1:]) for language, sayers in first.items()}
    return values, leader.provenance(saying[1:], parts)


_MERGERS: Mapping[FieldRule, Callable[[list[_Said]], tuple[JSON, Provenance]]] = {
    FieldRule.FIRST: _first,
    FieldRule.UNION: _union,
    FieldRule.BY_LANGUAGE: _by_language,
}


def _items(said: _Said) -> list[JSON]:
    if said.value is None:
        return []
    if isinstance(said.value, str) or not isinstance(said.value, Sequence):
        raise InvalidView(f"record {said.view.record_id}: {said.value!r} is no list")
    return [item for item in said.value if not _is_empty(item)]


def _texts(said: _Said) -> Mapping[str, JSON]:
    if not isinstance(said.value, Mapping):
        raise InvalidView(f"record {said.view.record_id}: {said.value!r} has no languages")
    return said.value


def _is_empty(value: JSON) -> bool:
    # 0 and False are values
    return value is None or (isinstance(value, str | Sequence | Mapping) and not value)


def _label(item: JSON) -> str:
    return item if isinstance(item, str) else _canonical(item)


def _folded(item: JSON) -> str:
    return f"text {item.strip().casefold()}" if isinstance(item, str) else _canonical(item)


def _canonical(value: JSON) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=list)
