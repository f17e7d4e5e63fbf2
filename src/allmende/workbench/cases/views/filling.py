# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The form of a case: saved while it is typed, nothing lost, submitted from the same page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.workbench.cases import registry, words
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.forms.answers import FILED, AnswersForm, typed, values_of
from allmende.workbench.cases.forms.looking import found
from allmende.workbench.cases.kinds import Field, Kind, Transition, ValueProblem, missing_fields
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import filing, filling, moving
from allmende.workbench.cases.views.finding import case_or_404, list_of
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused


@dataclass(slots=True)
class Told:
    """What a form says back: errors by field, conflicts, and what was searched for."""

    errors: dict[str, str] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    search: dict[str, str] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)
    """Values to show in place of what is kept."""


@requires("cases.start")
def form(request: HttpRequest, number: str) -> HttpResponse:
    """The questions of a kind; who may not answer them now is led to the case."""
    case = case_or_404(request.user, number)
    kind = declared(case)
    if case.requester_id != request.user.pk or not kind.state(case.state).editable:
        return redirect(case)
    told = Told()
    if request.method == "POST":
        before = case.lock_version
        case = _saved(request, case, kind, told)
        if "autosave" in request.POST:
            return _saved_meanwhile(request, case, kind, told)
        step = request.POST.get("take")
        if step and not (told.errors or told.conflicts or case.unread):
            if _taken(request, case, kind, step, told):
                return redirect(case)
        elif "save" in request.POST and not (told.errors or told.conflicts or case.unread):
            if case.lock_version != before:
                messages.success(request, _("Saved."))
            return redirect(case)
    return render(request, "cases/form.html", _page(case, kind, told))


