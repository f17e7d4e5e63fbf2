# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Placement in the architecture quadrant."""

import math

import pytest
from tests.workbench.catalogue.making import software

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.models import Placement, Software
from allmende.workbench.catalogue.services import joining, placing
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db


def test_the_newest_placement_counts_and_the_others_stay_as_history(office: User) -> None:
    found = software("Zammad")
    placing.place(office, found, 0.1, 0.2, "Wie überall.")
    newest = placing.place(office, found, 0.5, 0.6, "  Branchenüblich. ")
    assert queries.placement_of(found) == newest
    assert (newest.x, newest.y, newest.reason, newest.by) == (0.5, 0.6, "Branchenüblich.", office)
    assert [(one.x, one.reason) for one in found.placements.all()] == [
        (0.5, "Branchenüblich."),
        (0.1, "Wie überall."),
    ]


def test_the_event_says_where_and_why(office: User) -> None:
    placing.place(office, software("Zammad"), 0.12345, 1, "Darum.")
    event = Event.objects.get(kind="catalogue.software-placed")
    assert event.data == {"x": 0.123, "y": 1, "reason": "Darum."}
    assert (event.actor, event.subject_label) == (office, "Zammad")


@pytest.mark.parametrize("point", [(0, 0), (1, 1), (0, 1), (1, 0)])
def test_the_corners_belong_to_the_quadrant(office: User, point: tuple[float, float]) -> None:
    assert placing.place(office, software("Zammad"), *point, "Darum.").pk


@pytest.mark.parametrize("wrong", [-0.001, 1.0004, 7, math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_point_outside_is_refused(office: User, axis: str, wrong: float) -> None:
    point = {"x": 0.5, "y": 0.5, axis: wrong}
    with pytest.raises(Refused, match="0 to 1"):
        placing.place(office, software("Zammad"), **point, reason="Darum.")
    assert not Placement.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_placement_needs_a_reason(office: User, reason: str) -> None:
    with pytest.raises(Refused, match="reason"):
        placing.place(office, software("Zammad"), 0.5, 0.5, reason)
    assert not Event.objects.filter(kind="catalogue.software-placed").exists()


def test_a_merged_entry_cannot_be_placed(office: User) -> None:
    kept, absorbed = software("Zammad"), software("Zammad", "list-b")
    opened_before = Software.objects.get(pk=absorbed.pk)
    joining.merge(office, kept, absorbed)
    with pytest.raises(Refused, match="merged"):
        placing.place(office, opened_before, 0.5, 0.5, "Darum.")


@pytest.mark.parametrize("role", ["colleague", "community", "legal", "administrator", "stranger"])
def test_only_the_office_places(role: str, request: pytest.FixtureRequest) -> None:
    person, found = request.getfixturevalue(role), software("Zammad")
    with pytest.raises(NotAllowed):
        placing.place(person, found, 0.5, 0.5, "Darum.")
    assert not Placement.objects.exists()
