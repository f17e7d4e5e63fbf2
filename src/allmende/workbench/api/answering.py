# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Answers that everybody may read, keep for a while, and ask for again only where they changed."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import http_date, parse_http_date
from django.views.decorators.csrf import csrf_exempt

from allmende.workbench.api.problems import NotReadOnly, Problem

KEPT = 300
"""Seconds for which an answer may be taken for the newest."""
READS = ("GET", "HEAD", "OPTIONS")
View = Callable[Concatenate[HttpRequest, ...], HttpResponse]


def public(view: View) -> View:
    """A view for programs of any origin: reads only, with ETag, problems as problem+json."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method not in READS:
                raise NotReadOnly("This interface only reads.")
            sent = HttpResponse(status=204) if request.method == "OPTIONS" else None
            sent = sent or view(request, *args, **kwargs)
        except Problem as problem:
            sent = problem.answer()
            if isinstance(problem, NotReadOnly):
                sent["Allow"] = ", ".join(READS)
        return _for_all(_conditional(request, sent))

    return answered  # type: ignore[return-value]


def in_json(data: Any, changed_at: datetime | None = None) -> HttpResponse:
    """JSON that may be kept. A list has no `changed_at`: it also changes by what has left it."""
    sent = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    return kept(sent, changed_at)


def kept(sent: HttpResponse, changed_at: datetime | None = None) -> HttpResponse:
    sent["Cache-Control"] = f"public, max-age={KEPT}"
    if changed_at:
        sent["Last-Modified"] = http_date(changed_at.timestamp())
    return sent


def _conditional(request: HttpRequest, sent: HttpResponse) -> HttpResponseBase:
    if request.method == "OPTIONS" or sent.status_code != 200:
        return sent
    set_response_etag(sent)
    at = parse_http_date(sent["Last-Modified"]) if "Last-Modified" in sent else None
    return get_conditional_response(request, sent["ETag"], at, sent) or sent


def _for_all(sent: HttpResponseBase) -> HttpResponseBase:
    sent["Access-Control-Allow-Origin"] = "*"
    sent["Access-Control-Allow-Methods"] = ", ".join(READS)
    sent["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    sent["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    sent["Access-Control-Max-Age"] = "86400"
    return sent
