# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The directory of organisations: who uses, publishes and supports what, and which are the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from allmende.workbench.catalogue import organisations, words
from allmende.workbench.catalogue.forms import OrganisationForm
from allmende.workbench.catalogue.mentions import FORGE, IPA, WIKIDATA
from allmende.workbench.catalogue.models import (
    Involvement,
    Organisation,
    OrganisationKind,
    OrganisationMerge,
    OrganisationProposal,
)
from allmende.workbench.catalogue.organisations import UNKNOWN, Wanted
from allmende.workbench.catalogue.services import organising
from allmende.workbench.core import exporting
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused

PER_PAGE = 50
PAIRS_A_PAGE = 30
INVOLVEMENTS_A_PAGE = 100
LONGEST_TEXT = 200
SORTS: Mapping[str, str | Promise] = {
    "uses": gettext_lazy("uses most"),
    "publishes": gettext_lazy("publishes most"),
    "name": gettext_lazy("name"),
}
FIELDS = ("name", "country", "kind", "uses", "publishes", "supports", "homepage", "address")
INVOLVED = ("organisation", "role", "software", "slug", "since", "source", "as_of", "gone_at")


def _wanted(data: QueryDict) -> Wanted:
    """What the address asks for; a word it does not know asks for nothing."""
    text, country, kind, role, sort = (
        data.get(key, "").strip() for key in ("q", "country", "kind", "role", "sort")
    )
    is_country = country == UNKNOWN or (len(country) == 2 and country.isalpha())
    return Wanted(
        text[:LONGEST_TEXT],
        country if is_country else "",
        kind if kind in (UNKNOWN, *OrganisationKind.values) else "",
        role if role in organisations.ROLES else "",
        sort if sort in organisations.SORTS else organisations.SORTS[0],
    )


@requires("catalogue.view_internal")
def index(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request.GET)
    found = organisations.find(request.user, wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "facets": _facets(request, wanted),
        "sorts": list(SORTS.items()),
        "query": request.GET.urlencode(),
        "narrowed": bool(wanted.text or wanted.country or wanted.kind or wanted.role),
        "pairs": organisations.proposals().count()
        if request.user.has_perm("catalogue.merge_software")
        else 0,
    }
    return render(request, "catalogue/organisations/index.html", context)


def _facets(request: HttpRequest, wanted: Wanted) -> list[dict[str, Any]]:
    countries, kinds = organisations.facets(request.user, wanted)
    named = {code: organisations.country_name(code) for code in countries if code != UNKNOWN}
    places = {code: named[code] for code in sorted(named, key=lambda code: -countries[code])}
    every: dict[str, Any] = {"": _("any")}
    unknown = {UNKNOWN: _("unknown")}
    return [
        _facet("role", _("What it does"), every | dict(words.ROLES), wanted.role, {}),
        _facet(
            "kind", _("Kind"), every | dict(OrganisationKind.choices) | unknown, wanted.kind, kinds
        ),
        _facet("country", _("Country"), every | places | unknown, wanted.country, countries),
    ]


def _facet(
    name: str, title: str, choices: Mapping[str, Any], chosen: str, counts: Mapping[str, int]
) -> dict[str, Any]:
    """Each choice with the number it would give; what would give nothing is left out."""
    return {
        "name": name,
        "title": title,
        "choices": [
            {
                "value": value,
                "label": label,
                "count": (counts.get(value) if value else sum(counts.values())) if counts else None,
                "checked": value == chosen,
            }
            for value, label in choices.items()
            if not counts or not value or value == chosen or counts.get(value)
        ],
    }


@requires("catalogue.view_internal")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered list, all pages of it."""
    found = organisations.find(request.user, _wanted(request.GET))
    return exporting.answer(form, "organisations", FIELDS, _exported(request, found))


def _exported(request: HttpRequest, found: Any) -> Iterator[dict[str, Any]]:
    for one in found.iterator(chunk_size=500):
        address = request.build_absolute_uri(one.get_absolute_url())
        yield {field: getattr(one, field) for field in FIELDS[:-1]} | {"address": address}


@requires("catalogue.view_internal")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An organisation's page; a merged one's address leads on to what took it in."""
    organisation = _found(request, pk)
    if organisation.pk != pk:
        return redirect(organisation)
    role = request.GET.get("role", "")
    rows = organisations.involvements(organisation, role)
    numbers = organisations.numbers_of(organisation)
    context = {
        "organisation": organisation,
        "facts": list(_facts(organisation)),
        "figures": [
            {"number": numbers[key], "label": label, "address": f"?role={key}#involvements"}
            for key, label in words.ROLE_FIGURES.items()
        ],
        "page": Paginator(rows, INVOLVEMENTS_A_PAGE).get_page(request.GET.get("page")),
        "role": role if role in organisations.ROLES else "",
        "pairs": _pairs(_in_question(request.user, organisation)),
        "merges": organisation.merges.filter(undone_at=None).select_related("absorbed", "by"),
        "contacts": organisations.contacts_of(organisation),
    }
    return render(request, "catalogue/organisations/detail.html", context)


def _in_question(user: Any, organisation: Organisation) -> Iterable[OrganisationProposal]:
    """The pairs that this person may decide."""
    may = user.has_perm("catalogue.merge_software")
    return organisations.proposals_about(organisation) if may else ()


