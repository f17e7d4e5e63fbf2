# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Begin an analysis."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from allmende.workbench.assessments import words
from allmende.workbench.assessments.forms import BUNDLE, OTHER, StartForm
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.services import starting
from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused


@requires("assessments.start")
def new(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends; `software` and `criteria` come with the address."""
    software = _software(request)
    asked = request.GET.get("criteria", "")
    initial = {"criteria": asked} if asked in words.sets() else {}
    if name := request.GET.get("bundle", ""):
        initial |= {"where": BUNDLE, "name": name[:300]}
    form = StartForm(
        request.POST or None, request.FILES or None, software=software, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_started(request, form, software))
        except starting.AlreadyRunning as there:
            messages.info(request, str(there))
            return redirect(there.assessment)
        except Refused as refused:
            where = form.cleaned_data["where"]
            field = {BUNDLE: "bundle", OTHER: "address"}.get(where, "where")
            form.add_error(field, str(refused))
    context = {"form": form, "software": software, "own": asked == words.OWN}
    return render(request, "assessments/new.html", context)


def _started(request: HttpRequest, form: StartForm, software: Software | None) -> Assessment:
    said = form.cleaned_data
    wanted = starting.Wanted(said["criteria"], software, said["unit"])
    if form.is_bundle:
        return starting.of_bundle(request.user, wanted, form.bundle_name(), form.chunks())
    return starting.of_address(request.user, wanted, form.written())


def _software(request: HttpRequest) -> Software | None:
    slug = request.GET.get("software", "")
    return catalogue.by_slug(request.user, slug) if slug else None
