# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""In step or not, what is different, and what a listing lacks: known, or said to be unknown."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.workbench.api import making as api
from tests.workbench.opencode import making
from tests.workbench.publications import making as publishing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ours", "theirs", "state"),
    [
        (making.THERE, making.THERE, "same"),
        (making.OURS, making.THERE, "differs"),
        ("", making.THERE, "unknown"),
        (making.OURS, "", "unknown"),
    ],
    ids=["same", "differs", "ours unknown", "theirs unknown"],
)
def test_in_step_is_the_same_commit(office: Any, ours: str, theirs: str, state: str) -> None:
    api.ours(1)
    since = timezone.now() - timedelta(days=9)
    making.project(1, commit=theirs, differs_since=since if state == "differs" else None)
    making.head(1, commit=ours)
    step = making.row(office).there[0].step
    assert (step.state, step.since) == (state, since if state == "differs" else None)


@pytest.mark.parametrize(
    ("commit", "state"),
    [(making.THERE, "same"), (making.OURS, "unknown")],
    ids=["same", "another one"],
)
def test_a_commit_that_was_verified_once_cannot_say_that_they_differ(
    office: Any, commit: str, state: str
) -> None:
    api.ours(1)
    making.project(1)
    publication = publishing.public()
    type(publication).objects.update(public=True, address=api.address(1))
    type(publication.newest).objects.filter(pk=publication.newest_id).update(public_commit=commit)
    row = making.row(office)
    assert row.known and (row.known.by, row.there[0].step.state) == ("verification", state)


def test_what_stands_there_itself_is_no_copy_of_itself(office: Any) -> None:
    api.ours(1)
    making.project(1, address=api.address(1))
    assert making.row(office).there[0].step.state == "origin"


def different(office: Any) -> dict[str, tuple[str, str]]:
    return {one.key: (one.ours, one.theirs) for one in making.row(office).there[0].differences}


def test_each_value_of_the_files_is_held_against_the_other(office: Any) -> None:
    api.ours(1)
    file = api.file(1, legal="{license: MIT}", platforms="[linux, web]", softwareVersion="")
    making.project(1, file=file)
    assert different(office) == {
        "legal.license": ("EUPL-1.2", "MIT"),
        "platforms": ("web", "linux, web"),
        "softwareVersion": ("1.10", ""),
    }


def test_the_same_files_differ_in_nothing(office: Any) -> None:
    api.ours(1)
    making.project(1, said={"description": "verwaltet Stellplätze"})
    assert different(office) == {}


def test_what_the_repositories_say_of_themselves_is_compared_too(office: Any) -> None:
    api.ours(1)
    making.head(1)
    said = {"name": "Anderes", "description": "", "archived": True, "default_branch": "master"}
    making.project(1, said=said)
    assert different(office) == {
        "project.name": ("Werkzeug 1", "Anderes"),
        "project.description": ("Verwaltet Stellplätze", ""),
        "archived": ("no", "yes"),
        "branch": ("main", "master"),
    }


def answers(office: Any) -> dict[str, str]:
    return {one.rule.key: one.answer.state for one in making.row(office).there[0].requirements}


GOOD = dict.fromkeys(("public", "file", "valid", "version", "licence"), "met")


@pytest.mark.parametrize(
    ("changes", "otherwise"),
    [
        ({}, {}),
        ({"publiccodeYmlVersion": '"0.7"'}, {"version": "unknown"}),
        ({"publiccodeYmlVersion": '"9.9"'}, {"version": "not-met", "valid": "not-met"}),
        ({"softwareType": ""}, {"valid": "not-met"}),
        ({"legal": "{license: SSPL-1.0}"}, {"licence": "not-met"}),
    ],
    ids=["good", "newer version", "no version", "not valid", "not approved"],
)
def test_the_rules_of_a_listing_are_answered_from_the_file(
    office: Any, changes: dict[str, str], otherwise: dict[str, str]
) -> None:
    api.ours(1)
    making.project(1, file=api.file(1, **{"publiccodeYmlVersion": '"0.4"', **changes}))
    assert answers(office) == {**GOOD, **otherwise}


def test_without_a_file_only_that_it_is_missing_is_known(office: Any) -> None:
    api.ours(1)
    making.project(1, file=None, said={"visibility": "internal"})
    assert answers(office) == {
        "public": "not-met", "file": "not-met", "valid": "unknown", "version": "unknown",
        "licence": "unknown",
    }  # fmt: skip


def test_of_a_project_that_was_never_read_nothing_is_known(office: Any) -> None:
    api.ours(1)
    project = making.project(1, file=None)
    type(project).objects.update(seen_at=None, said={})
    assert set(answers(office).values()) == {"unknown"}
