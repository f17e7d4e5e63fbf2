# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The audit trail as a list, and its proof."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.workbench.core import audit, events, queries
from allmende.workbench.core.access import requires
from allmende.workbench.core.models import Event


@requires("core.view_events")
def index(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    context = {
        "events": Paginator(queries.events(kind), 50).get_page(request.GET.get("page")),
        "kind": kind,
        "kinds": [(key, _in_words(key)) for key in queries.event_kinds()],
        "proof": audit.verify() if "check" in request.GET else None,
    }
    return render(request, "core/trail/index.html", context)


def _in_words(kind: str) -> str:
    """The sentence of a kind of event, with its blanks left open."""
    return events.sentence(Event(kind=kind, subject_label="…"))
