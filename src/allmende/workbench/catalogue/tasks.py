# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue's long work."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import (
    changing,
    deriving,
    harvesting,
    importing,
    proposing,
)
from allmende.workbench.core import jobs
from allmende.workbench.core.batches import batches
from allmende.workbench.core.errors import Refused

PROBLEMS_KEPT = 1000
"""A file of nothing but broken lines must not become a row of the same size."""


@jobs.declare(
    "catalogue.import",
    gettext_lazy("Import records"),
    template="catalogue/sources/report.html",
)
def import_file(running: jobs.Running) -> dict[str, Any]:
    """Import an uploaded file; the report becomes the job's result."""
    path = Path(running.arguments["path"])
    if not path.is_file():
        raise Refused(_("The uploaded file is gone; please upload it again."))
    actor = get_user_model().objects.get(pk=running.arguments["by"])
    report = importing.import_files(
        actor, [path], lambda read, name: running.progress(read, note=name)
    )
    path.unlink()
    name = running.arguments["name"]
    # The person knows the file by its own name, not by the one it waited under.
    problems = [replace(problem, file=name) for problem in report.problems[:PROBLEMS_KEPT]]
    return {
        **report.as_json(),
        "file": name,
        "errors": len(report.errors),
        "problems_in_all": len(report.problems),
        "problems": [problem.to_json() for problem in problems],
    }


@jobs.declare(
    harvesting.JOB, gettext_lazy("Harvest a source"), template="catalogue/sources/harvest_job.html"
)
def harvest(running: jobs.Running) -> dict[str, Any]:
    """Harvest a source; the Harvest row is the result."""
    done = harvesting.carry_out(running.arguments["harvest"], running.progress)
    return {"read": done.read, "created": done.created, "changed": done.changed}


@jobs.declare("catalogue.harvest-due", gettext_lazy("Start due harvests"), every=timedelta(hours=1))
def start_due_harvests(running: jobs.Running) -> dict[str, Any]:
    """Start the sources that are switched on and due."""
    return {"started": harvesting.start_due()}


@jobs.declare("catalogue.index", gettext_lazy("Build the search index"), by_hand=True)
def build_index(running: jobs.Running) -> dict[str, Any]:
    """Build the search index anew."""
    return {"documents": searching.rebuild(running.progress)}


@jobs.declare(
    "catalogue.propose", gettext_lazy("Look for duplicates"), every=timedelta(days=1), by_hand=True
)
def look_for_duplicates(running: jobs.Running) -> dict[str, Any]:
    """Propose which entries may be the same software."""
    touched = proposing.refresh_all()
    searching.refresh(touched)
    return {"changed": len(touched)}


@jobs.declare(
    "catalogue.derive", gettext_lazy("Check all entries against the current policy"), by_hand=True
)
def derive_everything(running: jobs.Running) -> dict[str, Any]:
    """Read all records anew, since the policy or a rule may have changed."""
    pks = list(Software.objects.filter(merged_into__isnull=True).values_list("pk", flat=True))
    changed = 0
    done = 0
    for some in batches(pks):
        changed += len(deriving.derive(list(Software.objects.filter(pk__in=some))))
        done += len(some)
        running.progress(done, len(pks))
    searching.rebuild()
    return {"changed": changed}


@jobs.declare(
    "catalogue.forget-changes",
    gettext_lazy("Forget old changes of the catalogue"),
    every=timedelta(days=1),
)
def forget_changes(running: jobs.Running) -> dict[str, Any]:
    """Delete what was kept long enough; a second run finds nothing."""
    return {"forgotten": changing.forget()}
