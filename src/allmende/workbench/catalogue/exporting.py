# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Entries and findings on their way out as CSV or JSON, in one shape for page and command."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.findings import RULES
from allmende.workbench.catalogue.models import Finding, Software
from allmende.workbench.core.batches import SIZE, batches

SHAPE = 1
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
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

FINDING_FIELDS = (
    "software",
    "slug",
    "stance",
    "rule",
    "severity",
    "sentence",
    "remedy",
    "source",
    "first_seen_at",
)

Row = dict[str, Any]


def rows(user: Any, pks: Sequence[int]) -> Iterator[Row]:
    """The entries this person may see, in the order of `pks`; None is the office's machine."""
    for some in batches(pks):
        for software in _some(user, some):
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


def finding_rows(found: QuerySet[Finding]) -> Iterator[Row]:
    """Findings with their sentence and remedy in the active language."""
    for one in found.iterator(chunk_size=SIZE):
        rule = RULES[one.rule]
        yield {
            "software": one.software.name,
            "slug": one.software.slug,
            "stance": one.software.stance,
            "rule": one.rule,
            "severity": one.severity,
            "sentence": rule.explain(one.data),
            "remedy": str(rule.remedy),
            "source": one.record.source.name if one.record else None,
            "first_seen_at": one.first_seen_at.isoformat(),
        }


def as_csv(entries: Iterable[Row]) -> Iterator[str]:
    """Entries as CSV; each language of the description is a column."""
    columns = [field for field in FIELDS if field != "descriptions"]
    heads = [*columns, "description_de", "description_en"]

    def cells(entry: Row) -> list[Any]:
        texts = entry["descriptions"]
        return [*(entry[field] for field in columns), texts.get("de"), texts.get("en")]

    yield from _csv(heads, map(cells, entries))


def as_json(entries: Iterable[Row]) -> Iterator[str]:
    """`{"version": 1, "software": [...]}`, one entry a line."""
    yield from _json("software", entries)


def findings_as_csv(found: Iterable[Row]) -> Iterator[str]:
    yield from _csv(FINDING_FIELDS, ([one[field] for field in FINDING_FIELDS] for one in found))


def findings_as_json(found: Iterable[Row]) -> Iterator[str]:
    """`{"version": 1, "findings": [...]}`, one finding a line."""
    yield from _json("findings", found)


Written = Callable[[Iterable[Row]], Iterator[str]]
FORMS: Mapping[str, Written] = {"csv": as_csv, "json": as_json}
FINDING_FORMS: Mapping[str, Written] = {"csv": findings_as_csv, "json": findings_as_json}


def _csv(heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV with a byte order mark, by which spreadsheets know UTF-8; lists joined by semicolons."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff"
    writer.writerow(heads)
    for line in lines:
        writer.writerow([_cell(value) for value in line])
        yield _taken(buffer)
    yield _taken(buffer)


def _json(key: str, rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"version": {SHAPE}, "{key}": ['
    for place, row in enumerate(rows):
        yield (",\n" if place else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cell(value: Any) -> str:
    """A cell's text; one that a spreadsheet would take for a formula is made harmless."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