def _facts(organisation: Organisation) -> Iterator[dict[str, Any]]:
    """What is known of it; the small print says from where."""
    keys = list(organisation.keys.all())
    kind = organisation.get_kind_display() if organisation.kind else None
    by_name = _("by its name") if organisation.kind and organisation.kind_by_name else ""
    yield {"label": _("Kind"), "value": kind, "source": by_name}
    country = organisations.country_name(organisation.country) if organisation.country else None
    yield {"label": _("Country"), "value": country}
    homepage = organisation.homepage
    yield {"label": _("Homepage"), "value": homepage or None, "address": homepage}
    for key in keys:
        if key.scheme == FORGE:
            address = f"https://{key.value}"
            yield {
                "label": _("Account on a forge"),
                "value": key.value,
                "address": address,
                "source": key.told_by,
            }
        elif key.scheme == IPA:
            yield {"label": _("Code in the Italian index (iPA)"), "value": key.value}
        elif key.scheme == WIKIDATA:
            address = f"https://www.wikidata.org/wiki/{key.value}"
            yield {"label": "Wikidata", "value": key.value, "address": address}
    if names := organisations.names_of(organisation):
        yield {"label": _("Further names"), "value": ", ".join(names)}


@requires("catalogue.view_internal")
def involvements_export(request: HttpRequest, pk: str, form: str) -> HttpResponse:
    """What an organisation does with which software, as a file."""
    organisation = _found(request, int(pk))
    rows = organisations.involvements(organisation, request.GET.get("role", ""))
    return exporting.answer(form, "involvements", INVOLVED, (_involved(one) for one in rows))


def _involved(one: Involvement) -> dict[str, Any]:
    gone = one.gone_at or one.record.vanished_at
    return {
        "organisation": one.name,
        "role": one.role,
        "software": one.software.name,
        "slug": one.software.slug,
        "since": one.since,
        "source": one.record.source.name,
        "as_of": one.record.fetched_at.date().isoformat(),
        "gone_at": gone.date().isoformat() if gone else None,
    }


@requires("catalogue.edit_software")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Our own note on an organisation, and the role address there that we know."""
    organisation = _found(request, pk)
    form = OrganisationForm(
        request.POST or None,
        initial={"note": organisation.note, "contact": organisation.contact},
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            organising.note(request.user, organisation, said["note"], said["contact"])
        except Refused as refused:
            form.add_error("contact", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(organisation)
    context = {"organisation": organisation, "form": form}
    return render(request, "catalogue/organisations/edit.html", context)


@requires("catalogue.merge_software")
def duplicates(request: HttpRequest) -> HttpResponse:
    """The organisations that are probably the same, the surest first."""
    page = Paginator(organisations.proposals(), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": _pairs(page),
        "merges": organisations.merges()[:10],
    }
    return render(request, "catalogue/organisations/duplicates.html", context)


REASONS: Mapping[str, str | Promise] = {
    "same-name": gettext_lazy("Same name, and nothing says that they are in two countries."),
    "short-name": gettext_lazy("The same name but for what kind of place or firm it is."),
    "same-group": gettext_lazy("All it publishes lies in {value}."),
}


def _pairs(proposals: Iterable[OrganisationProposal]) -> list[dict[str, Any]]:
    """Each pair with what tells its sides apart; one query more for any number."""
    shown = list(proposals)
    sources = organisations.told_by({pk for one in shown for pk in (one.left_id, one.right_id)})
    return [
        {
            "proposal": one,
            "percent": round(one.score * 100),
            "reasons": [str(REASONS[code]).format(value=value) for code, value in one.reasons],
            "sides": [(side, sources[side.pk]) for side in (one.left, one.right)],
        }
        for one in shown
    ]


@require_POST
@requires("catalogue.merge_software")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`answer` names the side that stays (left or right); `apart` keeps both."""
    back = redirect("catalogue:organisation-duplicates")
    proposal = organisations.proposals().filter(pk=pk).first()
    if proposal is None:
        messages.warning(request, _("This pair was decided already."))
        return back
    left, right = proposal.left, proposal.right
    answer = request.POST.get("answer", "")
    try:
        if answer == "apart":
            organising.keep_apart(request.user, left, right)
            messages.success(request, _("They stay apart."))
        elif answer in {"left", "right"}:
            kept, absorbed = (left, right) if answer == "left" else (right, left)
            organising.merge(request.user, kept, absorbed)
            done = _("Merged into “{name}”. This can be taken back.").format(name=kept.name)
            messages.success(request, done)
        else:
            messages.warning(request, _("Please choose one of the answers."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return back


@require_POST
@requires("catalogue.merge_software")
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge another organisation, given by its name or its address, into this one."""
    kept = _found(request, pk)
    absorbed = organisations.named(request.user, request.POST.get("other", ""), other_than=kept)
    if absorbed is None:
        messages.warning(
            request,
            _("No organisation, or more than one, has this name; please give its address."),
        )
        return redirect(kept)
    try:
        organising.merge(request.user, kept, absorbed)
        messages.success(request, _("Merged. This can be taken back."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(kept)


@require_POST
@requires("catalogue.merge_software")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(OrganisationMerge, pk=pk)
    try:
        organising.undo(request.user, done)
        messages.success(request, _("The merge has been taken back."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("catalogue:organisation-duplicates")


def _found(request: HttpRequest, pk: int) -> Organisation:
    organisation = organisations.by_pk(request.user, pk)
    if organisation is None:
        raise Http404
    return organisation
