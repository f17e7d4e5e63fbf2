# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The audit trail cannot be changed, and whoever does so below the triggers is found out."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allmende.workbench.accounts.models import User
from allmende.workbench.core import audit, events
from allmende.workbench.core.models import Event, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(name="Department of Examples")


@pytest.fixture
def trail(unit: Unit, office: User) -> list[Event]:
    return [
        events.record(office, "core.unit-changed", unit, short_name=f"no. {number}")
        for number in range(5)
    ]


@contextmanager
def without_triggers() -> Iterator[None]:
    audit.remove_triggers()
    yield
    audit.install_triggers()


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


INSERT_AGAIN = (
    "INTO core_event"
    " (id, at, kind, subject_type, subject_id, subject_label, data, previous, digest)"
    " SELECT id, at, 'forged', subject_type, subject_id, subject_label, data, previous, digest"
    " FROM core_event WHERE id = %s"
)


@pytest.mark.parametrize(
    "change",
    [
        lambda event: Event.objects.filter(pk=event.pk).update(kind="forged"),
        lambda event: Event.objects.filter(pk=event.pk).delete(),
        lambda event: event.delete(),
        lambda event: event.save(),
        lambda event: Event.objects.bulk_update([event], ["kind"]),
        lambda event: sql("UPDATE core_event SET kind = 'forged' WHERE id = %s", event.pk),
        lambda event: sql("DELETE FROM core_event WHERE id = %s", event.pk),
        lambda event: sql("DELETE FROM core_event"),
    ],
    ids=[
        "queryset update",
        "queryset delete",
        "model delete",
        "model save",
        "bulk update",
        "raw update",
        "raw delete",
        "raw delete of everything",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_event(
    trail: list[Event], change: Callable[[Event], Any]
) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(trail[1])
    assert audit.verify().broken_at is None
    assert Event.objects.count() == len(trail)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite only")
def test_sqlite_refuses_to_replace_an_event(trail: list[Event]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(f"INSERT OR REPLACE {INSERT_AGAIN}", trail[1].pk)
    assert audit.verify().broken_at is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a statement of PostgreSQL only")
def test_postgresql_refuses_to_truncate_events(trail: list[Event]) -> None:
    connection.check_constraints()  # else TRUNCATE is refused for checks still to come
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql("TRUNCATE core_event")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a statement of PostgreSQL only")
def test_postgresql_refuses_to_upsert_an_event(trail: list[Event]) -> None:
    upsert = f"INSERT {INSERT_AGAIN} ON CONFLICT (id) DO UPDATE SET kind = 'forged'"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(upsert, trail[1].pk)


def test_the_triggers_may_be_installed_again(trail: list[Event]) -> None:
    audit.install_triggers()
    audit.install_triggers()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        trail[0].delete()


def test_an_empty_trail_is_whole() -> None:
    assert audit.verify() == audit.Verification(0, audit.FIRST, None)


def test_an_untouched_trail_is_whole(trail: list[Event]) -> None:
    assert audit.verify() == audit.Verification(5, trail[-1].digest, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "core.unit-created"),
        ("subject_type", "software"),
        ("subject_id", 99),
        ("subject_label", "Another department"),
        ("data", {"short_name": "forged"}),
        ("actor", None),
    ],
)
def test_a_changed_event_is_found_with_its_id(trail: list[Event], column: str, value: Any) -> None:
    with without_triggers():
        Event.objects.filter(pk=trail[2].pk).update(**{column: value})
    found = audit.verify()
    assert (found.broken_at, found.events) == (trail[2].pk, 2)
    assert "changed" in found.why


def test_a_forger_who_recomputes_the_hash_breaks_the_next_event(trail: list[Event]) -> None:
    forged = trail[2]
    forged.kind = "core.unit-created"
    with without_triggers():
        Event.objects.filter(pk=forged.pk).update(kind=forged.kind, digest=audit.digest(forged))
    assert audit.verify().broken_at == trail[3].pk


@pytest.mark.parametrize("gone", [0, 2])
def test_a_deleted_event_is_found_at_the_one_that_followed(trail: list[Event], gone: int) -> None:
    with without_triggers():
        Event.objects.filter(pk=trail[gone].pk).delete()
    found = audit.verify()
    assert found.broken_at == trail[gone + 1].pk
    assert "missing" in found.why


def test_events_cut_off_at_the_end_are_found_by_a_head_noted_before(trail: list[Event]) -> None:
    noted = audit.verify().head
    with without_triggers():
        Event.objects.filter(pk__gte=trail[3].pk).delete()
    assert audit.verify().why == ""
    found = audit.verify(expected_head=noted)
    assert (found.broken_at, found.events) == (None, 3)
    assert "head" in found.why


def test_a_head_noted_before_further_events_still_holds(unit: Unit, trail: list[Event]) -> None:
    noted = audit.verify().head
    events.record(None, "core.unit-changed", unit, short_name="later")
    assert audit.verify(expected_head=noted).why == ""


@given(
    data=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.tuples(inner)
                | st.dictionaries(st.integers(), inner, max_size=3)
            ),
            max_leaves=5,
        ),
        max_size=4,
    )
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_an_event_says_its_hash_holds_after_a_round_through_the_database(
    unit: Unit, data: dict[str, Any]
) -> None:
    happening = events.Happening("core.unit-changed", unit, data)
    written = events.record_all(None, [happening])[0]
    read = Event.objects.get(pk=written.pk)
    assert audit.digest(read) == read.digest == written.digest


@pytest.mark.django_db(transaction=True)
def test_two_who_append_at_once_keep_one_chain() -> None:
    unit = Unit.objects.create(name="Department of Examples")
    together = Barrier(2)

    def append(name: str) -> None:
        try:
            together.wait(timeout=10)
            for number in range(20):
                with transaction.atomic():
                    events.record(None, "core.unit-changed", unit, short_name=f"{name} {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(append, ["left", "right"]))
    found = audit.verify()
    assert (found.events, found.why) == (40, "")


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_guarded_again_after_a_test_that_emptied_the_database() -> None:
    unit = Unit.objects.create(name="Department of Examples")
    event = events.record(None, "core.unit-created", unit)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
