# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one long work of the interfaces."""

from typing import Any

from django.utils.translation import gettext_lazy

from allmende.workbench.api import looking
from allmende.workbench.core import jobs


@jobs.declare(looking.JOB, gettext_lazy("Look whether the addresses of a publiccode.yml answer"))
def look_outside(running: jobs.Running) -> dict[str, Any]:
    """Call the addresses of one file once; a second run calls them again."""
    return looking.carry_out(running.arguments["slug"], running.progress)
