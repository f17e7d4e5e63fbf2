# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What stands between our published software and a listing in other catalogues."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.workbench.api import dcat, looking, queries
from allmende.workbench.api.told import Told, tell_all
from allmende.workbench.core import exporting
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Job

FIELDS = ("name", "slug", "repository", "active", "listed", "file", "missing", "updated_at")


@requires("api.view_listing")
def index(request: HttpRequest) -> HttpResponse:
    """Every software of ours: whether others can list it, and what is missing for that."""
    looks = looking.latest()
    rows = [_row(one, looks.get(one.entry.slug)) for one in tell_all(queries.ours())]
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


@require_POST
@requires("api.view_listing")
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Look, this once, whether the addresses of a file answer."""
    try:
        looking.start(request.user, slug)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(
            request, _("The addresses are being called; what was seen will stand here.")
        )
    return redirect(f"{reverse('listing:index')}#{slug}")


def _row(told: Told, seen: Job | None) -> dict[str, Any]:
    language = get_language() or "de"
    outside = seen.result.get("problems", []) if seen else []
    return {
        "told": told,
        "seen": seen,
        "outside": [
            {"key": one["key"], "message": one["message"].get(language, one["message"]["en"])}
            for one in outside
        ],
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
