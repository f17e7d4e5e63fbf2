# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The audit trail as a list, and its proof."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.workbench.core import queries
from allmende.workbench.core.access import requires


@requires("core.view_events")
def index(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = Paginator(queries.events(kind), 50).get_page(request.GET.get("page"))
    return render(request, "core/trail/index.html", {"events": found, "kind": kind})
