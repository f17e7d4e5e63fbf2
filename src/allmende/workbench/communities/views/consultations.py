# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Consultations: the list, one of them, and our position."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.communities import exporting, queries, words
from allmende.workbench.communities.forms import ConsultationForm, PositionForm
from allmende.workbench.communities.models import Consultation
from allmende.workbench.communities.services import consulting
from allmende.workbench.communities.views import forms
from allmende.workbench.communities.views.filters import Filter, Narrowed, narrow
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import NotAllowed


def _narrowed(request: HttpRequest) -> Narrowed[Consultation]:
    rows = queries.consultations()
    if request.GET.get("mine"):
        bodies = queries.bodies_of(request.user)
        rows = [
            one for one in rows if one.responsible_id == request.user.pk or one.body_id in bodies
        ]
    named = sorted({(one.body.name, one.body_id) for one in rows})
    asking = {str(key): name for name, key in named}
    filters = (
        Filter[Consultation]("when", _("Answer due"), queries.when, words.WHEN),
        Filter[Consultation](
            "state", _("State"), lambda one: one.state, dict(Consultation.State.choices)
        ),
        Filter[Consultation](
            "kind", _("Kind"), lambda one: one.kind, dict(Consultation.Kind.choices)
        ),
        Filter[Consultation](
            "body",
            _("Body"),
            lambda one: str(one.body_id),
            asking,
        ),
    )
    return narrow(
        rows,
        request.GET,
        filters,
        lambda one: f"{one.title_de} {one.title_en} {one.body.name}",
    )


def row(one: Consultation) -> dict[str, Any]:
    """A consultation as lists show it."""
    return {
        "one": one,
        "tag": words.CONSULTATION_TAGS[one.state],
        "due": {"late": "bad", "soon": "warn"}.get(when := queries.when(one), ""),
        "when": words.WHEN[when],
    }


@requires("communities.view")
def index(request: HttpRequest) -> HttpResponse:
    """What is asked by when, what is open first."""
    narrowed = _narrowed(request)
    context = narrowed.page(request)
    mine = request.GET.get("mine", "")
    keep = [("mine", mine[:1])] if mine else []
    context["narrowed"] = context["narrowed"] or bool(mine)
    return render(
        request,
        "communities/consultations/index.html",
        {**context, "keep": keep, "rows": [row(one) for one in context["page"]]},
    )


@requires("communities.view")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list as a file, with the positions this person reads."""
    found = _narrowed(request).rows
    readable = queries.may_read_position(request.user, found)
    return exporting.answer_consultations(form, found, readable)


@requires("communities.view")
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, our position, the outcome, and what happened."""
    found = _consultation_or_404(pk)
    context = {
        **row(found),
        "consultation": found,
        "reads": bool(queries.may_read_position(request.user, [found])),
        "may_write": request.user.has_perm("communities.take_position", found),
        "history": queries.history(found),
    }
    return render(request, "communities/consultations/consultation.html", context)


@requires("communities.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Note a consultation; `?body=` chooses who asks."""
    asks = request.GET.get("body", "")
    initial = {"body": asks} if asks.isdecimal() and len(asks) < 18 else {}
    return forms.answer(
        request,
        ConsultationForm(request.POST or None, initial=initial),
        lambda said: consulting.save(request.user, said),
        title=_("Note a consultation"),
        crumbs=_crumbs(),
    )


@requires("communities.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is asked by when, and who is responsible."""
    found = _consultation_or_404(pk)
    return forms.answer(
        request,
        ConsultationForm(request.POST or None, instance=_consultation_or_404(pk)),
        lambda said: consulting.save(request.user, said, found),
        title=_("Change the consultation"),
        crumbs=_crumbs(found),
    )


@requires("communities.view")
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """Write our position: the office, whoever is responsible, our delegates in the body."""
    found = _consultation_or_404(pk)
    if not request.user.has_perm("communities.take_position", found):
        raise NotAllowed("communities.take_position")
    return forms.answer(
        request,
        PositionForm(request.POST or None, instance=_consultation_or_404(pk)),
        lambda said: consulting.take_position(request.user, found, said),
        title=_("Our position"),
        lead=found.title,
        crumbs=_crumbs(found),
    )


def _crumbs(found: Consultation | None = None) -> list[forms.Crumb]:
    above = [(_("Consultations"), reverse("communities:consultations"))]
    return [*above, (found.title, found.get_absolute_url())] if found else above


def _consultation_or_404(pk: int) -> Consultation:
    found = queries.consultation(pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
