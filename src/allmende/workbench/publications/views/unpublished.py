# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The register of own developments that are not published: whole, and as the public reads it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.criteria.giving import later
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.publications import exporting, queries
from allmende.workbench.publications.forms import NotPublishedForm
from allmende.workbench.publications.models import NotPublished
from allmende.workbench.publications.services import noting

PER_PAGE = 40


def index(request: HttpRequest) -> HttpResponse:
    """The register; who does not read reasons, and the public, sees what is released."""
    text = request.GET.get("q", "").strip()
    whole = request.user.has_perm("publications.view_reasons")
    page = Paginator(queries.unpublished(request.user, text), PER_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "text": text,
        "query": query.urlencode(),
        "whole": whole,
        "rows": [{"one": one, **exporting.short(one)} for one in page],
        "left_out": 0 if whole else queries.unreleased(),
        "cases_seen": request.user.has_perm("cases.view"),
    }
    return render(request, "publications/unpublished/index.html", context)


def export(request: HttpRequest, form: str) -> HttpResponse:
    """The register as a file, in the form this person reads."""
    found = queries.unpublished(request.user, request.GET.get("q", "").strip())
    whole = request.user.has_perm("publications.view_reasons")
    return exporting.answer_unpublished(form, found, whole=whole)


@requires("publications.note")
def new(request: HttpRequest) -> HttpResponse:
    """Note something that is not published."""
    review = later(timezone.localdate(), noting.MONTHS)
    return _form(request, NotPublishedForm(request.POST or None, initial={"review_on": review}))


@requires("publications.note")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an entry, or release it."""
    entry = _entry_or_404(request, pk)
    # The form writes into what it is given; the service gets the row as it stands.
    form = NotPublishedForm(request.POST or None, instance=_entry_or_404(request, pk))
    return _form(request, form, entry)


@require_POST
@requires("publications.note")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry off the register, since it no longer holds."""
    noting.end(request.user, _entry_or_404(request, pk))
    messages.success(request, _("The entry was taken off the register."))
    return redirect("publications:unpublished")


def _form(
    request: HttpRequest, form: NotPublishedForm, entry: NotPublished | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            noting.note(request.user, form.cleaned_data, entry)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The entry was saved."))
            return redirect("publications:unpublished")
    context: dict[str, Any] = {"form": form, "entry": entry}
    return render(request, "publications/unpublished/form.html", context)


def _entry_or_404(request: HttpRequest, pk: int) -> NotPublished:
    found = queries.entry(request.user, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
