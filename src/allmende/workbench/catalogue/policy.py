# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue's policy files: `catalogue.yaml` (reading sources) and `quadrant.yaml`."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import Annotated, Literal

from django.conf import settings
from pydantic import Field, field_validator, model_validator

from allmende.policies import PolicyFile, Texts

Share = Annotated[float, Field(ge=0, le=1)]
Point = tuple[float, float]
Edge = tuple[Point, Point]
StanceName = Literal["observed", "in-analysis", "in-use", "improving", "publishing", "retired"]
KindName = Literal["application", "infrastructure", "development", "desktop"]


class TagMeaning(PolicyFile):
    """What a tag of one of our own sources says."""

    kind: KindName | None = None
    stance: StanceName | None = None
    since: int | None = None


class CataloguePolicy(PolicyFile):
    """`catalogue.yaml`."""

    own_sources: tuple[str, ...] = ()
    default_stance: StanceName = "in-use"
    stances: tuple[StanceName, ...]
    kinds: tuple[KindName, ...]
    tags: dict[str, TagMeaning] = {}
    sponsor_tag: str = "sponsor"
    drift: float = Field(0.6, gt=0)
    drift_days: int = Field(180, gt=0)

    @model_validator(mode="after")
    def _ranks_what_tags_mean(self) -> "CataloguePolicy":
        stances = {self.default_stance, *(one.stance for one in self.tags.values() if one.stance)}
        kinds = {one.kind for one in self.tags.values() if one.kind}
        if missing := {*stances.difference(self.stances), *kinds.difference(self.kinds)}:
            raise ValueError(f"the order of `stances` or `kinds` lacks {min(missing)}")
        return self


class Area(PolicyFile):
    """One area of the quadrant: a polygon in [0, 1]², its title and the strategy that follows."""

    key: str
    title: Texts
    strategy: Texts
    corners: tuple[tuple[Share, Share], ...] = Field(min_length=3)

    @property
    def edges(self) -> list["Edge"]:
        return list(zip(self.corners, self.corners[-1:] + self.corners[:-1], strict=True))

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border (even-odd rule, border included)."""
        inside = False
        for (ax, ay), (bx, by) in self.edges:
            if _on_segment(x, y, ax, ay, bx, by):
                return True
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


class Quadrant(PolicyFile):
    """`quadrant.yaml`: the axes and the areas, which cover the whole square."""

    x: Texts
    y: Texts
    areas: tuple[Area, ...]

    @field_validator("areas")
    @classmethod
    def _cover_the_square(cls, areas: tuple[Area, ...]) -> tuple[Area, ...]:
        for x, y in _one_point_of_each_cell([edge for area in areas for edge in area.edges]):
            if not any(area.holds(x, y) for area in areas):
                raise ValueError(f"no area holds the point ({x:.4g}, {y:.4g})")
        return areas

    def area_of(self, x: float, y: float) -> Area:
        """The first area that holds the point; both in 0..1."""
        return next(area for area in self.areas if area.holds(x, y))

    def area(self, key: str) -> Area | None:
        return next((area for area in self.areas if area.key == key), None)


def _one_point_of_each_cell(edges: Sequence[Edge]) -> Iterator[Point]:
    """A point in each cell that these edges cut the unit square into, so that none is missed.

    Between two neighbouring corners or crossings the edges keep their order from bottom to top.
    """
    corners = [point[0] for edge in edges for point in edge]
    crossings = [x for one, other in combinations(edges, 2) for x in _crossing(one, other)]
    for x in _middles([*corners, *crossings]):
        heights = [
            ay + (by - ay) * (x - ax) / (bx - ax)
            for (ax, ay), (bx, by) in edges
            if min(ax, bx) < x < max(ax, bx)
        ]
        for y in _middles(heights):
            yield x, y


def _middles(cuts: Iterable[float]) -> list[float]:
    return [(low + high) / 2 for low, high in pairwise(sorted({0.0, 1.0, *cuts}))]


def _crossing(one: Edge, other: Edge) -> Iterator[float]:
    """Where two edges cross, from left to right; nothing where they are parallel."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if turn:
        share = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
        if 0 <= share <= 1:
            yield ax + share * (bx - ax)


def _on_segment(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> bool:
    cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    between = min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)
    return abs(cross) < 1e-9 and between


@cache
def catalogue_policy() -> CataloguePolicy:
    """The office's `catalogue.yaml`."""
    return settings.POLICY.read("catalogue.yaml", CataloguePolicy)


@cache
def quadrant() -> Quadrant:
    """The office's `quadrant.yaml`."""
    return settings.POLICY.read("quadrant.yaml", Quadrant)
