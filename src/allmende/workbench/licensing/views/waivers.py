# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Waivers: those of the policy file, and those the office grants here."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.core import queries as core
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.licensing import exporting, words
from allmende.workbench.licensing.forms.questions import ReasonForm
from allmende.workbench.licensing.forms.waivers import WaiverForm
from allmende.workbench.licensing.models import Waiver
from allmende.workbench.licensing.policy import written_policy
from allmende.workbench.licensing.queries import waivers as queries
from allmende.workbench.licensing.services import waivers as services

EXPORTED = (
    *("origin", "purl", "expression", "contexts", "choose", "reason", "by"),
    *("granted_at", "expires", "state"),
)


def index(request: HttpRequest) -> HttpResponse:
    """The list; the public sees what the policy file holds."""
    state = request.GET.get("state", "")
    state = state if state in queries.STATES else ""
    counts = queries.counts(request.user)
    context = {
        "written": [_written(one) for one in written_policy().waivers],
        "policy_version": f"{written_policy().name} {written_policy().version}",
        "rows": [_row(one) for one in queries.in_state(request.user, state)],
        "state": state,
        "states": [(key, words.WAIVER_STATES[key], counts[key]) for key in queries.STATES],
        "kept": sum(counts.values()),
        "query": request.GET.urlencode(),
    }
    return render(request, "licensing/waivers/index.html", context)


def _row(waiver: Waiver) -> dict[str, Any]:
    return {
        "waiver": waiver,
        "contexts": [words.context_name(key) for key in waiver.contexts],
        "state": words.WAIVER_STATES[waiver.state],
        "mark": words.WAIVER_MARKS[waiver.state],
    }


def _written(waiver: Any) -> dict[str, Any]:
    return {
        "waiver": waiver,
        "contexts": [words.context_name(key) for key in waiver.contexts],
    }


def export(request: HttpRequest, form: str) -> HttpResponse:
    """Every waiver this person may see, with where it comes from."""
    return exporting.answer(form, "waivers", EXPORTED, _exported(request))


def _exported(request: HttpRequest) -> Iterator[exporting.Row]:
    for rule in written_policy().waivers:
        yield {
            **{key: getattr(rule, key) for key in ("purl", "expression", "choose", "by")},
            "origin": "policy",
            "contexts": list(rule.contexts),
            "reason": rule.reason,
            "granted_at": None,
            "expires": rule.expires.isoformat() if rule.expires else None,
            "state": None,
        }
    state = request.GET.get("state", "")
    for one in queries.in_state(request.user, state if state in queries.STATES else ""):
        yield {
            **{key: getattr(one, key) for key in ("purl", "expression", "choose", "reason")},
            "origin": "office",
            "contexts": one.contexts,
            "by": str(one.by),
            "granted_at": one.granted_at.isoformat(),
            "expires": one.expires.isoformat(),
            "state": one.state,
        }


@requires("licensing.view_waivers")
def detail(request: HttpRequest, pk: int, form: ReasonForm | None = None) -> HttpResponse:
    waiver = _found(request, pk)
    context = {
        **_row(waiver),
        "form": form or ReasonForm(),
        "replaced_by": queries.successor_of(waiver),
        "events": core.events(subject_type="waiver", subject_id=waiver.pk),
    }
    return render(request, "licensing/waivers/detail.html", context)


def _found(request: HttpRequest, pk: int) -> Waiver:
    waiver = queries.visible_to(request.user).filter(pk=pk).first()
    if waiver is None:
        raise Http404
    return waiver


@requires("licensing.manage_waivers")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Grant a waiver, or put a new one in the place of an old one."""
    waiver = _found(request, pk) if pk else None
    form = WaiverForm(request.POST or None, waiver=waiver, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            kept = (
                services.replace(request.user, waiver, form.terms())
                if waiver
                else services.grant(request.user, form.terms())
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The waiver counts from now on."))
            return redirect(kept)
    return render(request, "licensing/waivers/edit.html", {"form": form, "waiver": waiver})


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    return {
        "purl": request.GET.get("purl", ""),
        "expression": request.GET.get("licence", ""),
        "contexts": request.GET.getlist("context"),
    }


@require_POST
@requires("licensing.manage_waivers")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    waiver = _found(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return detail(request, pk, form)
    try:
        services.withdraw(request.user, waiver, form.cleaned_data["reason"])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The waiver is withdrawn and counts no more."))
    return redirect(waiver)


urlpatterns = [
    path("waivers", index, name="waivers"),
    re_path(r"^waivers\.(?P<form>csv|json)$", export, name="waivers-export"),
    path("waivers/new", edit, name="waiver-new"),
    path("waivers/<int:pk>", detail, name="waiver"),
    path("waivers/<int:pk>/replace", edit, name="waiver-replace"),
    path("waivers/<int:pk>/withdraw", withdraw, name="waiver-withdraw"),
]
