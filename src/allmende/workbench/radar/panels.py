# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the radar puts on the start page, beside the software list, a software and a source."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.workbench.catalogue import news
from allmende.workbench.catalogue.filters import Filters
from allmende.workbench.catalogue.models import Software, Source
from allmende.workbench.communities.models import Body
from allmende.workbench.core import panels
from allmende.workbench.radar import queries, showing

LINK = "radar/panels/watch.html"


@panels.hand_in
def radar(request: HttpRequest) -> Iterator[panels.Figure]:
    """How much outside fits the person's watches since the last visit."""
    if not request.user.has_perm("radar.use"):
        return
    watches = list(queries.watches_of(request.user))
    if not watches:
        return
    since = showing.moment("visit", news.last_visit(request))
    told = queries.happened(request.user, since, seen=queries.seen_by(request.user))  # type: ignore[arg-type]
    if number := len({pk for one in watches for pk in queries.fitting(request.user, one, told)}):
        label = ngettext(
            "entry on the radar fits my watches", "entries on the radar fit my watches", number
        )
        yield panels.Figure(number, label, showing.address(watch=showing.MINE))


@panels.hand_in_beside("catalogue.list")
def of_search(request: HttpRequest, filters: Filters) -> Iterator[panels.Panel]:
    """Watch the search that the list shows."""
    if request.user.has_perm("radar.use") and filters.lasting.active:
        yield from _link(_("Watch this search"), small=True, search=filters.lasting.query)


@panels.hand_in_beside("catalogue.software")
def of_software(request: HttpRequest, software: Software) -> Iterator[panels.Panel]:
    """Watch a software, or see that it is watched."""
    if not request.user.has_perm("radar.use"):
        return
    there = queries.watching(request.user, software=software)
    context: dict[str, Any] = {"watch": there, "new": _new(software=software.slug)}
    yield panels.Panel("radar/panels/software.html", context, place="side")


@panels.hand_in_beside("catalogue.source")
def of_source(request: HttpRequest, source: Source) -> Iterator[panels.Panel]:
    """Watch a whole source."""
    if request.user.has_perm("radar.use"):
        yield from _link(_("Watch this source"), search=urlencode({"source": source.slug}))


@panels.hand_in_beside("communities.body")
def of_body(request: HttpRequest, body: Body) -> Iterator[panels.Panel]:
    """Watch what a body asks."""
    if request.user.has_perm("radar.use"):
        yield from _link(_("Watch what it asks"), body=body.pk)


def _link(label: str, *, small: bool = False, **subject: Any) -> Iterator[panels.Panel]:
    yield panels.Panel(LINK, {"label": label, "address": _new(**subject), "small": small})


def _new(**subject: Any) -> str:
    return f"{reverse('radar:new')}?{urlencode(subject)}"
