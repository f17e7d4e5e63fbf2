# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Publications, and what is not published, on their way out as CSV or JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse

from allmende.workbench.licensing import exporting as lists
from allmende.workbench.publications.models import NotPublished, Publication
from allmende.workbench.publications.services.recording import short_form

PUBLISHED = (
    *(
        "name",
        "description",
        "unit",
        "address",
        "licence",
        "platforms",
        "maintainers",
        "case",
        "approved_on",
    ),
    *("published_on", "released_on", "commit", "tree", "conditions", "verified", "verified_at"),
    *("reachable", "licence_verified", "content", "review_on", "end", "ended_on", "successor"),
)
PUBLIC = ("name", "description", "licence", "address", "unit", "since", "end", "successor")
SHORT = ("name", "unit", "reason", "review_on")
WHOLE = ("name", "unit", "reason", "confidential", "short", "released", "review_on", "case")
Row = dict[str, Any]


def answer_publications(
    form: str, found: Iterable[Publication], language: str, *, whole: bool
) -> HttpResponse:
    """The list of publications as a file: whole, or in the form the public reads."""
    rows = (_publication(one, language) if whole else short_form(one) for one in found)
    return lists.answer(form, "publications", PUBLISHED if whole else PUBLIC, rows)


def answer_unpublished(form: str, found: Iterable[NotPublished], *, whole: bool) -> HttpResponse:
    """The register as a file: whole, or in the form the public reads."""
    rows = (_entry(one) if whole else short(one) for one in found)
    return lists.answer(form, "not-published", WHOLE if whole else SHORT, rows)


def short(one: NotPublished) -> Row:
    """What the public reads of a released entry."""
    return {
        "name": one.name,
        "unit": one.unit.name if one.unit else None,
        "reason": one.short or (None if one.confidential else one.reason),
        "review_on": _day(one.review_on),
    }


def _entry(one: NotPublished) -> Row:
    return {
        **short(one),
        "reason": one.reason,
        "confidential": one.confidential,
        "short": one.short,
        "released": one.released,
        "case": one.case.number if one.case else None,
    }


def _publication(one: Publication, language: str) -> Row:
    newest = one.newest
    return {
        "name": one.name,
        "description": one.description,
        "unit": one.unit.name if one.unit else None,
        "address": one.address,
        "licence": one.licence or None,
        "platforms": [each.get(language, "") for each in one.platforms],
        "maintainers": one.maintainers,
        "case": one.case.number if one.case else None,
        "approved_on": _day(one.approved_on),
        "published_on": _day(one.published_on),
        "released_on": _day(one.released_on),
        "commit": one.commit or None,
        "tree": one.tree or None,
        "conditions": [each["text"] for each in one.conditions],
        "verified": newest.result if newest else "never",
        "verified_at": newest.at.isoformat() if newest else None,
        "reachable": newest.reachable if newest else None,
        "licence_verified": newest.licence if newest else None,
        "content": newest.content if newest else None,
        "review_on": _day(one.review_on),
        "end": one.end or None,
        "ended_on": _day(one.ended_on),
        "successor": one.successor or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
