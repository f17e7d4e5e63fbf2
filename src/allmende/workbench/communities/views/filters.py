# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Filters of a list: what an address asks, what fits, and the choices with their counts.

An office has hundreds of bodies, consultations and obligations at most, so that they are read once
and counted here.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

Row = TypeVar("Row")
LONGEST, MOST, PER_PAGE = 300, 30, 40
"""Letters of a word and words of a filter, so that an address asks for no more; rows of a page."""


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """One group of choices: the word of a row, and the words by label in their order."""

    name: str
    title: str | Promise
    word: Callable[[Row], str]
    labels: Mapping[str, str | Promise]


@dataclass(frozen=True)
class Narrowed(Generic[Row]):
    """What is left of a list, and what a page shows beside it."""

    rows: list[Row]
    text: str
    facets: list[dict[str, Any]] = field(default_factory=list)
    is_narrowed: bool = False

    def page(self, request: HttpRequest) -> dict[str, Any]:
        """What the template of a list needs."""
        query = request.GET.copy()
        query.pop("page", None)
        page = Paginator(self.rows, PER_PAGE).get_page(request.GET.get("page"))
        return {
            "page": page,
            "text": self.text,
            "facets": self.facets,
            "narrowed": self.is_narrowed,
            "query": query.urlencode(),
        }


def narrow(
    rows: Sequence[Row],
    data: QueryDict,
    filters: Sequence[Filter[Row]],
    said: Callable[[Row], str],
) -> Narrowed[Row]:
    """The rows an address asks for; each word of `q` occurs in what is `said` of a row."""
    text = data.get("q", "").replace("\0", "").strip()[:LONGEST]
    chosen = {one.name: _given(data, one.name) for one in filters}
    words = text.casefold().split()
    found = [one for one in rows if all(word in said(one).casefold() for word in words)]
    left = [one for one in found if _fits(one, filters, chosen)]
    facets = [_facet(one, found, filters, chosen) for one in filters]
    shown = [one for one in facets if len(one["choices"]) > 1 or chosen[one["name"]]]
    return Narrowed(left, text, shown, bool(text or any(chosen.values())))


def _given(data: QueryDict, name: str) -> tuple[str, ...]:
    said = [one.replace("\0", "")[:LONGEST] for one in data.getlist(name) if one]
    return tuple(dict.fromkeys(said))[:MOST]


def _fits(
    row: Row,
    filters: Sequence[Filter[Row]],
    chosen: Mapping[str, tuple[str, ...]],
    without: str = "",
) -> bool:
    return all(
        not chosen[one.name] or one.word(row) in chosen[one.name]
        for one in filters
        if one.name != without
    )


def _facet(
    one: Filter[Row],
    rows: Sequence[Row],
    filters: Sequence[Filter[Row]],
    chosen: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    """The choices of one filter, each with the number it would give, the other filters kept."""
    counts = Counter(one.word(row) for row in rows if _fits(row, filters, chosen, one.name))
    known = [key for key in one.labels if counts[key] or key in chosen[one.name]]
    choices = [
        {
            "value": key,
            "label": one.labels[key],
            "count": counts[key],
            "checked": key in chosen[one.name],
        }
        for key in known
    ]
    return {"name": one.name, "title": one.title, "choices": choices}
