# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what with bodies, consultations and obligations."""

from typing import Any

import rules

from allmende.workbench.core.permissions import holds, is_employee, is_office


@rules.predicate
def speaks_for_us(user: Any, consultation: Any) -> bool:
    """Responsible for the consultation, or our delegate in the body that asks, today."""
    if consultation is None or not user.is_authenticated or not user.is_active:
        return False
    from allmende.workbench.communities.queries import bodies_of

    return consultation.responsible_id == user.pk or consultation.body_id in bodies_of(user)


rules.add_perm("communities.view", is_employee)
rules.add_perm("communities.edit", is_office)
rules.add_perm("communities.take_position", is_office | speaks_for_us)
# What we are going to say is not said before it is submitted.
rules.add_perm("communities.read_draft", holds("office", "legal", "community") | speaks_for_us)
rules.add_perm("communities.assess", is_office)
