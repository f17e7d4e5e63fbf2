# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One software: what we know of it, from whom, who uses it; and editing it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import facts, organisations, picture, queries, words
from allmende.workbench.catalogue.forms import SoftwareForm
from allmende.workbench.catalogue.models import Software, Source, SourceRecord
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.catalogue.services import editing
from allmende.workbench.catalogue.values import RULES, values_of
from allmende.workbench.core import panels
from allmende.workbench.core import queries as core_queries
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.markdown import plain

TABS: Mapping[str, str | Promise] = {
    "overview": gettext_lazy("Overview"),
    "sources": gettext_lazy("Sources"),
    "users": gettext_lazy("Who uses it"),
    "alternatives": gettext_lazy("Alternatives"),
    "findings": gettext_lazy("Findings"),
    "history": gettext_lazy("History"),
}
INTERNAL_TABS = {"findings", "history"}
INTERNAL_FIELDS = {"unit", "published"}
ALTERNATIVES_BESIDE = 5
REFERENCES_A_PAGE = 100
EVENTS_A_PAGE = 50
LEAD = 260
"""Characters of a description that fit beneath the title."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one record says, field by field; a field is `taken` if its value is the one shown."""

    record: SourceRecord
    fields: tuple[tuple[str, Any, bool], ...]

    @property
    def is_own(self) -> bool:
        return self.record.source.slug == Source.OWN


def detail(request: HttpRequest, slug: str, tab: str = "overview") -> HttpResponse:
    """A software's page; a merged entry's address leads on to what took it in."""
    software = _found(request, slug)
    if software.slug != slug:
        return redirect(software, permanent=False)
    internal = queries.sees_internal(request.user)
    if tab in INTERNAL_TABS and not internal:
        raise Http404
    reads_payload = tab == "sources" and request.user.has_perm("catalogue.merge_software")
    records = _records(software, with_payload=reads_payload)
    references = list(queries.references_of(software))
    alternatives = queries.alternatives_to(request.user, software)
    found = list(queries.findings_of(software)) if internal else []
    counts = {
        "sources": len(records),
        "users": len({one.organisation for one in references}),
        "alternatives": len(alternatives),
        "findings": len(found),
    }
    context: dict[str, Any] = {
        "software": software,
        "tab": tab,
        "tabs": _tabs(software, tab, counts, internal=internal),
        "internal": internal,
        "counts": counts,
        "lead": _lead(software),
        "records": records,
        "references": references,
        "alternatives": alternatives,
        "findings": found,
    }
    context |= _PARTS[tab](request, context)
    return render(request, f"catalogue/software/{tab}.html", context)


def _records(software: Software, *, with_payload: bool) -> list[SourceRecord]:
    records = queries.records_of(software)
    return list(records if with_payload else records.defer("payload"))


def _tabs(
    software: Software, current: str, counts: Mapping[str, int], *, internal: bool
) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "address": software.get_absolute_url()
            if key == "overview"
            else reverse("catalogue:software-tab", args=[software.slug, key]),
            "count": counts.get(key),
            "current": key == current,
        }
        for key, label in TABS.items()
        if internal or key not in INTERNAL_TABS
    ]


def _lead(software: Software) -> dict[str, Any]:
    """The description in one sentence, and whether there is more of it to read below."""
    description, language = software.description
    text = plain(description)
    short = Truncator(text).chars(LEAD)
    whole = short == text and "](" not in description and "<http" not in description
    return {"text": short, "language": language, "whole": whole}


def _overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    software, internal = context["software"], context["internal"]
    said = queries.said_of(software, context["records"])
    placement = queries.placement_of(software) if internal else None
    area = quadrant().area_of(placement.x, placement.y) if placement else None
    language = get_language() or "de"
    return {
        "facts": list(facts.rows(software, said, internal=internal)),
        "support": software.support.select_related("provider", "record__source"),
        "replaces": _replaced(software),
        "organisations": list(dict.fromkeys(one.organisation for one in context["references"])),
        "beside": context["alternatives"][:ALTERNATIVES_BESIDE],
        "placement": placement,
        "area_title": area.title[language] if area else "",
        "strategy": area.strategy[language] if area else "",
        "picture": picture.draw(quadrant(), me=(software, placement)) if placement else None,
        "handed_in": panels.beside(request, "catalogue.software", software),
    }


