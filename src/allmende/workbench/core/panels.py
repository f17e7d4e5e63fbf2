# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Figures and panels that apps hand in: for the start page, and for a page of an app below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts as a link, and a state: "", good, warn or bad."""

    number: int
    label: str | Promise
    address: str
    state: str = ""
    note: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A block of a page: a template with its context; `place` is main or side."""

    template: str
    context: dict[str, Any]
    place: str = "main"


Giver = Callable[[HttpRequest], Iterable[Figure | Panel]]
BesideGiver = Callable[[HttpRequest, Any], Iterable[Panel]]
_GIVERS: list[Giver] = []
_BESIDE: dict[str, list[BesideGiver]] = {}


def hand_in(giver: Giver) -> Giver:
    """Decorator: this function gives figures and panels for the start page."""
    _GIVERS.append(giver)
    return giver


def for_today(request: HttpRequest) -> dict[str, Any]:
    """Everything the apps hand in for this person, sorted by place."""
    given = [one for giver in _GIVERS for one in giver(request)]
    panels = [one for one in given if isinstance(one, Panel)]
    return {
        "figures": [one for one in given if isinstance(one, Figure)],
        "main": [one for one in panels if one.place == "main"],
        "side": [one for one in panels if one.place == "side"],
    }


def hand_in_beside(kind: str) -> Callable[[BesideGiver], BesideGiver]:
    """Decorator: this function gives panels for the page of each record of `kind`.

    A kind is app and model, such as `catalogue.software`. So an app above adds to a page of an app
    below, which does not know it.
    """

    def keep(giver: BesideGiver) -> BesideGiver:
        _BESIDE.setdefault(kind, []).append(giver)
        return giver

    return keep


def beside(request: HttpRequest, kind: str, record: Any) -> list[Panel]:
    """What the apps hand in for the page of this record."""
    return [one for giver in _BESIDE.get(kind, ()) for one in giver(request, record)]
