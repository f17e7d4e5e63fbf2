# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What happens by itself: bodies come from the policy, people are reminded."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from allmende.workbench.communities.services import bodies, reminding
from allmende.workbench.core import jobs


@jobs.declare(
    "communities.bodies",
    gettext_lazy("Take bodies from the policy"),
    every=timedelta(days=1),
    by_hand=True,
)
def take_in(running: jobs.Running) -> dict[str, Any]:
    """Bring in what the policy knows; a second run changes nothing."""
    return bodies.take_in()


@jobs.declare(
    "communities.remind",
    gettext_lazy("Remind of consultations"),
    every=timedelta(hours=1),
    by_hand=True,
)
def remind(running: jobs.Running) -> dict[str, Any]:
    """Remind once at each stage, however often it runs; then send what waits."""
    return {"written": reminding.remind(), **reminding.send_waiting(running.progress)}
