# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what in the core: predicates on the roles a person holds."""

from typing import Any

import rules


@rules.predicate
def is_employee(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def holds(*roles: str) -> Any:
    """A predicate: the person holds at least one of the roles."""

    def predicate(user: Any) -> bool:
        return bool(user.is_authenticated and user.is_active) and not user.roles.isdisjoint(roles)

    return rules.predicate(predicate, name=f"holds {' or '.join(roles)}")


is_office = holds("office")
is_administrator = holds("administrator")

rules.add_perm("core.view_today", is_employee)
rules.add_perm("core.view_jobs", is_office | is_administrator)
rules.add_perm("core.manage_jobs", is_office | is_administrator)
rules.add_perm("core.view_events", holds("office", "legal"))
rules.add_perm("core.view_styleguide", is_office)
rules.add_perm("core.manage_units", is_administrator | is_office)