def _sources(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    software, internal = context["software"], context["internal"]
    statements = []
    for record in context["records"]:
        values = values_of(record)
        shown = tuple(
            (key, values[key], _is_taken(software, key, record.pk))
            for key in RULES
            if key in values and (internal or key not in INTERNAL_FIELDS)
        )
        statements.append(Statement(record, (*shown, *_relations(record))))
    return {"statements": statements}


def _relations(record: SourceRecord) -> Iterator[tuple[str, Any, bool]]:
    """Who uses it, who gives support and what it replaces, by this record; all of it counts."""
    entry = record.entry
    if usages := entry.get("usages"):
        yield "usages", facts.some([one["organisation"] for one in usages]), True
    if support := entry.get("support"):
        yield "support", [one["name"] for one in support], True
    if replaces := entry.get("replaces"):
        yield "replaces", replaces, True


def _is_taken(software: Software, field: str, record: int) -> bool:
    who = software.provenance.get(field, {})
    return record == who.get("record") or record in who.get("parts", {}).values()


def _users(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {"group": group, "use": use}
        for group in organisations.users_of(context["software"])
        for use in group.uses
    ]
    return {"page": Paginator(rows, REFERENCES_A_PAGE).get_page(request.GET.get("page"))}


def _alternatives(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    return {"replaces": _replaced(context["software"])}


def _replaced(software: Software) -> list[str]:
    return sorted({one.product for one in software.alternatives.all()})


def _findings(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    return {}


def _history(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    software = context["software"]
    trail = core_queries.events(subject_type="software", subject_id=software.pk)
    placements = software.placements.select_related("by")
    return {
        "page": Paginator(trail, EVENTS_A_PAGE).get_page(request.GET.get("page")),
        "placements": [(one, quadrant().area_of(one.x, one.y)) for one in placements],
        "merges": software.merges.filter(undone_at=None).select_related("absorbed", "by"),
    }


_PARTS: Mapping[str, Callable[[HttpRequest, dict[str, Any]], dict[str, Any]]] = {
    "overview": _overview,
    "sources": _sources,
    "users": _users,
    "alternatives": _alternatives,
    "findings": _findings,
    "history": _history,
}


@requires("catalogue.edit_software")
def edit(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Add or edit a software, with a preview of what the public will read."""
    software = _found(request, slug) if slug else None
    form = SoftwareForm(request.POST or None, software=software)
    own = [key for key in (editing.own_values(software) if software else {}) if key in words.FIELDS]
    withdrawn = [key for key in request.POST.getlist("withdraw") if key in own]
    preview = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = form.cleaned_data
        else:
            try:
                software = _saved(request, form, software, withdrawn)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect(software)
    if software:
        _say_sources(form, software)
    context = {
        "form": form,
        "parts": [(title, [form[key] for key in keys]) for title, keys in SECTIONS],
        "software": software,
        "preview": preview,
        "own": own,
        "withdrawn": withdrawn,
    }
    return render(request, "catalogue/software/edit.html", context)


SECTIONS: Sequence[tuple[str | Promise, tuple[str, ...]]] = (
    (
        gettext_lazy("What it is"),
        ("name", "names", "description_de", "description_en", "text_de", "text_en"),
    ),
    (
        gettext_lazy("What we do with it"),
        ("stance", "kind", "since", "unit", "published", "sponsor"),
    ),
    (
        gettext_lazy("Where it is"),
        ("repositories", "homepage", "documentation", "opencode", "developer"),
    ),
    (gettext_lazy("Licence, tags and what it replaces"), ("licences", "tags", "replaces")),
)


def _say_sources(form: SoftwareForm, software: Software) -> None:
    """Beneath each field who its value is from."""
    said = queries.said_of(software, _records(software, with_payload=False))
    for key, field in form.fields.items():
        belongs_to = FIELD_OF.get(key.partition("_")[0], key)
        if who := facts.small_print(software, belongs_to, said):
            field.help_text = format_html(
                '{} <span class="src">{}</span>', field.help_text, _("Now: {who}").format(who=who)
            )


FIELD_OF = {"description": "descriptions", "text": "texts"}


def _saved(
    request: HttpRequest, form: SoftwareForm, software: Software | None, withdrawn: Sequence[str]
) -> Software:
    if software is None:
        software = editing.create(request.user, form.values(), **form.relations())
        messages.success(request, _("“{name}” is in the catalogue.").format(name=software.name))
        return software
    values = {**form.values(), **dict.fromkeys(withdrawn)}
    changed = editing.edit(request.user, software, values, **form.relations())
    messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return software


def _found(request: HttpRequest, slug: str) -> Software:
    software = queries.by_slug(request.user, slug)
    if software is None:
        raise Http404
    return software
