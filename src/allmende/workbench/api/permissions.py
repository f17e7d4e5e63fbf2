# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is public needs no permission; what stands between our software and a listing does."""

import rules

from allmende.workbench.core.permissions import holds

rules.add_perm("api.view_listing", holds("office", "community"))
