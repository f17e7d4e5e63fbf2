# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Events: declared kinds, sentences, one transaction with what they tell of."""

import pytest
from django.db import transaction
from django.utils import translation

from allmende.workbench.accounts.models import User
from allmende.workbench.core import audit, events, navigation
from allmende.workbench.core.models import Event, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(name="Department of Examples")


def test_an_event_says_who_did_what_to_which_record(unit: Unit, office: User) -> None:
    event = events.record(office, "core.unit-changed", unit, short_name="EX")
    kept = Event.objects.get(pk=event.pk)
    assert (kept.actor, kept.kind) == (office, "core.unit-changed")
    assert (kept.subject_type, kept.subject_id) == ("unit", unit.pk)
    assert kept.subject_label == "Department of Examples"
    assert kept.data == {"short_name": "EX"}


def test_the_office_s_own_machine_has_no_name(unit: Unit) -> None:
    assert events.record(None, "core.unit-changed", unit).actor is None


def test_a_kind_nobody_declared_is_refused_and_nothing_is_kept(unit: Unit) -> None:
    known = events.Happening("core.unit-changed", unit, {})
    unknown = events.Happening("core.no-such-thing", unit, {})
    with pytest.raises(events.UnknownKind, match=r"core\.no-such-thing"):
        events.record_all(None, [known, unknown])
    assert not Event.objects.exists()


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_json_cannot_hold_is_refused(unit: Unit, value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        events.record(None, "core.unit-changed", unit, number=value)


def test_many_events_are_one_block_of_the_chain(unit: Unit) -> None:
    before = events.record(None, "core.unit-created", unit)
    happenings = [
        events.Happening("core.unit-changed", unit, {"short_name": str(number)})
        for number in range(1200)
    ]
    events.record_all(None, happenings)
    kept = list(Event.objects.filter(pk__gt=before.pk).order_by("id"))
    assert [event.data["short_name"] for event in kept] == [str(n) for n in range(1200)]
    assert kept[0].previous == before.digest
    assert audit.verify().events == 1201


def test_no_events_are_no_work(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert events.record_all(None, []) == []


def test_a_change_that_is_taken_back_leaves_no_event(unit: Unit) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.record(None, "core.unit-changed", unit)
        _ = 1 / 0
    assert not Event.objects.exists()


def test_a_long_name_is_cut_to_what_fits(unit: Unit) -> None:
    unit.name = "x" * 400
    assert events.record(None, "core.unit-changed", unit).subject_label == "x" * 300


def test_an_event_reads_as_a_sentence(unit: Unit) -> None:
    event = events.record(None, "core.unit-changed", unit)
    with translation.override("en"):
        assert events.sentence(event) == "changed the unit Department of Examples"


def test_keys_in_an_event_read_as_the_names_on_screen(colleague: User) -> None:
    granted = events.record(None, "accounts.role-granted", colleague, role="legal")
    changed = events.record(None, "accounts.person-changed", colleague, fields="email, unit")
    with translation.override("en"):
        assert events.sentence(granted) == "Carl Colleague was granted the role legal"
        assert "email address, organisational unit" in events.sentence(changed)
    with translation.override("de"):
        assert "E-Mail-Adresse" in events.sentence(changed)


def test_an_event_reads_though_its_sentence_got_a_new_word_later(
    unit: Unit, colleague: User
) -> None:
    event = events.record(None, "accounts.role-granted", colleague)
    with translation.override("en"):
        assert events.sentence(event) == "Carl Colleague was granted the role …"


def test_an_event_of_a_kind_that_is_gone_still_shows(unit: Unit) -> None:
    event = Event(kind="gone.for-ever", subject_label="something", data={})
    assert events.sentence(event) == "gone.for-ever"


def test_a_section_of_the_navigation_holds_seven_lists_at_most() -> None:
    assert all(len(section.items) <= 7 for section in navigation.SECTIONS.values())
