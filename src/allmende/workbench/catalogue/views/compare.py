# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Up to five software side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import facts, queries, searching, words
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.core.markdown import plain


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the comparison, and how its answer is read from a software."""

    label: str | Promise
    answer: Callable[[Software], Any]
    internal: bool = False
    counts_as_difference: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row with one cell a software; `differs` where those known are not the same."""

    label: str | Promise
    cells: tuple[Any, ...]
    differs: bool


def index(request: HttpRequest) -> HttpResponse:
    """The address names them: ?s=keycloak&s=authentik; `add` is one more, by name."""
    slugs = list(dict.fromkeys(slug for slug in request.GET.getlist("s") if slug))
    if wanted := request.GET.get("add", "").strip():
        return _added(request, slugs, wanted)
    softwares = queries.compared(request.user, slugs)
    internal = queries.sees_internal(request.user)
    rows = [_row(one, softwares) for one in QUESTIONS if internal or not one.internal]
    only = request.GET.get("only") == "differences" and len(softwares) > 1
    known = [software.slug for software in softwares]
    context = {
        "columns": [(one, _address([k for k in known if k != one.slug])) for one in softwares],
        "rows": [row for row in rows if any(row.cells) and (row.differs or not only)],
        "only": only,
        "keep": [("s", slug) for slug in known],
        "known": " ".join(known),
        "everything": _address(known),
        "differences": _address(known, only="differences"),
        "dropped": max(0, len(slugs) - queries.COMPARED_AT_MOST),
        "most": queries.COMPARED_AT_MOST,
    }
    return render(request, "catalogue/compare.html", context)


def _added(request: HttpRequest, slugs: Sequence[str], wanted: str) -> HttpResponse:
    """One more column: the software of that name, else the one that fits best."""
    found = queries.visible_to(request.user).filter(name__iexact=wanted[:300]).first()
    if found is None:
        hits = searching.find(request.user, wanted[:300], limit=1).hits
        found = queries.visible_to(request.user).filter(pk__in=[hit.pk for hit in hits]).first()
    if found is None:
        messages.warning(request, _("The catalogue has nothing like “{name}”.").format(name=wanted))
    elif len(slugs) >= queries.COMPARED_AT_MOST and found.slug not in slugs:
        messages.warning(request, _("Remove a column first; five fit side by side."))
    elif found.slug in slugs:
        messages.info(request, _("“{name}” is there already.").format(name=found.name))
    else:
        slugs = [*slugs, found.slug]
    return redirect(_address(slugs))


def _address(slugs: Sequence[str], **more: str) -> str:
    query = urlencode([("s", slug) for slug in slugs] + list(more.items()))
    return reverse("catalogue:compare") + (f"?{query}" if query else "")


def _row(question: Question, softwares: Sequence[Software]) -> Row:
    cells = tuple(question.answer(software) for software in softwares)
    differs = question.counts_as_difference and len({str(cell) for cell in cells if cell}) > 1
    return Row(question.label, cells, differs)


# --- answers ------------------------------------------------------------------------------------


def _description(software: Software) -> str:
    text, language = software.description
    short = Truncator(plain(text)).chars(240)
    return format_html('<span lang="{}">{}</span>', language, short) if text else ""


def _organisations(software: Software) -> str:
    names = sorted({one.organisation for one in software.references.all()})
    return facts.some(names)


def _area(software: Software) -> str:
    placed = next(iter(software.placements.all()), None)
    return quadrant().area_of(placed.x, placed.y).title[get_language() or "de"] if placed else ""


def _link(field: str) -> Callable[[Software], str]:
    return lambda software: facts.linked(list(filter(None, [getattr(software, field)])))


QUESTIONS = (
    Question(gettext_lazy("Description"), _description, counts_as_difference=False),
    Question(words.FIELDS["stance"], facts.stance),
    Question(words.FIELDS["kind"], lambda one: one.get_kind_display()),
    Question(gettext_lazy("Placement"), _area, internal=True),
    Question(words.FIELDS["licences"], facts.licence),
    Question(
        gettext_lazy("Licence class"), lambda one: words.LICENCE_CLASSES.get(one.licence_class, "")
    ),
    Question(words.FIELDS["licensing_model"], lambda one: one.licensing_model),
    Question(words.FIELDS["developer"], lambda one: one.developer),
    Question(words.FIELDS["repositories"], _link("repository"), counts_as_difference=False),
    Question(words.FIELDS["homepage"], _link("homepage"), counts_as_difference=False),
    Question(words.FIELDS["documentation"], _link("documentation"), counts_as_difference=False),
    Question(words.FIELDS["latest_release"], facts.release),
    Question(words.FIELDS["archived"], lambda one: _("yes") if one.archived else ""),
    Question(gettext_lazy("Who uses it"), _organisations),
    Question(
        gettext_lazy("Who gives support"),
        lambda one: ", ".join(sorted({s.provider.name for s in one.support.all()})),
    ),
    Question(
        gettext_lazy("Replaces"),
        lambda one: ", ".join(sorted({a.product for a in one.alternatives.all()})),
    ),
    Question(words.FIELDS["sponsor"], _link("sponsor"), counts_as_difference=False),
    Question(words.FIELDS["tags"], lambda one: facts.some(one.tags)),
    Question(
        gettext_lazy("Sources"),
        lambda one: ", ".join(sorted({facts.source_name(r) for r in one.records.all()})),
    ),
)
