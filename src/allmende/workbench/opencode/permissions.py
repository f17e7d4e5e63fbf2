# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who sees what of ours stands on openCode, and who may have it read and paired."""

import rules

from allmende.workbench.core.permissions import holds, is_office

rules.add_perm("opencode.view", holds("office", "community"))
rules.add_perm("opencode.manage", is_office)
