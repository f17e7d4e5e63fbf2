# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what with assessments."""

import rules

from allmende.workbench.core.permissions import holds, is_employee, is_office

rules.add_perm("assessments.view", is_employee)
rules.add_perm("assessments.start", is_office)
rules.add_perm("assessments.answer", is_office)
# What a scan found is a list of places to attack, or concerns people.
rules.add_perm("assessments.view_findings", holds("office", "legal"))
rules.add_perm("assessments.suppress", holds("office", "legal"))
