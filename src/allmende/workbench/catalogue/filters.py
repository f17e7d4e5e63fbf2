# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an address of the software list asks for; also what a kept or watched search says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from allmende.workbench.catalogue import queries, searching

LONGEST_QUERY = 1000
HIDDEN_FROM_PUBLIC = {"area"}
NEWS = ("new", "changed", "gone")
"""New or changed since the last visit; or no longer seen in a source."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address of the list asks for; anything else in it is passed over."""

    text: str
    chosen: dict[str, tuple[str, ...]]
    sort: str
    page: int
    news: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: QueryDict, user: Any) -> "Filters":
        chosen = {
            facet: tuple(dict.fromkeys(data.getlist(facet)[:50]))
            for facet in facets_for(user)
            if data.get(facet)
        }
        text = data.get("q", "").strip()[:LONGEST_QUERY]
        sorts = sorts_for(text)
        sort = data.get("sort", "")
        page = data.get("page", "1")
        wanted = data.getlist("news") if queries.sees_internal(user) else ()
        return cls(
            text,
            chosen,
            sort if sort in sorts else sorts[0],
            max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
            tuple(one for one in NEWS if one in wanted),
        )

    @property
    def query(self) -> str:
        """The filters as the query part of an address, without the page."""
        return self._address(self.chosen)

    @property
    def active(self) -> bool:
        return bool(self.text or self.chosen or self.news)

    @property
    def lasting(self) -> "Filters":
        """The same without what depends on the day: what of it can be watched."""
        return replace(self, news=(), page=1)

    def without(self, facet: str, value: str) -> str:
        """The same query with one choice less."""
        left = tuple(one for one in self.chosen[facet] if one != value)
        return self._address({**self.chosen, facet: left})

    def without_news(self, value: str) -> str:
        """The same query without one of the choices of news."""
        return replace(self, news=tuple(one for one in self.news if one != value)).query

    @property
    def unfiltered(self) -> str:
        """The same need without any choice."""
        return replace(self, news=())._address({})

    def _address(self, chosen: Mapping[str, tuple[str, ...]]) -> str:
        data = QueryDict(mutable=True)
        if self.text:
            data["q"] = self.text
        for facet, values in chosen.items():
            data.setlist(facet, list(values))
        if self.news:
            data.setlist("news", list(self.news))
        if self.sort != sorts_for(self.text)[0]:
            data["sort"] = self.sort
        return data.urlencode()


def facets_for(user: Any) -> tuple[str, ...]:
    """The facets this person may filter by."""
    if queries.sees_internal(user):
        return searching.FACETS
    return tuple(facet for facet in searching.FACETS if facet not in HIDDEN_FROM_PUBLIC)


def sorts_for(text: str) -> tuple[str, ...]:
    """The orders a list can have, the usual one first; without a need nothing fits better."""
    return ("relevance" if text else "rank", "name", "changed")
