# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pages by cursor, as in the Developers Italia API: page[size], page[after], page[before]."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from allmende.workbench.api.problems import Unprocessable
from allmende.workbench.api.told import Told

USUAL, MOST = 25, 100
CURSORS = ("page[after]", "page[before]")


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of a page, and the addresses of its neighbours, relative as a query."""

    rows: Sequence[Told]
    prev: str | None = None
    next: str | None = None

    def as_json(self, data: list[Any]) -> dict[str, Any]:
        return {"data": data, "links": {"prev": self.prev, "next": self.next}}


def page_of(rows: Sequence[Told], query: QueryDict) -> Page:
    """The page that is asked for; `rows` are in order of their creation. Raises Unprocessable."""
    size, start, stop = _size(query), 0, len(rows)
    if after := query.get("page[after]"):
        mark = _read(after)
        start = next((n for n, one in enumerate(rows) if _place(one) > mark), len(rows))
    if before := query.get("page[before]"):
        mark = _read(before)
        stop = next((n for n, one in enumerate(rows) if _place(one) >= mark), len(rows))
        start = max(start, stop - size)
    stop = min(stop, start + size)
    shown = rows[start:stop]
    return Page(
        shown,
        _link(query, "page[before]", shown[0]) if shown and start else None,
        _link(query, "page[after]", shown[-1]) if shown and stop < len(rows) else None,
    )


def _size(query: QueryDict) -> int:
    given = query.get("page[size]") or str(USUAL)
    try:
        size = int(given)
    except ValueError:
        raise Unprocessable("page[size] must be an integer") from None
    if size < 1:
        raise Unprocessable(f"page[size] must be between 1 and {MOST}")
    return min(size, MOST)  # more is cut, as there


def _place(told: Told) -> tuple[datetime, str]:
    return told.entry.created_at, str(told.entry.id)


def _link(query: QueryDict, key: str, at: Told) -> str:
    kept = {name: query[name] for name in query if name not in CURSORS}
    created, id = _place(at)
    mark = json.dumps([created.isoformat(), id]).encode()
    kept[key] = base64.urlsafe_b64encode(mark).decode()
    return "?" + urlencode(sorted(kept.items()))


def _read(cursor: str) -> tuple[datetime, str]:
    try:
        created, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        at = datetime.fromisoformat(created)
        if at.tzinfo is None or not isinstance(id, str):
            raise ValueError(cursor)
    except (ValueError, TypeError):
        raise Unprocessable("wrong cursor format in page[after] or page[before]") from None
    return at, id
