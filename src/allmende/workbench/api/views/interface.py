# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The Developers Italia API, version 1, for reading: only what has a valid publiccode.yml."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from allmende.identity import normalise_repository
from allmende.workbench.api import queries
from allmende.workbench.api.answering import in_json, public
from allmende.workbench.api.paging import Page, page_of
from allmende.workbench.api.problems import NotFound, Unprocessable
from allmende.workbench.api.told import Told, tell_all

CATALOGUE = "ours"
"""What the catalogue may be called instead of its id."""


@public
def status(request: HttpRequest) -> HttpResponse:
    """Whether the interface answers: 204 without content."""
    queries.answers()
    sent = HttpResponse(status=204)
    sent["Cache-Control"] = "no-cache"
    return sent


@public
def software_list(request: HttpRequest) -> HttpResponse:
    """Software, the oldest first; `all` also shows what has ended, `url` only one."""
    return _software_page(request)


@public
def software(request: HttpRequest, id: str) -> HttpResponse:
    found = _one(id)
    return in_json(_software(found), found.changed_at)


@public
def publishers(request: HttpRequest) -> HttpResponse:
    """The one publisher: this office's organisation."""
    return in_json(Page(()).as_json(_within(request, [_publisher(told) for told in _groups()])))


@public
def publisher(request: HttpRequest, id: str) -> HttpResponse:
    return in_json(_picked("Publisher", id, [_publisher(told) for told in _groups()]))


@public
def catalogues(request: HttpRequest) -> HttpResponse:
    """The one catalogue: what is ours."""
    return in_json(Page(()).as_json(_within(request, [_catalogue(told) for told in _groups()])))


@public
def catalogue(request: HttpRequest, id: str) -> HttpResponse:
    return in_json(_picked("Catalog", id, [_catalogue(told) for told in _groups()]))


@public
def catalogue_software(request: HttpRequest, id: str) -> HttpResponse:
    _picked("Catalog", id, [_catalogue(told) for told in _groups()])
    return _software_page(request)


@public
def catalogue_publishers(request: HttpRequest, id: str) -> HttpResponse:
    _picked("Catalog", id, [_catalogue(told) for told in _groups()])
    return in_json(Page(()).as_json(_within(request, [_publisher(told) for told in _groups()])))


@public
def logs(request: HttpRequest) -> HttpResponse:
    """Always empty: a log tells what is wrong with a file, and only valid ones are served."""
    return in_json(Page(()).as_json([]))


@public
def software_logs(request: HttpRequest, id: str) -> HttpResponse:
    """As `logs`, of one software."""
    _one(id)
    return in_json(Page(()).as_json([]))


@public
def nothing(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever else is asked for below the address."""
    raise NotFound(f"There is nothing at {path or '/'}")


def _software_page(request: HttpRequest) -> HttpResponse:
    query = request.GET
    rows = _served(all=query.get("all", "").lower() in ("1", "t", "true"))
    if url := query.get("url"):
        rows = [one for one in rows if _is_at(one, url)]
    since, until = _time(query.get("from")), _time(query.get("to"))
    rows = [
        one
        for one in rows
        if (since is None or one.entry.created_at > since)
        and (until is None or one.entry.created_at < until)
    ]
    page = page_of(rows, query)
    return in_json(page.as_json([_software(one) for one in page.rows]))


def _served(*, all: bool) -> list[Told]:
    found = tell_all(queries.ours())
    return [one for one in found if one.text is not None and (all or one.entry.active)]


def _one(id: str) -> Told:
    found = next((one for one in _served(all=True) if str(one.entry.id) == id), None)
    if found is None:
        raise NotFound("Software was not found")
    return found


def _is_at(told: Told, url: str) -> bool:
    known = normalise_repository(url)
    return told.entry.url == url or bool(known and known.key == told.entry.key)


def _software(told: Told) -> dict[str, Any]:
    shown = {
        "id": str(told.entry.id),
        "catalogId": str(_catalogue_id()),
        "url": told.entry.url,
        "aliases": list(told.aliases),
        "publiccodeYml": told.text,
        "active": told.entry.active,
        "vitality": told.vitality,
        **_times(told.entry.created_at, told.changed_at),
    }
    return {key: value for key, value in shown.items() if value is not None}


def _groups() -> list[list[Told]]:
    """All our software as one group, none where there is none."""
    found = _served(all=True)
    return [found] if found else []


def _publisher(found: Sequence[Told]) -> dict[str, Any]:
    office = settings.POLICY.office
    groups: dict[str, list[Told]] = {}
    for told in found:
        groups.setdefault(_group(told.entry.url), []).append(told)
    shown = {
        "id": str(queries.id_of("publisher", settings.SITE_ADDRESS)),
        "catalogId": str(_catalogue_id()),
        "email": office.contact or None,
        "description": office.name[office.language],
        "codeHosting": [
            {"url": url, "group": True, **_span(groups[url])} for url in sorted(groups)
        ],
        "active": True,
        **_span(found),
    }
    return {key: value for key, value in shown.items() if value is not None}


def _catalogue(found: Sequence[Told]) -> dict[str, Any]:
    office = settings.POLICY.office
    return {
        "id": str(_catalogue_id()),
        "name": office.name[office.language],
        "alternativeId": CATALOGUE,
        "active": True,
        "sources": [{"url": url} for url in sorted({_group(one.entry.url) for one in found})],
        **_span(found),
    }


def _catalogue_id() -> Any:
    return queries.id_of("catalogue", settings.SITE_ADDRESS)


def _group(url: str) -> str:
    """The group a repository stands in, on its forge."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]}/"


def _picked(what: str, id: str, shown: Sequence[dict[str, Any]]) -> dict[str, Any]:
    found = next((one for one in shown if id in (one["id"], one.get("alternativeId"))), None)
    if found is None:
        raise NotFound(f"{what} was not found")
    return found


def _within(request: HttpRequest, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was created between `from` and `to`; a cursor leads behind the only one."""
    since, until = _time(request.GET.get("from")), _time(request.GET.get("to"))
    page_of((), request.GET)  # what is asked for is looked at, though one page holds all
    if "page[after]" in request.GET:
        return []
    return [
        one
        for one in shown
        if (since is None or datetime.fromisoformat(one["createdAt"]) > since)
        and (until is None or datetime.fromisoformat(one["createdAt"]) < until)
    ]


def _span(found: Sequence[Told]) -> dict[str, str]:
    return _times(min(one.entry.created_at for one in found), max(one.changed_at for one in found))


def _times(created: datetime, updated: datetime) -> dict[str, str]:
    return {"createdAt": _shown(created), "updatedAt": _shown(updated)}


def _shown(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _time(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Unprocessable("invalid date time format (RFC 3339 needed)")
    return at
