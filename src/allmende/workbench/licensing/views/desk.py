# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The desk: may we use it in this way? Answered at once where the policy has an answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from allmende.workbench.licensing import desk, words
from allmende.workbench.licensing.forms.questions import EnquiryForm
from allmende.workbench.licensing.policy import policy_for
from allmende.workbench.licensing.queries import questions

PRECEDENTS_SHOWN = 5
ASKED = ("licence", "software", "purl")


def index(request: HttpRequest) -> HttpResponse:
    """The form, and with a licence in the address the answer; anybody may ask the policy."""
    asks = any(request.GET.get(key, "").strip() for key in ASKED)
    form = EnquiryForm(request.GET if asks or request.GET else None, user=request.user)
    context: dict[str, Any] = {"form": form, "query": request.GET.urlencode()}
    if form.is_bound and form.is_valid():
        context |= _answered(request, form.enquiry())
    return render(request, "licensing/desk/index.html", context)


def _answered(request: HttpRequest, enquiry: desk.Enquiry) -> dict[str, Any]:
    policy = policy_for(request.user)
    if not enquiry.context:
        reading, titles = desk.read(enquiry), words.context_titles()
        rows = desk.overview(enquiry, policy)
        return {
            "enquiry": enquiry,
            "reading": reading,
            "overview": [(key, titles[key], level) for key, level in rows],
            "policy_version": f"{policy.name} {policy.version}",
        }
    report = desk.answer(enquiry, policy)
    found = questions.precedents(request.user, licences=report.licences, context=enquiry.context)
    return {
        "enquiry": enquiry,
        "reading": report.reading,
        "report": report,
        "sentence": words.DEPENDS if report.depends else words.SENTENCES[report.level],
        "policy_version": report.policy,
        "outbound": policy.outbound,
        "context_title": words.context_name(enquiry.context),
        "precedents": list(found[:PRECEDENTS_SHOWN]),
    }


urlpatterns = [path("", index, name="desk")]
