# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every write on people and roles."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction

from allmende.workbench.accounts.models import Grant, Role, User
from allmende.workbench.core import events
from allmende.workbench.core.access import require


@transaction.atomic
def set_roles(actor: Any, user: User, roles: Iterable[str]) -> None:
    """Grant exactly these roles here; what the identity provider granted stays as it is."""
    require(actor, "accounts.manage_people")
    wanted = {Role(role) for role in roles}
    _set(actor, user, wanted, Grant.Origin.LOCAL)


@transaction.atomic
def take_roles_from_groups(user: User, groups: Iterable[str]) -> None:
    """Grant the roles that the office's policy gives to these groups, and no others of theirs."""
    held = set(groups)
    mapping = settings.POLICY.office.roles
    wanted = {Role(role) for role, granting in mapping.items() if held & set(granting)}
    _set(None, user, wanted, Grant.Origin.SINGLE_SIGN_ON)


def _set(actor: Any, user: User, wanted: set[Role], origin: Grant.Origin) -> None:
    grants = {grant.role: grant for grant in user.grants.all()}
    before = {role for role, grant in grants.items() if grant.origin == origin}
    for role in wanted - grants.keys():
        Grant.objects.create(user=user, role=role, origin=origin)
        events.record(actor, "accounts.role-granted", user, role=role)
    for role in before - wanted:
        grants[role].delete()
        events.record(actor, "accounts.role-withdrawn", user, role=role)
    user.__dict__.pop("roles", None)
