# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What can be watched, as an address or a form names it, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue import words
from allmende.workbench.catalogue.filters import Filters
from allmende.workbench.catalogue.models import Software
from allmende.workbench.communities import queries as communities
from allmende.workbench.communities.models import Body
from allmende.workbench.radar.models import Watch

ALONE = (Watch.Kind.TAG, Watch.Kind.AREA, Watch.Kind.SOURCE, Watch.Kind.ORGANISATION)
"""Facets that, chosen alone and with one value, are a kind of watch of their own."""


@dataclass(frozen=True, slots=True)
class Target:
    """One subject of a watch; written `search:q=mail`, `software:keycloak` or `body:3`."""

    kind: str
    query: str = ""
    software: Software | None = None
    body: Body | None = None


def of(user: Any, written: str) -> Target | None:
    """The subject written so, if there is such a one and this person may see it."""
    what, _colon, name = written.partition(":")
    if what == "search":
        return _search(user, name)
    if what == "software" and (software := catalogue.by_slug(user, name[:120])):
        return Target(Watch.Kind.SOFTWARE, software=software)
    is_number = what == "body" and name.isdecimal() and len(name) < 10
    if is_number and (body := communities.body(int(name))):
        return Target(Watch.Kind.BODY, body=body)
    return None


def _search(user: Any, query: str) -> Target | None:
    filters = asked(user, query)
    if not filters.active:
        return None
    alone = next(iter(filters.chosen.items())) if len(filters.chosen) == 1 else ("", ())
    facet, values = alone
    if not filters.text and facet in ALONE and len(values) == 1:
        return Target(facet, filters.query)
    return Target(Watch.Kind.SEARCH, filters.query)


def asked(user: Any, query: str) -> Filters:
    """What the list would show at this address, without what depends on the day."""
    return Filters.of(QueryDict(query), user).lasting


@dataclass(slots=True)
class Names:
    """Names of the values of facets, each facet read once."""

    known: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, facet: str, value: str) -> str:
        if facet not in self.known:
            self.known[facet] = words.facet_names(facet)
        return str(self.known[facet].get(value, value))

    def parts(self, filters: Filters) -> list[str]:
        """What a search asks for, a phrase for each part of it."""
        said = [_("search: {text}").format(text=filters.text)] if filters.text else []
        for facet, values in filters.chosen.items():
            named = ", ".join(self.of(facet, one) for one in values)
            said.append(f"{words.FACETS[facet]}: {named}")
        return said


def name_of(user: Any, target: Target, names: Names) -> str:
    """What to call a watch on it, until its owner finds a better word."""
    if target.software or target.body:
        return str(target.software.name if target.software else target.body.name)[:100]  # type: ignore[union-attr]
    filters = asked(user, target.query)
    if filters.text and not filters.chosen:
        return filters.text[:100]
    return ", ".join(names.parts(filters))[:100]
