# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The long work of publications."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.core import jobs
from allmende.workbench.core.errors import Refused
from allmende.workbench.publications.models import Publication
from allmende.workbench.publications.services import verifying


@jobs.declare(verifying.JOB, gettext_lazy("Verify a public repository"))
def verify(running: jobs.Running) -> dict[str, Any]:
    """Look at the public repository; each run is one more verification."""
    found = Publication.objects.select_related("case").filter(pk=running.arguments["publication"])
    if (publication := found.first()) is None:
        raise Refused(_("This publication was deleted."))
    asked_by = running.job.created_by
    seen = verifying.verify(asked_by, publication, lambda: running.progress(0))
    return {"reachable": seen.reachable, "licence": seen.licence, "content": seen.content}
