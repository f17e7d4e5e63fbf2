# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Organisational units: who may change them, no circles, and an event for each change."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from allmende.workbench.accounts.models import User
from allmende.workbench.core import queries, services
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Unit

pytestmark = pytest.mark.django_db


def test_a_new_unit_is_kept_with_an_event(office: User) -> None:
    unit = services.save_unit(office, Unit(name="Department of Examples", short_name="EX"))
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor) == ("core.unit-created", unit.pk, office)


def test_a_changed_unit_is_kept_with_an_event(office: User) -> None:
    unit = Unit.objects.create(name="Department of Examples")
    unit.name = "Department of Good Examples"
    services.save_unit(office, unit)
    assert Event.objects.get().kind == "core.unit-changed"
    assert Unit.objects.get().name == "Department of Good Examples"


@pytest.mark.parametrize("role", ["colleague", "community", "legal"])
def test_others_may_not_change_units(role: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        services.save_unit(request.getfixturevalue(role), Unit(name="Mine"))
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_a_unit_cannot_belong_to_itself_by_any_way(office: User) -> None:
    top = Unit.objects.create(name="Top")
    middle = Unit.objects.create(name="Middle", parent=top)
    bottom = Unit.objects.create(name="Bottom", parent=middle)
    for above in (top, middle, bottom):
        top.parent = above
        with pytest.raises(Refused, match="itself"):
            services.save_unit(office, top)
    assert Unit.objects.get(name="Top").parent is None


def test_a_unit_may_move_below_another(office: User) -> None:
    left, right = Unit.objects.create(name="Left"), Unit.objects.create(name="Right")
    left.parent = right
    services.save_unit(office, left)
    assert Unit.objects.get(name="Left").parent == right


def test_the_form_says_that_a_circle_is_not_possible(
    client_of: Callable[[User], Client], office: User
) -> None:
    unit = Unit.objects.create(name="Top")
    answer = client_of(office).post(
        reverse("core:unit-edit", args=[unit.pk]), {"name": "Top", "parent": unit.pk}
    )
    assert answer.status_code == 200
    assert "parent" in answer.context["form"].errors


def test_the_list_counts_people_in_a_constant_number_of_queries(
    person: Callable[..., User], django_assert_num_queries
) -> None:
    def listed() -> list[int]:
        return [unit.people for unit in queries.units()]  # type: ignore[attr-defined]

    unit = Unit.objects.create(name="Unit 0")
    person(unit=unit)
    with django_assert_num_queries(1):
        assert listed() == [1]
    for number in range(1, 6):
        person(unit=unit)
        Unit.objects.create(name=f"Unit {number}", parent=unit)
    with django_assert_num_queries(1):
        assert listed() == [6, 0, 0, 0, 0, 0]
