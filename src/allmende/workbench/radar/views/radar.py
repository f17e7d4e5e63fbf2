# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The radar: what happened outside, by the watch it fits; a list of it, and a file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.catalogue import news
from allmende.workbench.core import exporting, panels
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.radar import queries, showing, words
from allmende.workbench.radar.services import seeing
from allmende.workbench.radar.showing import MINE, REST, Radar

PER_PAGE = 20
FIELDS = ("software", "slug", "kinds", "at", "watches", "changes")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of the radar asks for; `which` is a list: mine, rest, or of one watch."""

    since: str
    which: str
    kind: str
    with_seen: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        since, which = request.GET.get("since", ""), request.GET.get("watch", "")
        known = which in (MINE, REST) or (which.isdecimal() and len(which) < 10)
        kind = request.GET.get("kind", "")
        return cls(
            since if since in words.SINCE else "visit",
            which if known else "",
            kind if kind in words.KINDS else "",
            request.GET.get("seen") == "1",
        )

    def address(self, **changes: Any) -> str:
        """The radar with these choices; `visit` is what it shows anyway."""
        kept = {
            "since": self.since,
            "watch": self.which,
            "kind": self.kind,
            "seen": "1" if self.with_seen else "",
            **changes,
        }
        return showing.address(**{**kept, "since": kept["since"].replace("visit", "")})


def _radar(request: HttpRequest, asked: Asked) -> tuple[Radar, datetime | None]:
    visit = news.last_visit(request)
    seen = None if asked.with_seen else queries.seen_by(request.user)  # type: ignore[arg-type]
    return showing.radar(request.user, showing.moment(asked.since, visit), seen), visit


@requires("radar.use")
def index(request: HttpRequest) -> HttpResponse:
    """The overview by watch, or the list that a figure leads to."""
    asked = Asked.of(request)
    found, visit = _radar(request, asked)
    context = {
        "asked": asked,
        "radar": found,
        "first": visit is None and asked.since == "visit",
        "choices": [
            {"label": label, "address": asked.address(since=key), "current": key == asked.since}
            for key, label in words.SINCE.items()
        ],
        "watching": queries.watches_of(request.user).exists(),
        "here": request.get_full_path(),
        "seen_address": asked.address(seen="" if asked.with_seen else "1"),
        "export": asked.address().partition("?")[2],
        # Of this page, so that "seen" covers no more than what it shows.
        "until": timezone.now().isoformat(),
    }
    if asked.which:
        return render(request, "radar/list.html", context | _list(request, asked, found))
    showing.with_entries(found)
    context |= {
        "figures": _figures(asked, found, MINE) if found.groups else [],
        "rest": _figures(asked, found, REST),
        "groups": [(one, asked.address(watch=one.watch.pk)) for one in found.groups],
    }
    return render(request, "radar/index.html", context)


def _figures(asked: Asked, found: Radar, which: str) -> list[panels.Figure]:
    counted = found.counts(which)
    return [
        panels.Figure(
            counted[kind],
            label,
            asked.address(watch=which, kind=kind),
            words.KIND_TAGS[kind] if counted[kind] else "",
        )
        for kind, label in words.KINDS.items()
    ]


def _list(request: HttpRequest, asked: Asked, found: Radar) -> dict[str, Any]:
    """One page of a list."""
    group, pks, title = _chosen(request, asked, found)
    page = Paginator(pks, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "title": title,
        "group": group,
        "page": page,
        "entries": found.entries(list(page.object_list), group),
        "kinds": [
            {"label": label, "address": asked.address(kind=key), "current": key == asked.kind}
            for key, label in (("", _("all")), *words.KINDS.items())
        ],
    }


def _chosen(
    request: HttpRequest, asked: Asked, found: Radar
) -> tuple[showing.Group | None, list[int], str]:
    if asked.which in (MINE, REST):
        titles = {MINE: _("What fits my watches"), REST: _("What fits no watch")}
        return None, found.pks(asked.which, asked.kind), titles[asked.which]
    watch = queries.watch(request.user, int(asked.which))
    if watch is None:
        raise Http404
    group = found.group(watch.pk)
    pks = group.pks if group else []
    if asked.kind:
        pks = [pk for pk in pks if asked.kind in found.news[pk].kinds]
    return group, pks, watch.name


@requires("radar.use")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list as a file; without a choice all that happened."""
    asked = Asked.of(request)
    found, _visit = _radar(request, asked)
    if asked.which:
        _group, pks, _title = _chosen(request, asked, found)
    else:
        pks = list(found.news)
    return exporting.answer(form, "radar", FIELDS, rows(found, pks))


def rows(found: Radar, pks: list[int]) -> list[exporting.Row]:
    """Entries as a file has them."""
    return [
        {
            "software": one.software.name,
            "slug": one.software.slug,
            "kinds": list(one.kinds),
            "at": one.at.isoformat(),
            "watches": [watch.name for watch in one.fits],
            "changes": [told.sentence for told in one.told],
        }
        for one in found.entries(pks)
    ]


@require_POST
@requires("radar.use")
def seen(request: HttpRequest) -> HttpResponse:
    """Take an entry off the radar until something new happens to it; or all of them."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    subject = request.POST.get("subject", "")
    try:
        seeing.seen(request.user, subject, until if until and until.tzinfo else None)  # type: ignore[arg-type]
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Noted as seen.") if subject else _("All of it is seen."))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if safe else "radar:index")
