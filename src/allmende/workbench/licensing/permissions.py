# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what at the licence desk."""

from typing import Any

import rules

from allmende.workbench.core.permissions import holds, is_employee, is_office

rules.add_perm("licensing.ask_question", is_employee)
rules.add_perm("licensing.view_questions", is_employee)
rules.add_perm("licensing.view_all_questions", holds("office", "legal"))
rules.add_perm("licensing.answer_questions", holds("office", "legal"))
rules.add_perm("licensing.view_waivers", is_employee)
rules.add_perm("licensing.manage_waivers", holds("office", "legal"))
rules.add_perm("licensing.view_bills", is_employee)
rules.add_perm("licensing.upload_bills", is_employee)


@rules.predicate
def works_on(user: Any, product: Any) -> bool:
    """Began the product, or belongs to the unit it is of."""
    if product is None:
        return False
    return product.created_by_id == user.pk or (
        user.unit_id is not None and product.unit_id == user.unit_id
    )


rules.add_perm("licensing.view_all_bills", holds("office", "legal"))
rules.add_perm("licensing.change_product", is_employee & (works_on | holds("office", "legal")))
rules.add_perm("licensing.remove_bills", is_office)
