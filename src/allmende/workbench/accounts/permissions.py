# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may run accounts."""

import rules

from allmende.workbench.core.permissions import is_administrator, is_employee

rules.add_perm("accounts.manage_people", is_administrator)
rules.add_perm("accounts.use_own_account", is_employee)
