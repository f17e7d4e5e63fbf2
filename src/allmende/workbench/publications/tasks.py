# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The long work of publications."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.core import jobs
from allmende.workbench.core.errors import Refused
from allmende.workbench.publications.models import Preparation, Publication
from allmende.workbench.publications.services import preparing, verifying, watching


@jobs.declare(verifying.JOB, gettext_lazy("Verify a public repository"))
def verify(running: jobs.Running) -> dict[str, Any]:
    """Look at the public repository; each run is one more verification."""
    found = Publication.objects.select_related("case").filter(pk=running.arguments["publication"])
    if (publication := found.first()) is None:
        raise Refused(_("This publication was deleted."))
    asked_by = running.job.created_by
    seen = verifying.verify(asked_by, publication, lambda: running.progress(0))
    return {"reachable": seen.reachable, "licence": seen.licence, "content": seen.content}


@jobs.declare(
    "publications.verify-due",
    gettext_lazy("Verify again what is published"),
    every=timedelta(days=1),
    by_hand=True,
)
def verify_due(running: jobs.Running) -> dict[str, Any]:
    """Start what is due; a second run finds it begun."""
    return {"started": watching.start_due()}


@jobs.declare(preparing.JOB, gettext_lazy("Prepare the publication of a repository"))
def prepare(running: jobs.Running) -> dict[str, Any]:
    """Write what a repository lacks as a patch; each run takes the place of the last."""
    found = Preparation.objects.select_related("case__unit")
    preparation = found.filter(pk=running.arguments["preparation"]).first()
    if preparation is None:
        raise Refused(_("This case was deleted."))
    kept = preparing.prepare(running.job.created_by, preparation, lambda: running.progress(0))
    return {"files": len(kept.pieces or ())}
