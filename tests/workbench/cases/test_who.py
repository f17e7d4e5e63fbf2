# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who sees and does what: every kind, state and role of the files against queries and services."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.workbench.cases import making
from tests.workbench.cases.test_walks import KINDS

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import relations
from allmende.workbench.cases.kinds import Kind, holds
from allmende.workbench.cases.models import Case, LaneRun
from allmende.workbench.cases.queries import cases as reading
from allmende.workbench.cases.queries import page as pages
from allmende.workbench.cases.queries.steps import steps_for
from allmende.workbench.cases.services import moving
from allmende.workbench.core.errors import NotAllowed, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]


def cast() -> dict[str, Any]:
    return {
        "stranger": AnonymousUser(),
        "employee": making.person("passer-by"),
        "requester": making.person("asker"),
        "reviewer": making.person("reviewer"),
        "office": making.person("office", "office"),
        "legal": making.person("legal", "legal"),
        "community": making.person("community", "community"),
        "administrator": making.person("admin", "administrator"),
    }


ROLES = {
    "stranger": set(),
    "employee": {"employee"},
    "requester": {"employee", "requester"},
    "reviewer": {"employee", "reviewer"},
    "office": {"employee", "office"},
    "legal": {"employee", "legal"},
    "community": {"employee", "community"},
    "administrator": {"employee"},
}
"""What each of the cast is to the case; who administers is an employee and nothing more."""


def expected_to_see(kind: Kind, who: str, runs: list[LaneRun]) -> bool:
    """Read off the file: the visibility that any of the roles opens."""
    levels = {role: kind.visibility.roles.get(role, "none") for role in ROLES[who]}
    standing = {role for role in ROLES[who] if role not in ("requester", "reviewer")}
    if any(levels[role] == "read" for role in standing):
        return True
    asked, given = who == "requester", who == "reviewer" and any(one.reviewer_id for one in runs)
    found = False
    for role, level in levels.items():
        found |= asked and level in ("own", "assigned", "read") and role != "reviewer"
        found |= given and level in ("assigned", "read") and role != "requester"
        by_role = any(one.role in standing for one in runs)
        found |= level == "assigned" and role in standing and by_role
    return found


def placed(kind: Kind, state: str, cast: dict[str, Any]) -> Case:
    case = making.brought_to(cast["requester"], kind, state)
    run = case.lanes.filter(current=True).first()
    if run is not None:
        LaneRun.objects.filter(pk=run.pk).update(reviewer=cast["reviewer"])
    return Case.objects.select_related("kept").get(pk=case.pk)


@pytest.mark.parametrize("name", KINDS)
def test_every_cell_of_kind_state_and_role(name: str, every_kind: dict[str, Kind]) -> None:
    kind, people = every_kind[name], cast()
    cells = 0
    for state in kind.states:
        case = placed(kind, state.id, people)
        runs = list(case.lanes.filter(current=True))
        for who, user in people.items():
            cells += 1
            here = (name, state.id, who)
            seen = expected_to_see(kind, who, runs)
            assert reading.visible_to(user).filter(pk=case.pk).exists() == seen, here
            if user.is_authenticated:
                standing = relations.standing_roles(user)
                assert relations.sees(user.pk, standing, case, runs) == seen, here
            _check_steps(kind, case, who, user, seen, runs, here)
    assert cells == len(kind.states) * len(people)


def _check_steps(
    kind: Kind, case: Case, who: str, user: Any, seen: bool, runs: list[LaneRun], here: Any
) -> None:
    roles = set(ROLES[who])
    if who == "reviewer" and not runs:
        roles.discard("reviewer")
    offered = {one.transition.id: one for one in steps_for(user, case, kind)}
    for step in kind.transitions:
        if case.state not in step.from_states:
            continue
        exists = step.when is None or holds(step.when, case.values, case.tier or None) is True
        assert (step.id in offered) == exists, here
        if not exists:
            continue
        may = bool(roles & set(step.who))
        reasons = [one.why for one in offered[step.id].obstacles]
        assert ("role" not in reasons) == may, (*here, step.id)
        if may and step.four_eyes:
            assert ("four-eyes" in reasons) == (who == "requester"), (*here, step.id)
        if not (may and seen):
            with pytest.raises(NotAllowed):
                moving.take(user, case, step.id, reason="So.")


@pytest.mark.parametrize("name", KINDS)
def test_confidential_answers_reach_only_whom_the_kind_names(
    name: str, every_kind: dict[str, Kind]
) -> None:
    kind, people = every_kind[name], cast()
    state = next((one for one in kind.states if one.lanes), kind.states[1])
    case = placed(kind, state.id, people)
    secret = {one.id for one in kind.fields if one.confidential}
    for who, user in people.items():
        if who == "stranger":
            continue
        shown = pages.page(user, case)
        roles = relations.roles_in(user, case)
        named = "requester" in roles or bool(roles & set(kind.visibility.confidential_to))
        assert {one.id for one in shown.hidden} == (set() if named else secret), (name, who)
        assert not {one.id for one in shown.hidden} & shown.values.keys()


@pytest.mark.parametrize("name", KINDS)
def test_a_confidential_case_is_seen_the_same_by_query_and_by_rule(
    name: str, every_kind: dict[str, Kind]
) -> None:
    kind, people = every_kind[name], cast()
    case = placed(kind, kind.states[1].id, people)
    case = moving.set_confidential(people["requester"], case, True)
    runs = list(case.lanes.filter(current=True))
    for who, user in people.items():
        seen = reading.visible_to(user).filter(pk=case.pk).exists()
        if user.is_authenticated:
            standing = relations.standing_roles(user)
            assert relations.sees(user.pk, standing, case, runs) == seen, who
        if who in ("stranger", "employee", "administrator"):
            assert not seen


def test_the_public_reads_the_short_form_and_nothing_else(
    every_kind: dict[str, Kind], office: User, stranger: Any
) -> None:
    kind = next(one for one in every_kind.values() if one.visibility.public == "published")
    case = making.brought_to(making.person("asker"), kind, kind.states[1].id)
    assert reading.published(kind.id) == []
    moving.show(office, case, {"name": "Tool"})
    (one,) = reading.published(kind.id)
    assert (one.number, one.shown) == (case.number, {"name": "Tool"})
    assert not reading.visible_to(stranger).exists()
    moving.hide(office, case)
    assert reading.published(kind.id) == []


def test_a_kind_that_is_never_public_is_not_made_so(
    every_kind: dict[str, Kind], office: User
) -> None:
    kind = every_kind["legal-question"]
    case = making.brought_to(making.person("asker"), kind, "asked")
    with pytest.raises(Refused, match="not made public"):
        moving.show(office, case, {})
