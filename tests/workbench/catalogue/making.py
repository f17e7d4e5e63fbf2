# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Small factories: entries as sources give them, software made from them, and what one sees of it.

Everything is imported as by the office's own machine (actor None), which needs no permission.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from allmende.sources import Entry, digest_of
from allmende.workbench.catalogue.models import Proposal, Software, SourceRecord
from allmende.workbench.catalogue.services import importing, placing

RELATIONS = ("repositories", "identifiers", "references", "support", "alternatives", "findings")


def entry(
    name: str = "Keycloak", source: str = "list-a", external_id: str = "", **said: Any
) -> Entry:
    """What a source says; its payload and digest follow from it."""
    external_id = external_id or name
    payload = json.dumps([source, external_id, name, said], default=str, sort_keys=True)
    said.setdefault("identifiers", ((source, external_id),))
    return Entry(
        source=source,
        external_id=external_id,
        name=name,
        payload=payload,
        digest=digest_of(payload),
        **said,
    )


def take_in(*entries: Entry) -> importing.Report:
    return importing.import_entries(None, entries)


def software(name: str = "Keycloak", source: str = "list-a", **said: Any) -> Software:
    """The software that this one entry makes or joins."""
    take_in(entry(name, source, **said))
    return record_of(source, said.get("external_id") or name).software


def record_of(source: str, external_id: str) -> SourceRecord:
    return SourceRecord.objects.select_related("source", "software").get(
        source__slug=source, external_id=external_id
    )


def columns(one: Software) -> dict[str, Any]:
    """Every column as the database has it."""
    return Software.objects.filter(pk=one.pk).values().get()


def rows(one: Software) -> dict[str, list[Any]]:
    """What hangs on it, without the keys and dates that a new row has anew."""
    found: dict[str, list[Any]] = {
        relation: sorted(
            (
                {k: v for k, v in row.items() if k not in {"id", "first_seen_at"}}
                for row in getattr(one, relation).order_by().values()
            ),
            key=repr,
        )
        for relation in RELATIONS
    }
    found["records"] = sorted(one.records.values_list("pk", flat=True))
    return found


def groups() -> set[frozenset[str]]:
    """Which records belong together, whatever their software is called."""
    together: dict[int, set[str]] = {}
    for pk, source, name in SourceRecord.objects.values_list(
        "software_id", "source__slug", "external_id"
    ):
        together.setdefault(pk, set()).add(f"{source}:{name}")
    return {frozenset(members) for members in together.values()}


def queries_of(act: Callable[[], Any]) -> int:
    """How many queries it takes; what is lazy is read to its end."""
    with CaptureQueriesContext(connection) as caught:
        found = act()
        if hasattr(found, "__iter__"):
            list(found)
    return len(caught)


@contextmanager
def thrown_away() -> Iterator[None]:
    """Nothing written inside stays; so each example of a property starts with the same data."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write_lines(path: Path, *lines: Any) -> Path:
    """A catalogue file: texts as they are, everything else as JSON."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def line(name: str, source: str = "list-a", **said: Any) -> dict[str, Any]:
    """One object of a catalogue file."""
    return {"source": source, "source_id": name.lower(), "name": name} | said


def text_of(html: str) -> str:
    """What a person reads of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])).split())


def placed(name: str, x: float = 0.1, y: float = 0.5, **said: Any) -> Software:
    one = software(name, **said)
    placing.place(None, one, x, y, f"Because of {name}.")
    return one


def pairs(*wanted: tuple[str, str, float]) -> list[Proposal]:
    """Proposals of two names and a score each; their reasons are one for and one against."""
    take_in(
        *(entry(left, "list-a", f"{left}-a") for left, _right, _score in wanted),
        *(entry(right, "list-b", f"{right}-b") for _left, right, _score in wanted),
    )
    # What the import proposed by itself gives way to what the test is about.
    Proposal.objects.all().delete()
    return [
        Proposal.objects.create(
            left=record_of("list-a", f"{left}-a").software,
            right=record_of("list-b", f"{right}-b").software,
            score=score,
            reasons=[
                {"code": "same-name", "values": {"name": "gimp"}},
                {"code": "other-name", "values": {"left": "a", "right": "b"}},
            ],
        )
        for left, right, score in wanted
    ]


def pair() -> Proposal:
    return pairs(("GIMP", "Gimp", 0.9))[0]
