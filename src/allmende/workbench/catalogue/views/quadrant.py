# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The architecture quadrant: a picture with its table, and placing by form or by dragging."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import picture, queries
from allmende.workbench.catalogue.forms import PlacementForm
from allmende.workbench.catalogue.models import Placement, Software, Stance
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.catalogue.services import placing
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused

SORTS: Mapping[str, Callable[[queries.Point], Any]] = {
    "name": lambda point: point.software.name.casefold(),
    "x": lambda point: point.placement.x,
    "y": lambda point: point.placement.y,
    "at": lambda point: point.placement.at,
}
MIDDLE = 0.5


@requires("catalogue.view_internal")
def index(request: HttpRequest) -> HttpResponse:
    """Every placed software as a point and as a row, all of them or those of one area."""
    area, stance = request.GET.get("area", ""), request.GET.get("stance", "")
    stance = stance if stance in Stance.values else ""
    everything = queries.points(request.user, stance=stance)
    chosen = quadrant().area(area)
    shown = [point for point in everything if chosen is None or point.area.key == chosen.key]
    drawn = picture.draw(
        quadrant(),
        everything,
        chosen=chosen.key if chosen else "",
        stance=stance,
        links=picture.to_row,
    )
    context = {
        "picture": drawn,
        "rows": _sorted(shown, request.GET.get("sort", "")),
        "tabs": _tabs(everything, chosen.key if chosen else "", stance),
        "area": chosen,
        "stance": stance,
        "stances": Stance.choices,
        "list": _list(chosen.key if chosen else "", stance),
    }
    return render(request, "catalogue/quadrant/index.html", context)


def _sorted(points: list[queries.Point], sort: str) -> list[queries.Point]:
    key = SORTS.get(sort.removeprefix("-"))
    return sorted(points, key=key, reverse=sort.startswith("-")) if key else points


def _tabs(points: list[queries.Point], chosen: str, stance: str) -> list[dict[str, Any]]:
    """All, and each area, with how many lie in it."""
    language = translation.get_language() or "de"
    areas = [("", _("All areas"), len(points))] + [
        (one.key, one.title[language], sum(point.area.key == one.key for point in points))
        for one in quadrant().areas
    ]
    return [
        {
            "label": title,
            "count": number,
            "address": "?" + urlencode({k: v for k, v in (("area", key), ("stance", stance)) if v}),
            "current": key == chosen,
        }
        for key, title, number in areas
    ]


def _list(area: str, stance: str) -> dict[str, str]:
    """Where the catalogue shows the same software as a list, and gives it as a file."""
    areas = [area] if area else [one.key for one in quadrant().areas]
    query = urlencode({"area": areas, **({"stance": stance} if stance else {})}, doseq=True)
    return {
        "address": f"{reverse('catalogue:index')}?{query}",
        "csv": f"{reverse('catalogue:export', args=['csv'])}?{query}",
    }


@requires("catalogue.place_software")
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Place a software by form; the script lets one drag the point instead."""
    software = queries.by_slug(request.user, slug)
    if software is None:
        raise Http404
    current = queries.placement_of(software)
    start = current or Placement(x=MIDDLE, y=MIDDLE)
    form = PlacementForm(request.POST or None, initial={"x": start.x, "y": start.y})
    if request.method == "POST" and form.is_valid():
        try:
            placing.place(request.user, software, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“{name}” is placed.").format(name=software.name))
            return redirect(software)
    others = [one for one in queries.points(request.user) if one.software.pk != software.pk]
    context = {
        "software": software,
        "form": form,
        "current": current,
        "history": _history(software),
        "picture": picture.draw(quadrant(), others, me=(software, _written(form, start))),
    }
    return render(request, "catalogue/quadrant/place.html", context)


def _written(form: PlacementForm, start: Placement) -> Placement:
    """The place the form shows, so that nothing is lost after an error."""
    valid = getattr(form, "cleaned_data", {})
    return Placement(x=valid.get("x", start.x), y=valid.get("y", start.y))


def _history(software: Software) -> list[dict[str, Any]]:
    """Every placement as an entry of a timeline, the newest first."""
    language = translation.get_language() or "de"
    return [
        {
            "text": f"{quadrant().area_of(one.x, one.y).title[language]}: {one.reason}",
            "at": one.at,
            "by": one.by or "Allmende",
            "note": _("{x} to the right, {y} up").format(
                x=picture.share(one.x), y=picture.share(one.y)
            ),
            "state": "" if number else "good",
        }
        for number, one in enumerate(software.placements.select_related("by"))
    ]
