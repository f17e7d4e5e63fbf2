# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Fields that cannot be asked as they are written."""

from collections.abc import Iterator

from allmende.workbench.cases.kinds.checking.mistake import Mistake, Where, twice, unknown
from allmende.workbench.cases.kinds.model import Column, Field, Kind
from allmende.workbench.cases.kinds.roles import GRANTED, RELATIVE

ALWAYS = "always"
FITTING = {
    "options": ("choice",),
    "columns": ("table",),
    "multiple": ("choice", "file", "person", "address", "software", "repository"),
    "unsure": ("boolean",),
    "role": ("person",),
    "longest": ("text", "long-text"),
}
"""Keys that only some types of fields have."""


def mistakes(kind: Kind) -> Iterator[Mistake]:
    subjects = [one.id for one in kind.fields if one.type == "text"]
    if kind.subject not in subjects:
        yield Mistake(("subject",), "bad-subject", {"id": kind.subject})
    yield from twice(("groups",), (group.id for group in kind.groups))
    seen: set[str] = set()
    for outer, group in enumerate(kind.groups):
        for inner, field in enumerate(group.fields):
            at = ("groups", outer, "fields", inner)
            if field.id in seen:
                yield Mistake((*at, "id"), "named-twice", {"id": field.id})
            seen.add(field.id)
            yield from _field(at, field, kind)


def _field(at: Where, field: Field, kind: Kind) -> Iterator[Mistake]:
    for key, types in FITTING.items():
        if getattr(field, key) and field.type not in types:
            yield Mistake((*at, key), "not-for-type", {"key": key, "type": field.type})
    if field.at_least and not (field.multiple or field.type == "table"):
        yield Mistake((*at, "at_least"), "not-for-type", {"key": "at_least", "type": field.type})
    if field.role and field.role not in (roles := (*GRANTED, *RELATIVE)):
        yield Mistake((*at, "role"), "unknown-role", {"id": field.role, "expected": roles})
    states = [ALWAYS, *(one.id for one in kind.states)]
    yield from unknown((*at, "required"), field.required, states, "state")
    yield from _options(at, field)
    if field.type == "table" and not field.columns:
        yield Mistake(at, "needs-columns", {})
    yield from twice((*at, "columns"), (one.id for one in field.columns))
    for place, column in enumerate(field.columns):
        yield from _options((*at, "columns", place), column)


def _options(at: Where, one: Field | Column) -> Iterator[Mistake]:
    if one.type == "choice" and len(one.options) < 2:
        yield Mistake(at, "needs-options", {})
    if isinstance(one, Column) and one.options and one.type != "choice":
        yield Mistake((*at, "options"), "not-for-type", {"key": "options", "type": one.type})
    yield from twice((*at, "options"), (option.id for option in one.options))
