# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Running, waiting and failed work."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.core import jobs, queries
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Job
from allmende.workbench.core.templatetags.allmende import ago, grouped


@requires("core.view_jobs")
def index(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    found = Paginator(queries.jobs(state), 30).get_page(request.GET.get("page"))
    counts = queries.job_counts()
    tabs = [
        {"label": _("All"), "address": "?", "count": sum(counts.values()), "current": not state},
        *(
            {
                "label": capfirst(label),
                "address": f"?state={key}",
                "count": counts[key],
                "current": key == state,
            }
            for key, label in Job.State.choices
        ),
    ]
    context = {
        "jobs": found,
        "tabs": tabs,
        "by_hand": [(key, kind.title) for key, kind in jobs.KINDS.items() if kind.by_hand],
        "perms_manage": request.user.has_perm("core.manage_jobs"),
        "alive": counts[Job.State.RUNNING] + counts[Job.State.WAITING],
    }
    template = "core/jobs/rows.html" if request.htmx else "core/jobs/index.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@requires("core.view_jobs")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(queries.jobs(), pk=pk)
    kind = jobs.KINDS.get(job.kind)
    context = {
        "job": job,
        "text": _how_far(job),
        "about": _about(job, arguments=not (kind and kind.template)),
        "report": kind.template if kind else "",
        "result": [{"label": key, "value": value} for key, value in job.result.items()],
        "perms_manage": request.user.has_perm("core.manage_jobs"),
    }
    template = "core/jobs/state.html" if request.htmx else "core/jobs/detail.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _how_far(job: Job) -> str:
    if job.total:
        amount = _("{done} of {total}").format(done=grouped(job.done), total=grouped(job.total))
    else:
        amount = grouped(job.done) if job.done else ""
    return " · ".join(filter(None, [job.note, amount]))


def _about(job: Job, *, arguments: bool) -> list[dict[str, Any]]:
    """When and by whom; moments that have not come are left out, they are not unknown.

    The arguments are told as they are, unless the kind has a template that says them in words.
    """
    moments = [
        (_("Requested"), job.created_at),
        (_("Begun"), job.started_at),
        (_("Last sign of life"), job.heartbeat_at if job.is_open else None),
        (_("Ended"), job.finished_at),
    ]
    return [
        *({"label": label, "value": ago(moment)} for label, moment in moments if moment),
        {"label": _("By"), "value": job.created_by or _("The workbench itself")},
        {"label": _("Attempts"), "value": job.attempts},
        *({"label": key, "value": value} for key, value in job.arguments.items() if arguments),
    ]


@require_POST
@requires("core.manage_jobs")
def start(request: HttpRequest) -> HttpResponse:
    """Start one of the kinds of work that need no arguments."""
    try:
        job = jobs.start_by_hand(request.user, request.POST.get("kind", ""))
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("core:jobs")
    return redirect("core:job", pk=job.pk)


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
