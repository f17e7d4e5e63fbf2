# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What we say of our software, as files for everybody."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse

from allmende.workbench.api import codemeta, dcat, queries
from allmende.workbench.api.answering import kept, public
from allmende.workbench.api.problems import NotFound
from allmende.workbench.api.told import Told, tell, tell_all

WRITERS: Mapping[str, tuple[str, Callable[[list[dcat.Node]], str]]] = {
    "jsonld": ("application/ld+json", dcat.jsonld),
    "ttl": ("text/turtle; charset=utf-8", dcat.turtle),
}


@public
def publiccode(request: HttpRequest, slug: str) -> HttpResponse:
    """The valid publiccode.yml; 404 while something mandatory is not known."""
    told = _told(slug)
    if told.text is None:
        raise NotFound("What is known of this software does not make a valid publiccode.yml yet")
    sent = HttpResponse(told.text, content_type="application/yaml; charset=utf-8")
    return kept(sent, told.changed_at)


@public
def code_meta(request: HttpRequest, slug: str) -> HttpResponse:
    told = _told(slug)
    shown = JsonResponse(
        codemeta.of(told),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return kept(shown, told.changed_at)


@public
def dcat_ap(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One software in DCAT-AP; 404 while nobody has described it."""
    told = _told(slug)
    nodes = dcat.entry(told)
    if not nodes:
        raise NotFound("DCAT-AP demands a description, and nobody has given one")
    return kept(_written(nodes, form), told.changed_at)


@public
def dcat_catalogue(request: HttpRequest, form: str) -> HttpResponse:
    """Everything we publish in DCAT-AP."""
    found = [one for one in tell_all(queries.ours()) if one.entry.active]
    return kept(_written(dcat.catalogue(found), form))


def _written(nodes: list[dcat.Node], form: str) -> HttpResponse:
    content_type, write = WRITERS[form]
    return HttpResponse(write(nodes), content_type=content_type)


def _told(slug: str) -> Told:
    entry = queries.by_slug(slug)
    if entry is None:
        raise NotFound("Software was not found")
    records = queries.records_of([entry])
    return tell(entry, records[entry.software.pk] if entry.software else [])
