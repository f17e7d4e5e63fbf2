# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what with publications; what one sees of a case says its kind."""

import rules

from allmende.workbench.core.permissions import holds, is_employee, is_office

rules.add_perm("publications.view", is_employee)
rules.add_perm("publications.end", is_office)
rules.add_perm("publications.show", is_office)
# Reasons against publication can tell where a software is weak.
rules.add_perm("publications.view_reasons", holds("office", "legal", "community"))
rules.add_perm("publications.note", is_office)
