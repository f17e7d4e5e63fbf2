# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The quadrant as a drawing: where in an SVG each area, label and point goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils import formats, translation
from django.utils.http import urlencode
from django.utils.text import Truncator

from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.policy import Area, Quadrant
from allmende.workbench.catalogue.queries import Point

SIDE = 300
"""Length of the square's side, in units of the drawing."""
LEFT, TOP = 30, 14
WIDTH, HEIGHT = LEFT + SIDE + 12, TOP + SIDE + 30
LETTERS_A_LINE = 16
LETTERS_OF_A_LABEL = 30
LETTER = 6.6
"""Mean width of a letter in a label, a little more than it takes, so that none is cut off."""
BELOW, ABOVE = "1.75em", "-1.1em"
"""From the middle of a large point to the line of its label, in heights of a letter."""
LOWEST = 26
"""Nearer to the lower edge than this, a label stands above its point."""


class Place(Protocol):
    """Whatever has a place: 0 to 1 on both axes."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An area as a polygon, with its title broken into lines and where the first one stands."""

    key: str
    title: str
    strategy: str
    corners: str
    """In shares of the axes, for the script that tells areas while a point is dragged."""
    polygon: str
    lines: tuple[str, ...]
    x: float
    y: float
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """A software as a point."""

    software: Software
    cx: float
    cy: float
    label: str
    faint: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class DrawnLabel:
    """The large point's name, inside the square."""

    text: str
    x: float
    dy: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template draws; `me` is the software the page is about."""

    areas: tuple[DrawnArea, ...]
    points: tuple[DrawnPoint, ...]
    me: DrawnPoint | None
    label: DrawnLabel | None
    mine: DrawnArea | None
    """The area in which `me` lies."""
    x_axis: str
    y_axis: str
    left: int = LEFT
    top: int = TOP
    side: int = SIDE
    width: int = WIDTH
    height: int = HEIGHT
    bottom: int = TOP + SIDE
    right: int = LEFT + SIDE
    middle_x: int = LEFT + SIDE // 2
    half: int = SIDE // 2

    @property
    def chosen(self) -> DrawnArea | None:
        return next((area for area in self.areas if area.chosen), None)


Links = Callable[[Point], str]


def share(value: float) -> str:
    """A place on an axis as one reads it: two digits after the point or comma."""
    return formats.number_format(value, 2)


def to_row(point: Point) -> str:
    """The point's line in the table beneath the large picture."""
    query = urlencode({"area": point.area.key})
    return f"{reverse('catalogue:quadrant')}?{query}#placed-{point.software.slug}"


def to_software(point: Point) -> str:
    """The page of the point's software."""
    return point.software.get_absolute_url()


def draw(
    quadrant: Quadrant,
    points: Sequence[Point] = (),
    *,
    chosen: str = "",
    stance: str = "",
    me: tuple[Software, Place | None] | None = None,
    links: Links | None = None,
) -> Picture:
    """Draw the quadrant in the active language; points outside the chosen area are faint.

    With `links`, areas lead to the quadrant narrowed to them (and to `stance`), points to what
    `links` says; without, the picture is one image.
    """
    language = translation.get_language() or "de"
    areas = {
        area.key: _area(
            area, language, chosen=area.key == chosen, stance=stance, linked=bool(links)
        )
        for area in quadrant.areas
    }
    mine, label, around = None, None, None
    software, place = me or (None, None)
    if software and place:
        mine = DrawnPoint(software, *_place(place.x, place.y), software.name)
        label = _label(mine)
        around = areas[quadrant.area_of(place.x, place.y).key]
    return Picture(
        # The chosen area comes last, so that no neighbour's line lies over its own.
        tuple(sorted(areas.values(), key=lambda area: area.chosen)),
        tuple(
            DrawnPoint(
                point.software,
                *_place(point.placement.x, point.placement.y),
                f"{point.software.name}: {point.area.title[language]}",
                faint=me is not None or (bool(chosen) and point.area.key != chosen),
                address=links(point) if links else "",
            )
            for point in points
        ),
        mine,
        label,
        around,
        quadrant.x[language],
        quadrant.y[language],
    )


def _place(x: float, y: float) -> tuple[float, float]:
    return round(LEFT + SIDE * x, 1), round(TOP + SIDE * (1 - y), 1)


def _label(point: DrawnPoint) -> DrawnLabel:
    """Under the point, or above it at the lower edge; never beyond the left or right edge."""
    text = Truncator(point.label).chars(LETTERS_OF_A_LABEL)
    half = min(len(text) * LETTER, SIDE) / 2
    x = min(max(point.cx, LEFT + half), LEFT + SIDE - half)
    return DrawnLabel(text, round(x, 1), ABOVE if point.cy > TOP + SIDE - LOWEST else BELOW)


def _area(area: Area, language: str, *, chosen: bool, stance: str, linked: bool) -> DrawnArea:
    corners = [_place(x, y) for x, y in area.corners]
    title = area.title[language]
    top = min(y for _x, y in corners)
    # A title stands in the middle of its area's upper edge, where the area is never narrower
    # than beneath; an area that ends in a tip there has it in the middle of its width.
    upper = [x for x, y in corners if y == top]
    across = upper if len(upper) > 1 else [x for x, _y in corners]
    query = {} if chosen else {"area": area.key}
    if stance:
        query["stance"] = stance
    return DrawnArea(
        area.key,
        title,
        area.strategy[language],
        " ".join(f"{x},{y}" for x, y in area.corners),
        " ".join(f"{x},{y}" for x, y in corners),
        tuple(_broken(title)),
        round((min(across) + max(across)) / 2, 1),
        top + 6,
        chosen,
        f"{reverse('catalogue:quadrant')}?{urlencode(query)}" if linked else "",
    )


def _broken(title: str) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS_A_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
