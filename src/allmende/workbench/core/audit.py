# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What keeps the audit trail honest: database triggers and a chain of hashes."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_noop as _

from allmende.workbench.core.models import Event

FIRST = "0" * 64
# One arbitrary number for PostgreSQL's advisory locks: whoever appends holds it until commit, so
# that the order of ids is the order of the chain.
CHAIN_LOCK = 4_112_026

_INSTALL = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS core_event_no_{verb} BEFORE {verb.upper()} ON core_event "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        for verb in ("update", "delete")
    ]
    + [
        # INSERT OR REPLACE deletes the row in its way without asking the trigger on DELETE.
        "CREATE TRIGGER IF NOT EXISTS core_event_no_replace BEFORE INSERT ON core_event "
        "WHEN EXISTS (SELECT 1 FROM core_event WHERE id = NEW.id OR digest = NEW.digest) "
        "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION core_event_append_only() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'events are append-only'; END $$ LANGUAGE plpgsql",
        "DROP TRIGGER IF EXISTS core_event_no_change ON core_event",
        "CREATE TRIGGER core_event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON core_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION core_event_append_only()",
    ],
}
_REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS core_event_no_{verb}" for verb in ("update", "delete", "replace")
    ],
    "postgresql": ["DROP TRIGGER IF EXISTS core_event_no_change ON core_event"],
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What reading the whole chain gave: how many events, the last hash, and the first break."""

    events: int
    head: str
    broken_at: int | None
    why: str = ""


def install_triggers_after_migrate(using: str, **_: Any) -> None:
    """Signal handler: a migration may rebuild the table, which on SQLite loses its triggers."""
    from django.db import connections

    if "core_event" in connections[using].introspection.table_names():
        install_triggers(connections[using])


def install_triggers(database: BaseDatabaseWrapper = connection) -> None:
    """Make the database refuse update and delete of events; may be called again."""
    _run(database, _INSTALL)


def remove_triggers(database: BaseDatabaseWrapper = connection) -> None:
    """Take the refusal away. Only the test suite does, to empty its own database."""
    _run(database, _REMOVE)


def _run(database: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with database.cursor() as cursor:
        for statement in statements[database.vendor]:
            cursor.execute(statement)


def digest(event: Event) -> str:
    """The SHA-256 over the previous hash and everything the event says, in canonical JSON."""
    said = [
        event.previous,
        event.at.isoformat(timespec="microseconds"),
        event.actor_id,
        event.kind,
        event.subject_type,
        event.subject_id,
        event.subject_label,
        _numbers_as_stored(event.data),
    ]
    canonical = json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _numbers_as_stored(value: Any) -> Any:
    """PostgreSQL gives 1e16 back as 10000000000000000 and -0.0 as 0.0: whole floats become ints."""
    match value:
        case float() if value.is_integer():
            return int(Decimal(repr(value)))
        case dict():
            return {key: _numbers_as_stored(one) for key, one in value.items()}
        case list():
            return [_numbers_as_stored(one) for one in value]
    return value


def lock_chain() -> str:
    """Wait until nobody else appends, and give the hash to continue from.

    Must run inside a transaction: SQLite's IMMEDIATE transaction holds the lock there already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    return Event.objects.order_by("-id").values_list("digest", flat=True).first() or FIRST


def verify(expected_head: str | None = None) -> Verification:
    """Recompute every hash from the first event on.

    `expected_head` is a head noted earlier; without it, events cut off at the end go unseen.
    """
    previous, count, seen_expected = FIRST, 0, expected_head in (None, FIRST)
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        if event.previous != previous:
            return Verification(count, previous, event.pk, _("an event before this one is missing"))
        if digest(event) != event.digest:
            return Verification(count, previous, event.pk, _("this event was changed"))
        previous, count = event.digest, count + 1
        seen_expected = seen_expected or previous == expected_head
    if not seen_expected:
        return Verification(count, previous, None, _("the expected head is not in the chain"))
    return Verification(count, previous, None)
