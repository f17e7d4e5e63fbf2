# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lists on their way out as CSV or JSON; each app says which fields and rows."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse

SHAPE = 1
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


def answer(form: str, name: str, fields: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    """A file of these rows; `form` is csv or json, `name` the file's and the list's name."""
    written = as_csv(fields, rows) if form == "csv" else as_json(name, rows)
    sent = HttpResponse(written, content_type=CONTENT_TYPES[form])
    sent["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return sent


def as_csv(fields: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """CSV with a byte order mark, by which spreadsheets know UTF-8; lists joined by semicolons."""
    yield "\ufeff" + _line(fields)
    for row in rows:
        yield _line([_cell(row[field]) for field in fields])


def as_json(name: str, rows: Iterable[Row]) -> Iterator[str]:
    """`{"version": 1, "<name>": [...]}`, one row a line."""
    yield f'{{"version": {SHAPE}, "{name}": ['
    for place, row in enumerate(rows):
        yield (",\n" if place else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    """A cell's text; one that a spreadsheet would take for a formula is made harmless."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
