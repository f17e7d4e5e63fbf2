# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what with cases beyond what their kind says; `relations` knows what that is."""

import rules

from allmende.workbench.core.permissions import is_employee, is_office

rules.add_perm("cases.start", is_employee)
rules.add_perm("cases.view", is_employee)
rules.add_perm("cases.use_feed", is_employee)
rules.add_perm("cases.give_lanes", is_office)
rules.add_perm("cases.set_confidential", is_office)
rules.add_perm("cases.publish", is_office)
rules.add_perm("cases.migrate", is_office)
rules.add_perm("cases.set_review", is_office)
