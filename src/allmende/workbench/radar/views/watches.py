# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""My watches: the list, a new one, its name and mail, its end."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allmende.workbench.cases.queries import feeds
from allmende.workbench.cases.queries.telling import preference
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue import words as catalogue
from allmende.workbench.communities import queries as communities
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.radar import queries, showing, targets
from allmende.workbench.radar.forms import NO_MAIL, ChangeForm, WatchForm
from allmende.workbench.radar.models import Watch
from allmende.workbench.radar.services import watches
from allmende.workbench.radar.targets import ALONE, Names, Target

OFFERED = 60
"""Values of a facet that the form offers; any other is watched from the list."""


@requires("radar.use")
def index(request: HttpRequest) -> HttpResponse:
    """All watches one sees, one's own and those of the office."""
    names = Names()
    shown = queries.with_wishes(request.user)  # type: ignore[arg-type]
    own, shared = (
        [_row(request.user, one, names) for one in shown if one.is_shared == shared]
        for shared in (False, True)
    )
    context = {
        "lists": [(_("Mine"), own), (_("Of the office"), shared)],
        "any_mail": any(row["mail"] for row in own + shared),
        "mails": preference(request.user).mails,
        "has_feed": feeds.has_address(request.user),
    }
    return render(request, "radar/watches.html", context)


def _row(user: Any, one: Watch, names: Names) -> dict[str, Any]:
    wishes = one.my_wishes  # type: ignore[attr-defined]
    return {
        "watch": one,
        "why": showing.why(user, one, names),
        "address": showing.address_of(one),
        "mail": wishes[0].get_rhythm_display() if wishes else "",
    }


@requires("radar.use")
def new(request: HttpRequest) -> HttpResponse:
    """Watch what the address names, or choose what; what is watched already leads to its page."""
    user: Any = request.user
    written = _written(request)
    target = targets.of(user, written) if written else None
    if written and target is None:
        raise Http404
    if target and request.method != "POST" and (there := _there(user, target)):
        messages.info(request, _("This is watched already."))
        return redirect(there)
    names = Names()
    initial = {"what": written, "mail": NO_MAIL, "whose": "me"}
    if target:
        initial["name"] = targets.name_of(user, target, names)
    form = WatchForm(
        request.POST or None,
        initial=initial,
        choices=None if target else _choices(user),
        may_share=user.has_perm("radar.share"),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wanted = target or targets.of(user, said["what"])
        if wanted is None:
            raise Http404
        try:
            watches.add(
                user,
                wanted,
                said["name"] or targets.name_of(user, wanted, names),
                rhythm=said["mail"],
                shared=said.get("whose") == "office",
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Watched from now on."))
            return redirect("radar:watches")
    context = {"form": form, "target": target, "why": _why(user, target, names)}
    return render(request, "radar/new.html", context)


def _written(request: HttpRequest) -> str:
    """The subject that the address names; what was sent names it in the form."""
    for kind in ("search", "software", "body"):
        if name := request.GET.get(kind):
            return f"{kind}:{name[:2000]}"
    return ""


def _there(user: Any, target: Target) -> Watch | None:
    return queries.watching(user, query=target.query, software=target.software, body=target.body)


def _why(user: Any, target: Target | None, names: Names) -> list[str]:
    if target is None:
        return []
    unsaved = Watch(
        kind=target.kind, query=target.query, software=target.software, body=target.body
    )
    return showing.why(user, unsaved, names)


def _choices(user: Any) -> list[Any]:
    """What can be chosen without a search, by group; with how many entries each has now."""
    page = searching.find(user, limit=1, facets=ALONE, facet_limit=OFFERED)
    names = Names()
    groups: list[Any] = [("", _("Please choose"))]
    for facet in ("area", "tag", "source", "organisation"):
        values = [
            (f"search:{urlencode({facet: value})}", f"{names.of(facet, value)} ({number})")
            for value, number in page.facets.get(facet, ())
        ]
        if values:
            groups.append((str(catalogue.FACETS[facet]), values))
    if bodies := [(f"body:{one.pk}", one.name) for one in communities.bodies()]:
        groups.append((_("What a body asks"), bodies))
    return groups


@requires("radar.use")
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is about, its name and mail."""
    user: Any = request.user
    found = _watch_or_404(request, pk)
    wish = found.wishes.filter(person=user).first()
    initial = {"name": found.name, "mail": wish.rhythm if wish else NO_MAIL}
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            watches.rename(user, found, form.cleaned_data["name"])
            watches.set_mail(user, found, form.cleaned_data["mail"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("radar:watches")
    context = {
        "watch": found,
        "form": form,
        "why": showing.why(user, found, Names()),
        "address": showing.address_of(found),
    }
    return render(request, "radar/watch.html", context)


@require_POST
@requires("radar.use")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """End a watch."""
    found = _watch_or_404(request, pk)
    watches.remove(request.user, found)  # type: ignore[arg-type]
    messages.success(request, _("“{name}” is no longer watched.").format(name=found.name))
    return redirect("radar:watches")


@require_POST
@requires("radar.use")
def quiet(request: HttpRequest) -> HttpResponse:
    """No more mail of the radar."""
    number = watches.be_quiet(request.user)  # type: ignore[arg-type]
    told = ngettext("No more mail of {n} watch.", "No more mail of {n} watches.", number).format(
        n=number
    )
    messages.success(request, told)
    return redirect("radar:watches")


def _watch_or_404(request: HttpRequest, pk: int) -> Watch:
    found = queries.watch(request.user, pk)
    if found is None:
        raise Http404
    return found
