# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How a source is harvested, a run over it, and stopping that."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende import sources
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.forms import NewSourceForm, PlanForm
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused


@requires("catalogue.import_records")
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how a source is harvested; it need not have brought anything yet."""
    source = queries.sources().filter(slug=slug).first()
    about = sources.describe(slug)
    if source is None and about.harvester is None:
        raise Http404
    kept = getattr(source, "plan", None)
    initial = {name: getattr(kept, name) for name in harvesting.FIELDS} if kept else {"every": 7}
    form = PlanForm(slug, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        harvesting.set_plan(request.user, slug, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("catalogue:source", slug=slug)
    context = {"form": form, "about": source or about, "known": _known(about)}
    return render(request, "catalogue/sources/plan.html", context)


@requires("catalogue.import_records")
def new(request: HttpRequest) -> HttpResponse:
    """Add a source that is read in one of the known ways."""
    form = NewSourceForm(request.POST or None, initial={"every": 7})
    if request.method == "POST" and form.is_valid():
        try:
            plan = harvesting.add_source(request.user, form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("catalogue:source", slug=plan.source.slug)
    return render(request, "catalogue/sources/new.html", {"form": form})


def _known(about: sources.SourceInfo) -> list[dict[str, Any]]:
    way = sources.HARVESTERS.get(about.harvester or "")
    rows = (
        (_("Address"), about.address),
        (_("Way to read it"), way.title if way else None),
        (_("Licence of the data"), about.licence),
        (_("attribution"), about.attribution),
        (_("Variable of the token"), about.token or _("none")),
    )
    return [{"label": label, "value": value} for label, value in rows]


@requires("catalogue.view_internal")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A run: how far it is, what it brought, what it could not read."""
    harvest = get_object_or_404(queries.harvests(), pk=pk)
    part = "harvest_state" if request.htmx else "harvest"  # type: ignore[attr-defined]
    return render(request, f"catalogue/sources/{part}.html", {"harvest": harvest})


@require_POST
@requires("catalogue.import_records")
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a run now."""
    source = get_object_or_404(queries.sources(), slug=slug)
    try:
        harvest = harvesting.start(request.user, source)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("catalogue:source", slug=slug)
    return redirect("catalogue:harvest", pk=harvest.pk)


@require_POST
@requires("catalogue.import_records")
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the run to stop at its next page."""
    source = get_object_or_404(queries.sources(), slug=slug)
    try:
        harvesting.stop(request.user, source)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Will be stopped."))
    return redirect("catalogue:source", slug=slug)
