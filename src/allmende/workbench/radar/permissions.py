# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may watch, and who watches for the whole office."""

import rules

from allmende.workbench.core.permissions import is_employee, is_office

rules.add_perm("radar.use", is_employee)
rules.add_perm("radar.share", is_office)
