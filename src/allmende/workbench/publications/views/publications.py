# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list of publications, the page of one, and what people do with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.cases.queries import cases
from allmende.workbench.cases.words import language, said
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.publications import exporting, panels, queries, words
from allmende.workbench.publications.forms import AddressForm, EndForm
from allmende.workbench.publications.models import Publication
from allmende.workbench.publications.services import recording, verifying
from allmende.workbench.publications.views import filters

PER_PAGE = 40


def index(request: HttpRequest) -> HttpResponse:
    """Everything that is public, or about to be; strangers see the short form of what is public."""
    whole = request.user.has_perm("publications.view")
    wanted = filters.wanted(request.GET, whole=whole)
    page = Paginator(queries.listing(request.user, wanted), PER_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "text": wanted.text,
        "query": query.urlencode(),
        "whole": whole,
        "narrowed": wanted != queries.ANY,
        "facets": filters.facets(queries.choices(request.user, wanted), wanted, whole=whole),
        "rows": [_row(one) for one in queries.rows(list(page.object_list))],
    }
    return render(request, "publications/index.html", context)


def _row(one: Publication) -> dict[str, Any]:
    result = one.newest.result if one.newest else "never"
    return {
        "one": one,
        "result": words.RESULTS[result],
        "tag": words.RESULT_TAGS[result],
        "end": words.end(one.end),
    }


def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list as a file, all pages of it, in the form this person reads."""
    whole = request.user.has_perm("publications.view")
    keys = queries.listing(request.user, filters.wanted(request.GET, whole=whole))
    return exporting.answer_publications(form, queries.rows(keys), language(), whole=whole)


@requires("publications.view")
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """What is public, what was verified when, the review, and the end."""
    found = _publication_or_404(request, pk)
    sees_case = found.case is not None and cases.visible_to(request.user).filter(pk=found.case_id)
    acts = verifying.may_act(request.user, found.case)
    context = {
        **_row(found),
        "publication": found,
        "newest": found.newest,
        "rows": panels.rows(found.newest) if found.newest else [],
        "history": [_verification(one) for one in found.shown_verifications[: queries.HISTORY]],
        "platforms": ", ".join(said(one) for one in found.platforms),
        "sees_case": bool(sees_case),
        "may_verify": acts and not found.end and not found.is_verifying,
        "may_end": _may_end(request, found),
        "may_show": request.user.has_perm("publications.show")
        and found.published_on
        and recording.may_be_public(found.case),
    }
    return render(request, "publications/publication.html", context)


def _verification(one: Any) -> dict[str, Any]:
    return {"one": one, "result": words.RESULTS[one.result], "tag": words.RESULT_TAGS[one.result]}


def _may_end(request: HttpRequest, found: Publication) -> bool:
    return bool(
        request.user.has_perm("publications.end")
        and found.published_on
        and not found.end
        and found.case
    )


@require_POST
@requires("publications.view")
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the public repository looked at again."""
    found = _publication_or_404(request, pk)
    try:
        verifying.start(request.user, found)
        messages.success(request, _("The public repository is being verified."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(found)


@require_POST
@requires("publications.view")
def address(request: HttpRequest, number: str) -> HttpResponse:
    """Name the public address of a case, which has it verified."""
    case = cases.by_number(request.user, number)
    if case is None:
        raise Http404
    verifying.require_may_act(request.user, case)
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please give the public address."))
        return redirect(case)
    try:
        verifying.name_address(request.user, case, form.cleaned_data["address"])
        messages.success(request, _("The public repository is being verified."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(case)


@requires("publications.end")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a publication: archive it, hand it over, endorse a fork."""
    found = _publication_or_404(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            recording.end(
                request.user, found, given["how"], given["note"], given["successor"] or ""
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The publication has ended."))
            return redirect(found)
    context = {"publication": found, "form": form, "may_end": _may_end(request, found)}
    return render(request, "publications/end.html", context)


@require_POST
@requires("publications.show")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a publication on the public list."""
    told = _("The publication stands on the public list.")
    return _set_public(request, pk, public=True, told=told)


@require_POST
@requires("publications.show")
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a publication off the public list."""
    told = _("The publication no longer stands on the public list.")
    return _set_public(request, pk, public=False, told=told)


def _set_public(request: HttpRequest, pk: int, *, public: bool, told: str) -> HttpResponse:
    found = _publication_or_404(request, pk)
    try:
        recording.set_public(request.user, found, public)
        messages.success(request, told)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(found)


def _publication_or_404(request: HttpRequest, pk: int) -> Any:
    found = queries.publication(request.user, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
