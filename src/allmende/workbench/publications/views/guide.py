# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The guide for developers, open to everybody: nothing in it is secret."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.documents import Document, as_html, as_odt, as_pdf
from allmende.workbench.core import documents
from allmende.workbench.publications import guide as guides
from allmende.workbench.publications.guide import Guide, words
from allmende.workbench.publications.guide.parts import Lane

FILES: Mapping[str, tuple[Callable[[Document], bytes], str]] = {
    "pdf": (as_pdf, "application/pdf"),
    "odt": (as_odt, "application/vnd.oasis.opendocument.text"),
}
TIER_TAGS = {"always": "info", "never": "plain", "depends": "warn"}


def overview(request: HttpRequest) -> HttpResponse:
    """Whom to ask, which steps there are, which lanes a tier passes."""
    guide = _guide_or_404()
    matrix = [{"lane": one, "cells": list(_cells(guide, one))} for one in guide.lanes]
    return _page(request, "overview", guide, matrix=matrix)


def _cells(guide: Guide, lane: Lane) -> Iterator[dict[str, Any]]:
    for tier, one in zip(guide.tiers, lane.passing, strict=True):
        depends = one.answer == "depends"
        yield {
            "tier": tier,
            "tag": TIER_TAGS[one.answer],
            "label": _("depends") if depends else words.passing(one),
            "why": words.passing(one) if depends else "",
        }


def lane(request: HttpRequest, lane: str) -> HttpResponse:
    """What is looked at in a lane, by whom, and what to do where the answer is no."""
    guide = _guide_or_404()
    if (found := guide.lane(lane)) is None:
        raise Http404
    return _page(request, "lane", guide, lane=found)


def form(request: HttpRequest) -> HttpResponse:
    """What the form asks, and why."""
    guide = _guide_or_404()
    groups = [
        {"group": one, "fields": [(field, words.answer(field)) for field in one.fields]}
        for one in guide.groups
    ]
    return _page(request, "form", guide, groups=groups, confidential=words.CONFIDENTIAL)


def criteria(request: HttpRequest, name: str) -> HttpResponse:
    """A set of criteria: question, why, remedy, source, level."""
    guide = _guide_or_404()
    if (found := guide.criteria(name)) is None:
        raise Http404
    return _page(request, "criteria", guide, set=found)


def licences(request: HttpRequest) -> HttpResponse:
    """Under which licences the office publishes, and what it embeds."""
    return _page(request, "licences", _guide_or_404())


def document(request: HttpRequest, form: str) -> HttpResponse:
    """The whole guide as one document."""
    made = guides.guide_document(_guide_or_404())
    if form == "html":
        return documents.as_page(as_html(made))
    make, media_type = FILES[form]
    return documents.as_file(make(made), media_type, f"publication-guide.{form}")


def _guide_or_404() -> Guide:
    if (guide := guides.read()) is None:
        raise Http404
    return guide


def _page(request: HttpRequest, part: str, guide: Guide, **more: Any) -> HttpResponse:
    context = {
        "guide": guide,
        "title": words.title(guide),
        "basis": words.BASIS,
        "day": timezone.localdate(),
        "contents": _contents(request, guide),
        **more,
    }
    return render(request, f"publications/guide/{part}.html", context)


def _contents(request: HttpRequest, guide: Guide) -> list[dict[str, Any]]:
    """Every page of the guide, in the order in which one reads it."""
    pages = [
        (_("Overview"), reverse("publications:guide")),
        (_("What is asked"), reverse("publications:guide-form")),
        *(
            (one.label, reverse("publications:guide-lane", args=[one.id]))
            for one in guide.lanes
        ),
        *((one.title, reverse("publications:guide-criteria", args=[one.id])) for one in guide.sets),
        (_("Licences"), reverse("publications:guide-licences")),
    ]  # fmt: skip
    return [
        {"label": label, "address": address, "current": address == request.path}
        for label, address in pages
    ]
