# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Running, waiting and failed work."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.core import jobs, queries
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Job


@requires("core.view_jobs")
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    found = Paginator(queries.jobs(state), 30).get_page(request.GET.get("page"))
    counts = queries.job_counts()
    context = {
        "jobs": found,
        "state": state,
        "states": [(key, label, counts[key]) for key, label in Job.State.choices],
        "alive": counts[Job.State.RUNNING] + counts[Job.State.WAITING],
        "titles": {key: kind.title for key, kind in jobs.KINDS.items()},
    }
    template = "core/jobs/rows.html" if request.htmx else "core/jobs/index.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@requires("core.view_jobs")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(queries.jobs(), pk=pk)
    template = "core/jobs/state.html" if request.htmx else "core/jobs/detail.html"  # type: ignore[attr-defined]
    return render(request, template, {"job": job, "kind": jobs.KINDS.get(job.kind)})


@require_POST
@requires("core.manage_jobs")
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Retry or cancel."""
    job = get_object_or_404(Job, pk=pk)
    try:
        {"retry": jobs.retry, "cancel": jobs.cancel}[what](request.user, job)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Started again.") if what == "retry" else _("Will be stopped."))
    return redirect("core:job", pk=pk)
