# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Entries on their way out, as CSV or JSON, in one shape for the page and for the command."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Software

SHAPE = 1
SLICE = 500
FIELDS = (
    "name",
    "slug",
    "stance",
    "kind",
    "since",
    "homepage",
    "repository",
    "documentation",
    "developer",
    "licences",
    "expressions",
    "licence_class",
    "tags",
    "descriptions",
    "source_count",
    "organisations",
    "changed_at",
)

Row = dict[str, Any]


def rows(user: Any, pks: Sequence[int]) -> Iterator[Row]:
    """The entries this person may see, in the order of `pks`; None is the office's machine."""
    for start in range(0, len(pks), SLICE):
        for software in _some(user, pks[start : start + SLICE]):
            yield {field: _value(software, field) for field in FIELDS}


def _some(user: Any, pks: Sequence[int]) -> Iterable[Software]:
    if user is not None:
        return queries.for_list(user, pks)
    alive = Software.objects.filter(merged_into__isnull=True).prefetch_related("references")
    found = alive.in_bulk(list(pks))
    return [found[pk] for pk in pks if pk in found]


def _value(software: Software, field: str) -> Any:
    match field:
        case "organisations":
            return [reference.organisation for reference in software.references.all()]
        case "changed_at":
            return software.changed_at.isoformat()
    return getattr(software, field)


def as_csv(entries: Iterable[Row]) -> Iterator[str]:
    """CSV with a byte order mark, by which spreadsheets know UTF-8; lists joined by semicolons."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    columns = [field for field in FIELDS if field != "descriptions"]
    yield "\ufeff"
    writer.writerow([*columns, "description_de", "description_en"])
    for entry in entries:
        texts = entry["descriptions"]
        cells = [*(entry[field] for field in columns), texts.get("de"), texts.get("en")]
        writer.writerow([_cell(value) for value in cells])
        yield _taken(buffer)
    yield _taken(buffer)


def as_json(entries: Iterable[Row]) -> Iterator[str]:
    """`{"version": 1, "software": [...]}`, one entry a line."""
    yield f'{{"version": {SHAPE}, "software": ['
    for place, entry in enumerate(entries):
        yield (",\n" if place else "\n") + json.dumps(entry, ensure_ascii=False)
    yield "\n]}\n"


FORMS: Mapping[str, Callable[[Iterable[Row]], Iterator[str]]] = {"csv": as_csv, "json": as_json}


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cell(value: Any) -> str:
    """A cell's text; one that a spreadsheet would take for a formula is made harmless."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
