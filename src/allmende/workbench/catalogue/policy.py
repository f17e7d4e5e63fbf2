# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue's policy files: `catalogue.yaml` (reading sources) and `quadrant.yaml`."""

from functools import cache
from typing import Annotated, Literal

from django.conf import settings
from pydantic import Field, model_validator

from allmende.policies import PolicyFile

Share = Annotated[float, Field(ge=0, le=1)]
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


class Area(PolicyFile):
    """One area of the quadrant: a polygon in [0, 1]², its title and the strategy that follows."""

    key: str
    title: dict[str, str]
    strategy: dict[str, str]
    corners: tuple[tuple[Share, Share], ...] = Field(min_length=3)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border (even-odd rule, border included)."""
        inside = False
        for (ax, ay), (bx, by) in zip(self.corners, self.corners[-1:] + self.corners, strict=False):
            if _on_segment(x, y, ax, ay, bx, by):
                return True
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


class Quadrant(PolicyFile):
    """`quadrant.yaml`: the axes and the areas, which cover the whole square."""

    x: dict[str, str]
    y: dict[str, str]
    areas: tuple[Area, ...]

    @model_validator(mode="after")
    def _covers_the_square(self) -> "Quadrant":
        steps = [step / 40 for step in range(41)]
        for x, y in ((x, y) for x in steps for y in steps):
            if not any(area.holds(x, y) for area in self.areas):
                raise ValueError(f"no area holds the point ({x}, {y})")
        return self

    def area_of(self, x: float, y: float) -> Area:
        """The first area that holds the point; both in 0..1."""
        return next(area for area in self.areas if area.holds(x, y))

    def area(self, key: str) -> Area | None:
        return next((area for area in self.areas if area.key == key), None)


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
