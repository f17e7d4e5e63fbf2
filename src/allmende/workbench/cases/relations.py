# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person is to a case: which roles count there, and what that opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.kinds import Kind, Visibility
from allmende.workbench.cases.kinds.roles import GRANTED, WORKBENCH
from allmende.workbench.cases.models import Case, LaneRun

Roles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a visibility reaches for a person: all cases, by role, given ones, own ones."""

    reads_all: bool = False
    by_role: bool = False
    """Cases with a lane of a role that the person holds."""
    as_reviewer: bool = False
    own: bool = False
    confidential: bool = False
    """Confidential cases, too; else only own ones and those given to the person."""


def standing_roles(user: Any) -> Roles:
    """The roles a person has whatever the case: those granted, and `employee`."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    return frozenset({"employee"} | (user.roles & set(GRANTED)))


def roles_in(user: Any, case: Case) -> Roles:
    """Everything a person is in a case; None is the workbench itself. At most two queries."""
    if user is None:
        return frozenset({WORKBENCH})
    roles = set(standing_roles(user))
    if roles and case.requester_id == user.pk:
        roles.add("requester")
    if roles and case.lanes.filter(reviewer=user, current=True).exists():
        roles.add("reviewer")
    return frozenset(roles)


def reach(visibility: Visibility, standing: Roles) -> Reach:
    """What the visibility of a kind opens to somebody with these standing roles.

    `requester` and `reviewer` never open more than the own and the assigned cases.
    """
    if not standing:
        return Reach()
    level = visibility.level(standing)
    as_reviewer = visibility.level(frozenset({"reviewer"}))
    as_requester = visibility.level(frozenset({"requester"}))
    return Reach(
        reads_all=level == "read",
        by_role=level == "assigned",
        as_reviewer=level == "assigned" or as_reviewer in ("assigned", "read"),
        own=level in ("own", "assigned") or as_requester != "none",
        confidential=bool(standing & set(visibility.confidential_to)),
    )


def sees(user_id: int, standing: Roles, case: Case, lanes: Iterable[LaneRun]) -> bool:
    """Whether somebody sees a case whose current lanes are these, as `queries.visible_to` says."""
    opened = reach(declared(case).visibility, standing)
    runs = list(lanes)
    asked = case.requester_id == user_id
    given = any(one.reviewer_id == user_id for one in runs)
    by_role = opened.by_role and any(one.role in standing for one in runs)
    found = opened.reads_all or by_role or (opened.as_reviewer and given) or (opened.own and asked)
    return found and (not case.confidential or opened.confidential or asked or given)


def reads_confidential(kind: Kind, roles: Roles) -> bool:
    """Whether answers marked confidential are shown to somebody with these roles in the case."""
    return bool(roles & {"requester", WORKBENCH, *kind.visibility.confidential_to})


def is_insider(roles: Roles) -> bool:
    """Works on the case for the office: may read and write what is not for whoever asked."""
    return "requester" not in roles and bool(roles & {*GRANTED, "reviewer", WORKBENCH})


def answers_lane(user: Any, case: Case, role: str, reviewer_id: int | None) -> bool:
    """Whether a person may answer a lane of that role; never one's own case where four eyes count.

    A lane for `reviewer` is answered by whom it was given to, any other by who holds its role.
    """
    if user is None or not standing_roles(user):
        return False
    if case.requester_id == user.pk and declared(case).four_eyes:
        return False
    return reviewer_id == user.pk or role in standing_roles(user)
