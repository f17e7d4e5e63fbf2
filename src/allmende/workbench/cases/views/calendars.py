# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The secret address under which a person's own calendar reads what is due."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases import registry, words
from allmende.workbench.cases.queries import feeds as queries
from allmende.workbench.cases.services import feeds
from allmende.workbench.core import icalendar
from allmende.workbench.core.access import requires


@requires("cases.use_feed")
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; made anew it is shown this once."""
    addresses: list[dict[str, str]] = []
    if request.method == "POST":
        if request.POST.get("do") == "end":
            feeds.end_address(request.user)
        else:
            secret = feeds.make_address(request.user)
            addresses = [
                {
                    "label": str(label),
                    "address": request.build_absolute_uri(reverse(view, args=[secret])),
                }
                for view, label in {"cases:feed": _("My tasks"), **registry.FEEDS}.items()
            ]
    context = {
        "addresses": addresses,
        "more": registry.FEEDS.values(),
        "has": queries.has_address(request.user),
    }
    page = render(request, "cases/calendar.html", context)
    page["Cache-Control"] = "no-store"
    return page


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; whoever knows the secret reads it."""
    person = queries.person_of(secret)
    if person is None:
        raise Http404
    return answer(_("Allmende: what is due"), queries.entries_for(person, words.language()))


def answer(name: str, entries: Iterable[icalendar.Entry]) -> HttpResponse:
    """A calendar under a secret address: kept by no cache, told to nobody else."""
    sent = HttpResponse(
        icalendar.written(name, entries), content_type="text/calendar; charset=utf-8"
    )
    sent["Cache-Control"] = "private, no-store"
    sent["Referrer-Policy"] = "no-referrer"
    return sent
