# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How far a source is believed."""

from typing import Any

from django.db import transaction

from allmende.workbench.catalogue.models import Source
from allmende.workbench.core import events, jobs
from allmende.workbench.core.access import require
from allmende.workbench.core.models import Job


@transaction.atomic
def set_priority(actor: Any, source: Source, priority: int) -> Job | None:
    """Set a source's priority, 0 to 100, and start the job that brings the entries in line.

    None where it had this priority already. Raises NotAllowed.
    """
    require(actor, "catalogue.import_records")
    source = Source.objects.select_for_update().get(pk=source.pk)
    if source.priority == priority:
        return None
    events.record(
        actor,
        "catalogue.source-changed",
        source,
        fields="priority",
        priority=[source.priority, priority],
    )
    source.priority = priority
    source.save(update_fields=["priority"])
    return jobs.start(actor, "catalogue.derive")
