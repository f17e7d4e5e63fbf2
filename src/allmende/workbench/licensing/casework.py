# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What kinds of cases may use of the licence desk: its answer as a panel, and precedents."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from allmende.workbench.cases import registry
from allmende.workbench.cases.models import Case
from allmende.workbench.core.panels import Panel
from allmende.workbench.licensing import desk, words
from allmende.workbench.licensing.policy import policy_for
from allmende.workbench.licensing.services import precedents


@registry.computation("record-precedent")
def record_precedent(actor: Any, case: Case) -> None:
    """The decided case becomes a precedent of the desk."""
    precedents.record(actor, case)


@registry.computation("end-precedent")
def end_precedent(actor: Any, case: Case) -> None:
    """The case is superseded, and so is the precedent that it became."""
    precedents.end(actor, case)


@registry.panel("licence-answer")
def licence_answer(request: HttpRequest, case: Case) -> Iterator[Panel]:
    """What the policy says at once to the case's licence and context, and by which rules."""
    enquiry = precedents.enquiry_of(case)
    context: dict[str, Any] = {"enquiry": enquiry, "address": _desk(enquiry)}
    policy = policy_for(request.user)
    if enquiry.stated and enquiry.context:
        report = desk.answer(enquiry, policy)
        context |= {
            "report": report,
            "sentence": words.DEPENDS if report.depends else words.SENTENCES[report.level],
            "context_title": words.context_name(enquiry.context),
            "policy_version": report.policy,
        }
    elif enquiry.stated:
        titles = words.context_titles()
        context |= {
            "levels": [(key, titles[key], level) for key, level in desk.overview(enquiry, policy)],
            "policy_version": f"{policy.name} {policy.version}",
        }
    yield Panel("licensing/panels/case.html", context)


def _desk(enquiry: desk.Enquiry) -> str:
    """The same enquiry at the desk."""
    asked: dict[str, Any] = {
        "licence": enquiry.written,
        "context": enquiry.context,
        "software": enquiry.software.slug if enquiry.software else "",
        "uses": sorted(enquiry.uses),
    }
    query = urlencode({key: one for key, one in asked.items() if one}, doseq=True)
    return f"{reverse('licensing:desk')}?{query}"
