# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pages for what went wrong; each says what happened and where to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "core/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "core/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    # Rendered without context processors, since what is broken may be the database.
    return HttpResponse(render(None, "core/errors/500.html").content, status=500)
