# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pairs that may be the same software: side by side, confirm or keep apart, by keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from allmende.workbench.catalogue import facts, queries, reasons, words
from allmende.workbench.catalogue.models import Merge, Proposal, Software, SourceRecord
from allmende.workbench.catalogue.services import joining
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.markdown import plain


@requires("catalogue.merge_software")
def index(request: HttpRequest) -> HttpResponse:
    """The pairs in question, the surest first, and what was merged lately."""
    page = Paginator(queries.proposals(), 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"proposal": one, "likelihood": likelihood(one), **_reasons(one)} for one in page],
        "merges": queries.merges()[:10],
    }
    return render(request, "catalogue/duplicates/index.html", context)


@requires("catalogue.merge_software")
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, both entries side by side."""
    proposal = get_object_or_404(queries.proposals(), pk=pk)
    sides = [_side(proposal.left), _side(proposal.right)]
    context = {
        "proposal": proposal,
        "likelihood": likelihood(proposal),
        **_reasons(proposal),
        "sides": sides,
        "rows": [_row(*row) for row in zip(*(side["facts"] for side in sides), strict=True)],
        "following": queries.proposal_after(proposal.score, proposal.pk),
        "left_over": queries.proposals().count(),
    }
    return render(request, "catalogue/duplicates/pair.html", context)


LIKELIHOODS: Sequence[tuple[float, str | Promise, str]] = (
    (0.85, gettext_lazy("almost certain"), "good"),
    (0.65, gettext_lazy("likely"), "info"),
    (0.45, gettext_lazy("possible"), "warn"),
    (0.0, gettext_lazy("doubtful"), ""),
)
"""From which score on a pair is called so."""


def likelihood(proposal: Proposal) -> dict[str, Any]:
    """The score in words and as a percentage."""
    word, state = next(
        (word, state) for least, word, state in LIKELIHOODS if proposal.score >= least
    )
    return {"word": word, "state": state, "percent": round(proposal.score * 100)}


def _reasons(proposal: Proposal) -> dict[str, list[str]]:
    """The reasons as sentences, those for it and those against it."""
    found: dict[str, list[str]] = {"reasons_for": [], "reasons_against": []}
    for one in proposal.reasons:
        side = "reasons_against" if reasons.speaks_against(one) else "reasons_for"
        found[side].append(reasons.sentence(one))
    return found


def _side(software: Software) -> dict[str, Any]:
    """One of the two: the entry, and what it says field by field, in the order of the matrix."""
    records = list(queries.records_of(software).defer("payload"))
    users = sorted({one.organisation for one in software.references.all()})
    sources = [
        f"{facts.source_name(one)} ({formats.date_format(one.fetched_at, 'SHORT_DATE_FORMAT')})"
        for one in records
    ]
    said: Sequence[tuple[str, str | Promise, list[str]]] = (
        ("names", words.FIELDS["names"], software.names),
        *(
            (f"description_{code}", name, [plain(software.descriptions.get(code, ""))])
            for code, name in DESCRIPTIONS.items()
        ),
        ("homepage", words.FIELDS["homepage"], [software.homepage]),
        (
            "repositories",
            words.FIELDS["repositories"],
            [one.url for one in software.repositories.all()],
        ),
        ("developer", words.FIELDS["developer"], [software.developer]),
        ("licences", words.FIELDS["licences"], software.expressions or software.licences),
        ("kind", words.FIELDS["kind"], [software.get_kind_display()]),
        ("stance", words.FIELDS["stance"], [software.get_stance_display()]),
        ("tags", words.FIELDS["tags"], software.tags),
        ("usages", words.RELATIONS["usages"], users),
        ("sources", gettext_lazy("Sources and their date"), sources),
    )
    return {
        "software": software,
        "facts": [
            Fact(key, label, [str(one) for one in values if one]) for key, label, values in said
        ],
    }


DESCRIPTIONS = {
    "de": gettext_lazy("Description in German"),
    "en": gettext_lazy("Description in English"),
}


NEVER_THE_SAME = frozenset({"usages", "sources"})
"""Fields that differ between two entries of one software as well, and so carry no mark."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one of the two says in one field."""

    field: str
    label: str | Promise
    values: list[str]


def _row(left: Fact, right: Fact) -> dict[str, Any]:
    """A row of the matrix; it differs where both say something, and not the same."""
    one, other = ({value.casefold().rstrip("/") for value in side.values} for side in (left, right))
    return {
        "label": left.label,
        "cells": [
            {"values": side.values[:SHOWN], "more": len(side.values) - SHOWN}
            for side in (left, right)
        ],
        "addresses": left.field in {"homepage", "repositories"},
        "language": left.field.partition("description_")[2],
        "differs": left.field not in NEVER_THE_SAME and bool(one and other) and one != other,
        "empty": not (one or other),
    }


SHOWN = 8
"""Values of a field that a cell shows; how many more there are, it says."""


@require_POST
@requires("catalogue.merge_software")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`keep` names the side that stays (left or right); `apart` keeps both."""
    proposal = queries.proposals().filter(pk=pk).first()
    if proposal is None:
        messages.warning(request, _("This pair was decided already."))
        return redirect("catalogue:duplicates")
    answer = request.POST.get("answer", "")
    try:
        if answer == "apart":
            joining.keep_apart(request.user, proposal.left, proposal.right)
            messages.success(request, _("They stay apart."))
        elif answer in {"left", "right"}:
            kept, absorbed = (
                (proposal.left, proposal.right)
                if answer == "left"
                else (proposal.right, proposal.left)
            )
            joining.merge(request.user, kept, absorbed)
            messages.success(
                request,
                _("Merged into “{name}”. This can be taken back.").format(name=kept.name),
            )
        else:
            messages.warning(request, _("Please choose one of the answers."))
            return redirect("catalogue:pair", pk=pk)
    except Refused as refused:
        messages.warning(request, str(refused))
    following = queries.proposal_after(proposal.score, pk)
    if following is None:
        return redirect("catalogue:duplicates")
    return redirect("catalogue:pair", pk=following.pk)


@require_POST
@requires("catalogue.merge_software")
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Merge another entry, given by its name or its address, into this one."""
    kept = get_object_or_404(Software, slug=slug, merged_into=None)
    absorbed = queries.named(request.POST.get("other", ""), other_than=kept)
    if absorbed is None:
        messages.warning(
            request, _("No entry, or more than one, has this name; please give its address.")
        )
        return redirect(kept)
    try:
        joining.merge(request.user, kept, absorbed)
        messages.success(request, _("Merged. This can be taken back."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(kept)


@require_POST
@requires("catalogue.merge_software")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=pk)
    try:
        joining.undo(request.user, done)
        messages.success(request, _("The merge has been taken back."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("catalogue:duplicates")


@require_POST
@requires("catalogue.merge_software")
def split(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(SourceRecord.objects.select_related("software", "source"), pk=pk)
    software = record.software
    try:
        software = joining.split(request.user, record)
        messages.success(request, _("The record has an entry of its own now."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(software)