@requires("cases.start")
def look_up(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """What a search of one field finds, as choices of that field."""
    case = case_or_404(request.user, number)
    asked = _field_or_404(declared(case), name)
    chosen = set(request.GET.getlist(name))
    text = request.GET.get(f"{name}-search", "")
    context = {
        "name": name,
        "multiple": asked.multiple,
        "searched": text,
        "found": [pair for pair in found(asked, text) if pair[0] not in chosen],
    }
    return render(request, "cases/widgets/found.html", context)


def _field_or_404(kind: Kind, name: str) -> Field:
    try:
        return kind.field(name)
    except KeyError as error:
        raise Http404 from error


def _saved(request: HttpRequest, case: Case, kind: Kind, told: Told) -> Case:
    """The case after what was sent is kept, whatever of it can be."""
    values = typed(kind, request.POST)
    row = _row_asked(request, values)
    seen = request.POST.get("seen", "")
    try:
        _upload(request, case, kind, values, told)
        saved = filling.save_values(
            request.user, case, values, int(seen) if seen.isdecimal() and len(seen) < 9 else None
        )
    except Refused as refused:
        told.general.append(str(refused))
        told.shown = dict(values)
        return case
    for name, one in saved.conflicts.items():
        told.conflicts.append(
            _(
                "{field}: {who} changed this answer meanwhile; theirs stands. "
                "You had typed: {yours}"
            ).format(field=words.said(kind.field(name).label), who=one.by, yours=_short(one.yours))
        )
    if row:
        told.shown[row] = [*values[row], {}]
    for key in request.POST:
        if key.endswith("-search") and request.POST[key].strip():
            told.search[key.removesuffix("-search")] = request.POST[key]
    return saved.case


def _row_asked(request: HttpRequest, values: dict[str, Any]) -> str:
    """Take out the row whose button was pressed; the field to which one more is to be added."""
    name, _colon, number = request.POST.get("remove", "").rpartition(":")
    if isinstance(values.get(name), list) and number.isdecimal() and len(number) < 4:
        values[name] = [one for place, one in enumerate(values[name]) if place != int(number)]
    wanted = request.POST.get("add", "")
    return wanted if isinstance(values.get(wanted), list) else ""


def _upload(
    request: HttpRequest, case: Case, kind: Kind, values: dict[str, Any], told: Told
) -> None:
    """Keep the files that came along; one that is refused leaves the answer as it was."""
    for one in kind.fields:
        sent = request.FILES.get(f"{one.id}-file") if one.type in FILED else None
        if sent is None or one.id not in values:
            continue
        try:
            kept = filing.attach(request.user, case, sent.name or "", sent.chunks())
        except Refused as refused:
            told.errors[one.id] = str(refused)
            continue
        key = f"sha256:{kept.sha256}"
        values[one.id] = [*values[one.id], key] if one.multiple else key


def _taken(request: HttpRequest, case: Case, kind: Kind, step: str, told: Told) -> bool:
    try:
        moving.take(request.user, case, step)
    except moving.Blocked as blocked:
        for one in blocked.obstacles:
            if one.why == "missing-fields":
                told.errors |= dict.fromkeys(one.names, _("This is missing."))
            else:
                told.general.append(words.said(one.text))
        return False
    except Refused as refused:
        told.general.append(str(refused))
        return False
    label = words.said(kind.transition(step, case.state).label)
    messages.success(request, _("“{step}” was done.").format(step=label))
    return True


def _saved_meanwhile(request: HttpRequest, case: Case, kind: Kind, told: Told) -> HttpResponse:
    """When it was saved, and the fields that appear or go by the answers just given."""
    form = _form(case, kind, told)
    before = set(request.POST.getlist("asked"))
    now = set(form.fields)
    changed = [
        one
        for group in form.groups
        for one in group["fields"]
        if (one["id"] in now) != (one["id"] in before)
    ]
    context = {"form": form, "case": case, "changed": changed, **_status(case, told)}
    return render(request, "cases/autosaved.html", context)


def _status(case: Case, told: Told) -> dict[str, Any]:
    open_ones = len(case.unread)
    return {
        "told": told,
        "at": date_format(timezone.localtime(case.changed_at), "H:i"),
        "unread": ngettext(
            "{number} answer cannot be read yet", "{number} answers cannot be read yet", open_ones
        ).format(number=open_ones)
        if open_ones
        else "",
    }


def _page(case: Case, kind: Kind, told: Told) -> dict[str, Any]:
    form = _form(case, kind, told)
    return {
        "case": case,
        "kind": kind,
        "form": form,
        "groups": [
            {**one, "guide": registry.guide_address(case.kind, "group", one["group"].id)}
            for one in form.groups
        ],
        "title": words.said(kind.title),
        "how_long": words.said(kind.guide.how_long),
        "needed": words.said(kind.guide.needed),
        "list": list_of(kind),
        "state": words.said(kind.state(case.state).label),
        "asked_back": case.moves.last() if case.figure == "waiting" else None,
        "steps": [
            {"id": one.id, "label": words.said(one.label), "help": words.said(one.help)}
            for one in onwards(kind, case.state)
        ],
        **_status(case, told),
    }


def _form(case: Case, kind: Kind, told: Told) -> AnswersForm:
    values = {**values_of(case), **told.shown}
    form = AnswersForm(case, kind, values, needed=_needed(case, kind, values), search=told.search)
    for name, one in case.unread.items():
        form.tell([ValueProblem(name, p["text"], p["row"], p["column"]) for p in one["problems"]])
    for name, text in told.errors.items():
        if name in form.fields:
            form.blame(name, text)
        else:
            told.general.append(f"{words.said(kind.field(name).label)}: {text}")
    return form


def onwards(kind: Kind, state: str) -> list[Transition]:
    """The steps by which the requester hands the form in."""
    return [
        one
        for one in kind.transitions
        if state in one.from_states
        and "requester" in one.who
        and not one.needs_reason
        and kind.state(one.to).phase == "open"
    ]


def _needed(case: Case, kind: Kind, values: Mapping[str, Any]) -> set[str]:
    """The fields without which no step onwards is possible, those answered among them."""
    steps = onwards(kind, case.state)
    if not steps:
        return set()
    state, tier = steps[0].to, case.tier or None
    return {
        one.id
        for one in kind.fields
        if any(
            missing.id == one.id
            for missing in missing_fields(
                kind, state, {key: kept for key, kept in values.items() if key != one.id}, tier
            )
        )
    }


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) < 300 else text[:299] + "…"
