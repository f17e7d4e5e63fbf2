# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The list: search by need, facets, export, saved searches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
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

from allmende.workbench.catalogue import exporting, news, queries, searching, words
from allmende.workbench.catalogue.filters import NEWS, Filters, facets_for, sorts_for
from allmende.workbench.catalogue.services import searches
from allmende.workbench.core import panels
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.templatetags.allmende import ago

PER_PAGE = 20
FACET_VALUES = 30
MOST_SOURCES = 1000
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


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
    since = news.last_visit(request)
    sets = news.keys(request.user, NEWS, since) if queries.sees_internal(request.user) else {}
    keys = _keys(filters, sets)
    found = _find(request.user, filters, keys)
    if not found.hits and found.total:
        filters = replace(filters, page=_Paginator(found.total).num_pages)
        found = _find(request.user, filters, keys)
    rows = {one.pk: one for one in queries.for_list(request.user, [hit.pk for hit in found.hits])}
    marks = news.marks(list(rows.values()), since) if sets else {}
    facets = [_facet(facet, found, filters) for facet in facets_for(request.user)]
    everything = searching.find(request.user, limit=1, facets=("source",), facet_limit=MOST_SOURCES)
    context = {
        "filters": filters,
        "found": found,
        "hits": [(hit, rows[hit.pk], marks.get(hit.pk)) for hit in found.hits if hit.pk in rows],
        "facets": [facet for facet in facets if facet.values],
        "news": (fresh := _news(request.user, filters, sets, since)),
        "chosen": _chosen([*([fresh] if fresh else []), *facets], filters),
        "beside_line": panels.beside(request, "catalogue.list", filters) if filters.active else [],
        "page": DjangoPage([], filters.page, _Paginator(found.total)),
        "sorts": [(key, words.SORTS[key]) for key in sorts_for(filters.text)],
        "saved": queries.saved_searches(request.user) if request.user.is_authenticated else (),
        "total": everything.total,
        "elsewhere": panels.beside(request, "catalogue.search", filters.text)
        if filters.text and filters.page == 1 and not (filters.chosen or filters.news)
        else [],
        "source_count": len(everything.facets["source"]),
    }
    return render(request, "catalogue/index.html", context)


def _keys(filters: Filters, sets: Mapping[str, frozenset[int]]) -> frozenset[int] | None:
    """What the choices of news leave; None: all."""
    if not filters.news:
        return None
    return frozenset[int]().union(*(sets[one] for one in filters.news))


def _find(user: Any, filters: Filters, keys: frozenset[int] | None) -> searching.Page:
    return searching.find(
        user,
        filters.text,
        filters=filters.chosen,
        keys=keys,
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


def _news(
    user: Any, filters: Filters, sets: Mapping[str, frozenset[int]], since: datetime | None
) -> Facet | None:
    """What is new, changed or gone of what the other filters leave, each with its number."""
    values = []
    for one, keys in sets.items():
        checked = one in filters.news
        page = searching.find(user, filters.text, filters=filters.chosen, keys=keys, limit=1)
        if page.total or checked:
            values.append(FacetValue(one, _news_label(one, since), page.total, checked))
    return Facet("news", str(words.FACETS["news"]), tuple(values)) if values else None


def _news_label(what: str, since: datetime | None) -> str:
    label = str(words.NEWS[what])
    if what == "gone" or since is None:
        return label
    return _("{what} since {day}").format(what=label, day=ago(since, "day"))


def _chosen(facets: Iterable[Facet], filters: Filters) -> list[dict[str, str]]:
    """What is chosen, as chips that take it away."""
    return [
        {
            "label": f"{facet.name}: {value.label}",
            "address": f"?{_without(filters, facet.key, value.value)}",
        }
        for facet in facets
        for value in facet.values
        if value.checked
    ]


def _without(filters: Filters, facet: str, value: str) -> str:
    return filters.without_news(value) if facet == "news" else filters.without(facet, value)


def suggest(request: HttpRequest) -> JsonResponse:
    """Names that begin so, for the search field as one types."""
    return JsonResponse(
        {"names": list(searching.suggest(request.user, request.GET.get("q", "")[:100]))}
    )


def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """The filtered list as CSV or JSON, all pages of it."""
    filters = Filters.of(request.GET, request.user)
    sets = news.keys(request.user, filters.news, news.last_visit(request)) if filters.news else {}
    pks = searching.all_pks(
        request.user,
        filters.text,
        filters=filters.chosen,
        keys=_keys(filters, sets),
        sort=filters.sort,
    )
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
