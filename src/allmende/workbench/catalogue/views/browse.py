# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list: search by need, facets, export, saved searches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    JsonResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.catalogue import exporting, queries, searching, words
from allmende.workbench.catalogue.services import searches
from allmende.workbench.core import panels
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused

PER_PAGE = 20
FACET_VALUES = 30
MOST_SOURCES = 1000
LONGEST_QUERY = 1000
HIDDEN_FROM_PUBLIC = {"area"}
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address of the list asks for; anything else in it is passed over."""

    text: str
    chosen: dict[str, tuple[str, ...]]
    sort: str
    page: int

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
        return cls(
            text,
            chosen,
            sort if sort in sorts else sorts[0],
            max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
        )

    @property
    def query(self) -> str:
        """The filters as the query part of an address, without the page."""
        return self._address(self.chosen)

    @property
    def active(self) -> bool:
        return bool(self.text or self.chosen)

    def without(self, facet: str, value: str) -> str:
        """The same query with one choice less."""
        left = tuple(one for one in self.chosen[facet] if one != value)
        return self._address({**self.chosen, facet: left})

    @property
    def unfiltered(self) -> str:
        """The same need without any choice."""
        return self._address({})

    def _address(self, chosen: Mapping[str, tuple[str, ...]]) -> str:
        data = QueryDict(mutable=True)
        if self.text:
            data["q"] = self.text
        for facet, values in chosen.items():
            data.setlist(facet, list(values))
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


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to choose; `count` is what would be found with it."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    name: str
    values: tuple[FacetValue, ...]


class _Paginator(Paginator[Any]):
    count = 0

    def __init__(self, total: int) -> None:
        super().__init__([], PER_PAGE)
        self.count = total


def index(request: HttpRequest) -> HttpResponse:
    filters = Filters.of(request.GET, request.user)
    found = _find(request.user, filters)
    if not found.hits and found.total:
        filters = replace(filters, page=_Paginator(found.total).num_pages)
        found = _find(request.user, filters)
    rows = {one.pk: one for one in queries.for_list(request.user, [hit.pk for hit in found.hits])}
    facets = [_facet(facet, found, filters) for facet in facets_for(request.user)]
    everything = searching.find(request.user, limit=1, facets=("source",), facet_limit=MOST_SOURCES)
    context = {
        "filters": filters,
        "found": found,
        "hits": [(hit, rows[hit.pk]) for hit in found.hits if hit.pk in rows],
        "facets": [facet for facet in facets if facet.values],
        "chosen": _chosen(facets, filters),
        "page": DjangoPage([], filters.page, _Paginator(found.total)),
        "sorts": [(key, words.SORTS[key]) for key in sorts_for(filters.text)],
        "saved": queries.saved_searches(request.user) if request.user.is_authenticated else (),
        "total": everything.total,
        "elsewhere": panels.beside(request, "catalogue.search", filters.text)
        if filters.text and filters.page == 1 and not filters.chosen
        else [],
        "source_count": len(everything.facets["source"]),
    }
    return render(request, "catalogue/index.html", context)


def _find(user: Any, filters: Filters) -> searching.Page:
    return searching.find(
        user,
        filters.text,
        filters=filters.chosen,
        sort=filters.sort,
        offset=(filters.page - 1) * PER_PAGE,
        limit=PER_PAGE,
        facets=facets_for(user),
        facet_limit=FACET_VALUES,
    )


def _facet(key: str, found: searching.Page, filters: Filters) -> Facet:
    names = words.facet_names(key)
    chosen = filters.chosen.get(key, ())
    return Facet(
        key,
        str(words.FACETS[key]),
        tuple(
            FacetValue(value, str(names.get(value, value)), count, value in chosen)
            for value, count in found.facets.get(key, ())
        ),
    )


def _chosen(facets: Iterable[Facet], filters: Filters) -> list[dict[str, str]]:
    """What is chosen, as chips that take it away."""
    return [
        {
            "label": f"{facet.name}: {value.label}",
            "address": f"?{filters.without(facet.key, value.value)}",
        }
        for facet in facets
        for value in facet.values
        if value.checked
    ]


def suggest(request: HttpRequest) -> JsonResponse:
    """Names that begin so, for the search field as one types."""
    return JsonResponse(
        {"names": list(searching.suggest(request.user, request.GET.get("q", "")[:100]))}
    )


def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """The filtered list as CSV or JSON, all pages of it."""
    filters = Filters.of(request.GET, request.user)
    pks = searching.all_pks(request.user, filters.text, filters=filters.chosen, sort=filters.sort)
    written = exporting.FORMS[form](exporting.rows(request.user, pks))
    answer = StreamingHttpResponse(written, content_type=CONTENT_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="catalogue.{form}"'
    return answer


@require_POST
@requires("catalogue.save_search")
def save_search(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    filters = Filters.of(QueryDict(request.POST.get("query", "")), user)
    try:
        searches.save(user, request.POST.get("name", ""), filters.query)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The search has been saved."))
    return redirect(f"{redirect('catalogue:index').url}?{filters.query}")


@require_POST
@requires("catalogue.save_search")
def remove_search(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    searches.remove(user, pk)
    messages.success(request, _("The search has been removed."))
    return redirect("catalogue:index")
