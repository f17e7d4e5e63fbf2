# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who may do what in the catalogue."""

import rules

from allmende.workbench.core.permissions import holds, is_employee, is_office

rules.add_perm("catalogue.view_internal", is_employee)
rules.add_perm("catalogue.view_findings", is_employee)
rules.add_perm("catalogue.edit_software", holds("office", "community"))
rules.add_perm("catalogue.place_software", is_office)
rules.add_perm("catalogue.merge_software", is_office)
rules.add_perm("catalogue.import_records", is_office)
rules.add_perm("catalogue.save_search", is_employee)
