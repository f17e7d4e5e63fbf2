# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list as a file: one row a project there, and one for what is not there."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from allmende.workbench.opencode.queries import Presence, Row

FIELDS = (
    "name",
    "slug",
    "repository",
    "commit",
    "commit_known_at",
    "there",
    "address_there",
    "paired_by",
    "relation",
    "step",
    "differs_since",
    "commit_there",
    "commit_there_at",
    "missing",
    "different",
)


def exported(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Words as the machine has them; what is not known is empty."""
    for row in rows:
        ours = _of_ours(row)
        if not row.there:
            nothing: dict[str, Any] = {**dict.fromkeys(FIELDS), "missing": [], "different": []}
            outside = {"there": True, "address_there": row.told.entry.url, "relation": "outside"}
            yield {**nothing, **ours, **(outside if row.outside else {"there": False})}
        for one in row.there:
            yield {**ours, **_of_there(one)}


def _of_ours(row: Row) -> dict[str, Any]:
    entry, known = row.told.entry, row.known
    return {
        "name": entry.name,
        "slug": entry.slug,
        "repository": entry.url or None,
        "commit": known.commit if known else None,
        "commit_known_at": _moment(known.at if known else None),
    }


def _of_there(one: Presence) -> dict[str, Any]:
    project = one.pair.project
    return {
        "there": True,
        "address_there": project.address,
        "paired_by": one.pair.by,
        "relation": one.pair.relation,
        "step": one.step.state,
        "differs_since": _moment(one.step.since),
        "commit_there": project.commit or None,
        "commit_there_at": _moment(project.commit_at),
        "missing": [found.rule.key for found in one.missing],
        "different": [found.key for found in one.differences],
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
