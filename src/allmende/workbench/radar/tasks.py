# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What happens by itself: the mails of the radar are written and sent."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from allmende.workbench.core import jobs
from allmende.workbench.radar.services import digests


@jobs.declare(
    digests.JOB, gettext_lazy("Send mails of the radar"), every=timedelta(hours=1), by_hand=True
)
def mail(running: jobs.Running) -> dict[str, Any]:
    """Write what is due, once a day or week, then send what waits; a second run sends nothing."""
    return {"written": digests.write(), **digests.send_waiting(running.progress)}
