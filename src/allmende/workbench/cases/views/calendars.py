# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The secret address under which a person's own calendar reads what is due."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases import icalendar, words
from allmende.workbench.cases.queries import feeds as queries
from allmende.workbench.cases.services import feeds
from allmende.workbench.core.access import requires


@requires("cases.use_feed")
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; made anew it is shown this once."""
    address = ""
    if request.method == "POST":
        if request.POST.get("do") == "end":
            feeds.end_address(request.user)
        else:
            secret = feeds.make_address(request.user)
            address = request.build_absolute_uri(reverse("cases:feed", args=[secret]))
    context = {"address": address, "has": queries.has_address(request.user)}
    answer = render(request, "cases/calendar.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; whoever knows the secret reads it."""
    person = queries.person_of(secret)
    if person is None:
        raise Http404
    entries = queries.entries_for(person, words.language())
    answer = HttpResponse(
        icalendar.written(_("Allmende: what is due"), entries),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
