# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people say of pairs: the same, another one, or nothing any more."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.api.queries import Entry
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.opencode.models import Pairing, Project


@transaction.atomic
def decide(actor: Any, project: Project, entry: Entry, verdict: str) -> Pairing | None:
    """Say that a project is a software of ours, or is not. Raises NotAllowed, Refused.

    None: that had been said before, and nothing is recorded.
    """
    require(actor, "opencode.manage")
    if verdict not in Pairing.Verdict.values:
        raise Refused(_("This can only be confirmed or undone."))
    held = Project.objects.select_for_update().get(pk=project.pk)
    before = held.pairings.filter(entry=entry.id).first()
    if before and before.verdict == verdict:
        return None
    if verdict == Pairing.Verdict.SAME:
        # A project is one software; who says so says that it is no other.
        held.pairings.filter(verdict=Pairing.Verdict.SAME).exclude(entry=entry.id).delete()
    said, _made = held.pairings.update_or_create(
        entry=entry.id,
        defaults={"name": entry.name, "verdict": verdict, "by": actor, "at": timezone.now()},
    )
    events.record(actor, "opencode.paired", held, name=entry.name, verdict=verdict)
    return said


@transaction.atomic
def withdraw(actor: Any, project: Project, entry: UUID) -> None:
    """Take back what was said of a pair; what can be seen counts again. Raises NotAllowed."""
    require(actor, "opencode.manage")
    found = project.pairings.filter(entry=entry).first()
    if found is None:
        return
    name = found.name
    found.delete()
    events.record(actor, "opencode.verdict-withdrawn", project, name=name)
