# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What stands between our published software and a listing in other catalogues."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from allmende.workbench.api import dcat, queries
from allmende.workbench.api.told import Told, tell_all
from allmende.workbench.core import exporting
from allmende.workbench.core.access import requires

FIELDS = ("name", "slug", "repository", "active", "listed", "file", "missing", "updated_at")


@requires("api.view_listing")
def index(request: HttpRequest) -> HttpResponse:
    """Every software of ours: whether others can list it, and what is missing for that."""
    rows = [_row(one) for one in tell_all(queries.ours())]
    context = {
        "rows": sorted(rows, key=lambda row: (row["listed"], row["told"].entry.name.casefold())),
        "listed": sum(row["listed"] for row in rows),
        "interface": settings.SITE_ADDRESS + reverse("api:software-list"),
        "catalogue": settings.SITE_ADDRESS + reverse("api:dcat-catalogue", args=["ttl"]),
    }
    return render(request, "api/listing.html", context)


@requires("api.view_listing")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file."""
    found = tell_all(queries.ours())
    return exporting.answer(form, "listing", FIELDS, (_exported(one) for one in found))


def _row(told: Told) -> dict[str, Any]:
    language = get_language() or "de"
    return {
        "told": told,
        "listed": told.text is not None,
        "described": bool(dcat.entry(told)),
        "problems": [
            {
                "key": one.key,
                "message": one.message.get(language, one.message["en"]),
                "repair": one.repair.get(language, one.repair["en"]),
            }
            for one in told.problems
        ],
    }


def _exported(told: Told) -> dict[str, Any]:
    return {
        "name": told.entry.name,
        "slug": told.entry.slug,
        "repository": told.entry.url or None,
        "active": told.entry.active,
        "listed": told.text is not None,
        "file": told.file_of.source.slug if told.file_of else None,
        "missing": [one.key for one in told.problems],
        "updated_at": told.changed_at.isoformat(),
    }
