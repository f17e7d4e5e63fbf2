# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bodies, and who speaks for us in them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.communities import exporting, queries, words
from allmende.workbench.communities.forms import BodyForm, DelegationForm
from allmende.workbench.communities.models import Body, Delegation
from allmende.workbench.communities.services import bodies as services
from allmende.workbench.communities.views import forms
from allmende.workbench.communities.views.consultations import row as consultation_row
from allmende.workbench.communities.views.filters import Filter, Narrowed, narrow
from allmende.workbench.core import panels
from allmende.workbench.core.access import requires


def _narrowed(request: HttpRequest) -> Narrowed[Body]:
    filters = (
        Filter[Body]("kind", _("Level"), lambda one: one.kind, dict(Body.Kind.choices)),
        Filter[Body]("delegated", _("Our delegates"), _delegated, words.DELEGATED),
    )
    return narrow(queries.bodies(), request.GET, filters, lambda one: f"{one.name} {one.about}")


def _delegated(one: Body) -> str:
    return "yes" if one.shown_delegations else "no"  # type: ignore[attr-defined]


@requires("communities.view")
def index(request: HttpRequest) -> HttpResponse:
    """The list of bodies."""
    return render(request, "communities/bodies/index.html", _narrowed(request).page(request))


@requires("communities.view")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list as a file."""
    return exporting.answer_bodies(form, _narrowed(request).rows)


@requires("communities.view")
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, who speaks for us, what it asks, and what happened."""
    found = _body_or_404(pk)
    context = {
        "body": found,
        "delegations": found.shown_delegations,  # type: ignore[attr-defined]
        "consultations": [
            consultation_row(one)
            for one in found.shown_consultations  # type: ignore[attr-defined]
        ],
        "history": queries.history(found),
        "beside": panels.beside(request, "communities.body", found),
    }
    return render(request, "communities/bodies/body.html", context)


@require_POST
@requires("communities.edit")
def take_in(request: HttpRequest) -> HttpResponse:
    """Bring in what the policy knows of bodies."""
    done = services.take_in(request.user)
    told = _("From the policy: {added} added, {changed} changed.").format(**done)
    messages.success(request, told)
    return redirect("communities:bodies")


@requires("communities.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Add a body of our own."""
    return forms.answer(
        request,
        BodyForm(request.POST or None),
        lambda said: services.save(request.user, said),
        title=_("Add a body"),
        crumbs=_crumbs(),
    )


@requires("communities.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a body of our own; one of the policy is changed there."""
    found = _body_or_404(pk)
    return forms.answer(
        request,
        # The form writes into what it is given; the service gets the row as it stands.
        BodyForm(request.POST or None, instance=_body_or_404(pk)),
        lambda said: services.save(request.user, said, found),
        title=_("Change the body"),
        crumbs=_crumbs(found),
    )


@requires("communities.edit")
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who speaks for us."""
    return _delegation_form(request, _body_or_404(pk))


@requires("communities.edit")
def delegation(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Change or end it."""
    found = _body_or_404(pk)
    return _delegation_form(request, found, _delegation_or_404(found, key))


def _delegation_form(
    request: HttpRequest, body: Body, delegation: Delegation | None = None
) -> HttpResponse:
    shown = _delegation_or_404(body, delegation.pk) if delegation else None

    def save(said: dict[str, object]) -> Body:
        services.delegate(request.user, body, said, delegation)
        return body

    return forms.answer(
        request,
        DelegationForm(request.POST or None, instance=shown),
        save,
        title=_("Who speaks for us"),
        crumbs=_crumbs(body),
    )


def _crumbs(body: Body | None = None) -> list[forms.Crumb]:
    above = [(_("Bodies"), reverse("communities:bodies"))]
    return [*above, (body.name, body.get_absolute_url())] if body else above


def _body_or_404(pk: int) -> Body:
    found = queries.body(pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _delegation_or_404(body: Body, pk: int) -> Delegation:
    found = queries.delegation(body, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
