# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The register of what the law demands, and how we stand to it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.cases.words import language, said
from allmende.workbench.communities import exporting, policy, queries, words
from allmende.workbench.communities.forms import ObligationForm
from allmende.workbench.communities.models import Obligation
from allmende.workbench.communities.queries import Line
from allmende.workbench.communities.services import assessing
from allmende.workbench.communities.views import forms
from allmende.workbench.communities.views.filters import Filter, Narrowed, narrow
from allmende.workbench.core.access import requires


def _narrowed(request: HttpRequest) -> Narrowed[Line]:
    laws = {key: name[language()] for key, name in policy.register().laws.items()}
    filters = (
        Filter[Line]("law", _("Law"), lambda one: one.demand.law, laws),
        Filter[Line](
            "state", _("State"), lambda one: one.ours.state, dict(Obligation.State.choices)
        ),
        Filter[Line]("strength", _("Strength"), lambda one: one.demand.strength, words.STRENGTHS),
        Filter[Line]("review", _("Review"), lambda one: one.review, words.REVIEWS),
        Filter[Line](
            "verified", _("Source"), lambda one: "yes" if one.demand.verified else "no", words.READ
        ),
    )
    return narrow(queries.obligations(), request.GET, filters, _said)


def _said(one: Line) -> str:
    parts = (one.demand.demand, one.demand.follows, one.demand.addressee)
    return " ".join([one.label, *(said(each) for each in parts)])


def _row(one: Line) -> dict[str, Any]:
    return {
        "one": one,
        "demand": one.demand,
        "strength": words.STRENGTHS[one.demand.strength],
        "strength_tag": words.STRENGTH_TAGS[one.demand.strength],
        "tag": words.OBLIGATION_TAGS[one.ours.state],
        "address": reverse("communities:obligation", args=[one.demand.id]),
    }


@requires("communities.view")
def index(request: HttpRequest) -> HttpResponse:
    """What which law demands, and how we stand to it."""
    context = _narrowed(request).page(request)
    rows = [_row(one) for one in context["page"]]
    return render(
        request,
        "communities/obligations/index.html",
        {**context, "rows": rows, "version": policy.register().version,
         "dropped": queries.dropped()},
    )  # fmt: skip


@requires("communities.view")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered register as a file."""
    return exporting.answer_obligations(form, _narrowed(request).rows)


@requires("communities.view")
def obligation(request: HttpRequest, key: str) -> HttpResponse:
    """The demand with its source, how we stand to it, and what happened."""
    found = _line_or_404(key)
    context = {
        **_row(found),
        "ours": found.ours,
        "version": policy.register().version,
        "history": queries.history(found.ours),
    }
    return render(request, "communities/obligations/obligation.html", context)


@requires("communities.assess")
def assess(request: HttpRequest, key: str) -> HttpResponse:
    """Say how we stand to it."""
    found = _line_or_404(key)
    initial = {"reviewed_on": timezone.localdate()}
    address = reverse("communities:obligation", args=[key])
    return forms.answer(
        request,
        ObligationForm(request.POST or None, instance=_line_or_404(key).ours, initial=initial),
        lambda given: assessing.assess(request.user, key, given),
        title=_("How we stand to it"),
        lead=said(found.demand.demand),
        crumbs=[
            (_("Obligations"), reverse("communities:obligations")),
            (found.label, address),
        ],
    )


def _line_or_404(key: str) -> Line:
    found = queries.obligation(key)
    if found is None:
        raise Http404
    return found
