# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where records come from, what each brought, and bringing in a file."""

from operator import attrgetter
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.sources import describe
from allmende.workbench.catalogue import queries
from allmende.workbench.catalogue.forms import SourceForm, UploadForm
from allmende.workbench.catalogue.services import importing, trusting
from allmende.workbench.core import jobs, panels
from allmende.workbench.core.access import requires

RECORDS_A_PAGE = 50
LONGEST_NAME = 300
RUNS_SHOWN = 10


def index(request: HttpRequest) -> HttpResponse:
    found = list(queries.sources())
    context = {
        "sources": found,
        "number": sum(map(attrgetter("number"), found)),
        "harvestable": queries.harvestable(),
        "demo": settings.DEMO,
    }
    return render(request, "catalogue/sources/index.html", context)


@requires("catalogue.view_internal")
def detail(request: HttpRequest, slug: str, form: SourceForm | None = None) -> HttpResponse:
    """A source and its records, all of them or those with a name."""
    source = get_object_or_404(queries.sources(), slug=slug)
    name = request.GET.get("q", "").strip()[:LONGEST_NAME]
    gone = "gone" in request.GET
    records = queries.records_from(source, name, gone)
    context = {
        "source": source,
        "name": name,
        "gone": gone,
        "harvests": queries.harvests_of(source)[:RUNS_SHOWN],
        "about": describe(source.slug),
        "demo": settings.DEMO,
        "beside": panels.beside(request, "catalogue.source", source),
        "page": Paginator(records, RECORDS_A_PAGE).get_page(request.GET.get("page")),
        "form": form or SourceForm(initial={"priority": source.priority}),
    }
    return render(request, "catalogue/sources/detail.html", context)


@require_POST
@requires("catalogue.import_records")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Set how far a source is believed; the entries follow in a job."""
    source = get_object_or_404(queries.sources(), slug=slug)
    form = SourceForm(request.POST)
    if not form.is_valid():
        return detail(request, slug, form)
    job = trusting.set_priority(request.user, source, form.cleaned_data["priority"])
    if job is None:
        messages.info(request, _("Nothing was changed."))
    else:
        messages.success(request, _("Saved. The entries are brought in line with it now."))
    return redirect("catalogue:source", slug=slug)


@requires("catalogue.import_records")
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file and start a job that imports it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        path = importing.uploads() / uuid4().hex
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        job = jobs.start(
            request.user,
            "catalogue.import",
            path=str(path),
            name=file.name,
            by=request.user.pk,
        )
        messages.success(request, _("The import has begun."))
        return redirect("core:job", pk=job.pk)
    return render(request, "catalogue/sources/upload.html", {"form": form})
