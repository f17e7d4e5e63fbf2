# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which project there is which software of ours, and what people say to that."""

from typing import Any
from uuid import UUID

import pytest
from tests.workbench.api import making as api
from tests.workbench.opencode import making

from allmende.workbench.core.errors import NotAllowed
from allmende.workbench.core.models import Event
from allmende.workbench.opencode.models import Project
from allmende.workbench.opencode.services import deciding

pytestmark = pytest.mark.django_db
UNNAMED = {"file": None, "name": "Ganz anders", "address": "https://git.example.org/stadt/x"}


def entry_of(office: Any, number: int = 1) -> Any:
    return making.row(office, number).told.entry


@pytest.mark.parametrize(
    ("values", "by"),
    [
        ({"address": api.address(1), "file": None}, "address"),
        ({"name": "Ganz anders"}, "file"),
        ({**UNNAMED, "said": {"import_url": api.address(1) + ".git"}}, "mirror"),
        ({"file": None}, "name"),
        ({**UNNAMED, "address": "https://git.example.org/stadt/Werkzeug-1"}, "name"),
    ],
    ids=["address", "file", "mirror", "name", "path"],
)
def test_a_project_is_ours_by_what_it_names(office: Any, values: dict[str, Any], by: str) -> None:
    api.ours(1)
    api.ours(2)
    making.project(1, **values)
    [one] = making.row(office).there
    assert (one.pair.by, one.pair.presumed) == (by, by == "name")
    assert not making.row(office, 2).there


def test_a_project_that_names_nothing_of_ours_is_a_stray(office: Any) -> None:
    api.ours(1)
    stray = making.project(1, **UNNAMED)
    found = making.queries.whole(office)
    assert (found.strays, found.rows[0].there) == ((stray,), ())


def test_ours_in_a_group_of_others_there_is_said_to_be_there(office: Any, settings: Any) -> None:
    settings.POLICY = making.policy(settings.POLICY, "https://gitlab.opencode.de")
    api.ours(1)
    row = making.row(office)
    assert (row.outside, row.marks, row.there) == (True, {"there"}, ())


def test_a_name_that_two_of_ours_bear_pairs_nothing(office: Any) -> None:
    api.ours(1)
    api.ours(2, text=api.file(2, name="Werkzeug 1"))
    making.project(1, file=None)
    assert len(making.queries.whole(office).strays) == 1


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ({"mirror": True}, "mirror"),
        ({"mirror": False}, "copy"),
        ({"mirror": None}, "unknown"),
        ({}, "unknown"),
    ],
    ids=["mirror", "copy", "null", "not told"],
)
def test_mirror_or_copy_is_what_the_interface_tells(
    office: Any, said: dict[str, Any], relation: str
) -> None:
    api.ours(1)
    making.project(1, said=said)
    assert making.row(office).there[0].pair.relation == relation


def test_a_presumed_pair_is_confirmed_undone_and_taken_back(office: Any) -> None:
    api.ours(1)
    project = making.project(1, file=None)
    entry = entry_of(office)
    deciding.decide(office, project, entry, "same")
    assert making.row(office).there[0].pair.by == "confirmed"
    deciding.decide(office, project, entry, "other")
    assert not making.row(office).there
    deciding.withdraw(office, project, entry.id)
    assert making.row(office).there[0].pair.by == "name"
    told = Event.objects.filter(kind__startswith="opencode.").values_list("kind", "data__verdict")
    assert list(told) == [
        ("opencode.paired", "same"),
        ("opencode.paired", "other"),
        ("opencode.verdict-withdrawn", None),
    ]


def test_what_was_said_before_is_not_said_again(office: Any) -> None:
    api.ours(1)
    project = making.project(1, file=None)
    assert deciding.decide(office, project, entry_of(office), "same")
    assert deciding.decide(office, project, entry_of(office), "same") is None
    assert Event.objects.filter(kind="opencode.paired").count() == 1


def test_a_project_is_confirmed_as_one_software_alone(office: Any) -> None:
    api.ours(1)
    api.ours(2)
    project = making.project(1, file=None)
    deciding.decide(office, project, entry_of(office, 1), "same")
    deciding.decide(office, project, entry_of(office, 2), "same")
    assert [len(making.row(office, number).there) for number in (1, 2)] == [0, 1]


def test_only_the_office_decides(community: Any, office: Any) -> None:
    api.ours(1)
    project = making.project(1, file=None)
    with pytest.raises(NotAllowed):
        deciding.decide(community, project, entry_of(office), "same")
    with pytest.raises(NotAllowed):
        deciding.withdraw(community, project, UUID(int=1))
    assert not Project.objects.get().pairings.exists()
