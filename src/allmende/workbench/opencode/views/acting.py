# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Have openCode read, stop that, and say what a pair is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.api import queries as api
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.opencode.models import Project
from allmende.workbench.opencode.services import deciding, reading


@require_POST
@requires("opencode.manage")
def start(request: HttpRequest) -> HttpResponse:
    """Start a reading now."""
    try:
        reading.start(request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("openCode is being read. You can leave this page."))
    return redirect("opencode:index")


@require_POST
@requires("opencode.manage")
def stop(request: HttpRequest) -> HttpResponse:
    """Ask the reading to stop at its next page."""
    try:
        reading.stop(request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Will be stopped."))
    return redirect("opencode:index")


@require_POST
@requires("opencode.manage")
def decide(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Confirm or undo a pair, or take back what was said of it."""
    project, entry = get_object_or_404(Project, pk=pk), api.by_slug(slug)
    if entry is None:
        raise Http404
    verdict = request.POST.get("verdict", "")
    try:
        if verdict:
            deciding.decide(request.user, project, entry, verdict)
        else:
            deciding.withdraw(request.user, project, entry.id)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("opencode:software", slug=slug)
