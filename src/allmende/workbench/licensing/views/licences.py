# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licences: the SPDX list as our policy sees it, and a page for each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, re_path
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from allmende.licences.compatibility import row
from allmende.licences.known import LicenceFacts, all_ids, facts_of
from allmende.licences.obligations import Use, obligations_of
from allmende.licences.policy import LicencePolicy
from allmende.licences.policy.words import in_brackets
from allmende.workbench.licensing import exporting, words
from allmende.workbench.licensing.policy import policy_for, written_policy
from allmende.workbench.licensing.queries import licences as queries
from allmende.workbench.licensing.queries import questions, waivers

PER_PAGE = 40
LONGEST_SEARCH = 100
SOFTWARE_SHOWN = 50
EXPORTED = (
    *("id", "name", "class", "class_source", "osi_approved", "fsf_libre", "deprecated"),
    *("replaced_by", "software"),
)
FLAGS: Mapping[str, str | Promise] = {
    "osi": gettext_lazy("approved by the OSI"),
    "fsf": gettext_lazy("free by the FSF"),
    "contested": gettext_lazy("class is contested"),
    "used": gettext_lazy("in the catalogue"),
    "deprecated": gettext_lazy("deprecated id"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address of the list asks for; a word it does not know asks for nothing."""

    text: str
    classes: tuple[str, ...]
    flags: tuple[str, ...]
    sort: str

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        return cls(
            data.get("q", "").strip()[:LONGEST_SEARCH],
            tuple(one for one in words.CLASSES if one in data.getlist("class")),
            tuple(one for one in FLAGS if one in data.getlist("flag")),
            "id" if data.get("sort") == "id" else "",
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.classes or self.flags)


@dataclass(frozen=True, slots=True)
class Line:
    """A licence of the list: what is known, its class by our policy, and its software."""

    facts: LicenceFacts
    licence_class: str
    software: int

    def has(self, flag: str) -> bool:
        match flag:
            case "osi":
                return self.facts.osi_approved
            case "fsf":
                return self.facts.fsf_libre is True
            case "contested":
                return bool(self.facts.contested)
            case "used":
                return self.software > 0
        return self.facts.deprecated

    def matches(self, text: str) -> bool:
        said = f"{self.facts.id} {self.facts.name}".casefold()
        return all(word in said for word in text.casefold().split())


def _lines(user: Any, policy: LicencePolicy) -> list[Line]:
    counted = queries.software_counts(user)
    return [
        Line(facts, str(policy.class_of(one)), counted[one])
        for one in all_ids()
        if (facts := facts_of(one))
    ]


def _narrowed(lines: Iterable[Line], filters: Filters) -> list[Line]:
    """What the filters leave; a deprecated id only where it is asked for, by name or by filter."""
    shows_deprecated = "deprecated" in filters.flags or bool(filters.text)
    found = [
        line
        for line in lines
        if line.matches(filters.text)
        and (not filters.classes or line.licence_class in filters.classes)
        and all(line.has(flag) for flag in filters.flags)
        and (shows_deprecated or not line.facts.deprecated)
    ]
    if not filters.sort:
        found.sort(key=lambda line: -line.software)
    return found


def index(request: HttpRequest) -> HttpResponse:
    filters, policy = Filters.of(request.GET), policy_for(request.user)
    lines = _lines(request.user, policy)
    found = _narrowed(lines, filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    titles = words.context_titles()
    context = {
        "page": page,
        "rows": [
            (line, list(zip(titles.values(), _levels(line.facts.id, policy), strict=True)))
            for line in page
        ],
        "contexts": titles,
        "facets": _facets(lines, filters),
        "filters": filters,
        "query": request.GET.urlencode(),
        "total": len(lines),
        "policy_version": f"{policy.name} {policy.version}",
    }
    return render(request, "licensing/licences/index.html", context)


def _levels(spdx_id: str, policy: LicencePolicy) -> list[str]:
    """What the policy says in each of its contexts."""
    return [str(policy.verdict(spdx_id, context).level) for context in policy.contexts]


def _facets(lines: list[Line], filters: Filters) -> list[dict[str, Any]]:
    """Each choice with the number it would give, the other choices kept."""
    of_any_class = _narrowed(lines, replace(filters, classes=()))
    classes = Counter(line.licence_class for line in of_any_class)
    return [
        {
            "name": "class",
            "title": _("Class"),
            "choices": [
                _choice(key, label, classes[key], filters.classes)
                for key, label in words.CLASSES.items()
            ],
        },
        {
            "name": "flag",
            "title": _("Only"),
            "choices": [
                _choice(key, label, _number_with(key, lines, filters), filters.flags)
                for key, label in FLAGS.items()
            ],
        },
    ]


def _number_with(flag: str, lines: list[Line], filters: Filters) -> int:
    return len(_narrowed(lines, replace(filters, flags=(*filters.flags, flag))))


def _choice(value: str, label: str | Promise, count: int, chosen: Iterable[str]) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count, "checked": value in chosen}


def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered licences as CSV or JSON, with the level of each context."""
    filters, policy = Filters.of(request.GET), policy_for(request.user)
    found = _narrowed(_lines(request.user, policy), filters)
    fields = (*EXPORTED, *policy.contexts)
    return exporting.answer(form, "licences", fields, _exported(found, policy))


def _exported(lines: Iterable[Line], policy: LicencePolicy) -> Iterator[exporting.Row]:
    for line in lines:
        levels = _levels(line.facts.id, policy)
        yield {
            **line.facts.as_json(),
            "class": line.licence_class,
            "software": line.software,
            **dict(zip(policy.contexts, levels, strict=True)),
        }


def detail(request: HttpRequest, spdx_id: str) -> HttpResponse:
    """One licence; its address is the id as SPDX spells it."""
    facts = facts_of(spdx_id)
    if facts is None:
        raise Http404
    if facts.id != spdx_id:
        return redirect("licensing:licence", facts.id)
    policy = policy_for(request.user)
    having = queries.software_with(request.user, facts.id)
    context = {
        "facts": facts,
        "licence_class": str(policy.class_of(facts.id)),
        "overridden": str(policy.class_of(facts.id)) != facts.licence_class.value,
        "rows": _facts(facts),
        "verdicts": [
            (key, title, policy.verdict(facts.id, key))
            for key, title in words.context_titles().items()
        ],
        "obligations": [(use, obligations_of(facts.id, use)) for use in Use],
        "compatibility": row(facts.id),
        "outbound": policy.outbound,
        "software": having[:SOFTWARE_SHOWN],
        "software_count": len(having),
        "precedents": list(questions.precedents(request.user, licences={facts.id})),
        "waivers": waivers.about(waivers.in_force(request.user), facts.id),
        "written_waivers": waivers.about(written_policy().waivers, facts.id),
        "policy_version": f"{policy.name} {policy.version}",
    }
    return render(request, "licensing/licences/detail.html", context)


def _facts(facts: LicenceFacts) -> list[dict[str, Any]]:
    yes, no = _("yes"), _("no")
    fsf = {True: yes, False: no, None: None}[facts.fsf_libre]
    return [
        {"label": _("Name"), "value": facts.name},
        {
            "label": _("Class"),
            "value": words.CLASSES[facts.licence_class.value],
            "source": in_brackets(facts.class_source)[get_language() or "de"].strip(),
        },
        {
            "label": _("OSI"),
            "value": _("approved as open source") if facts.osi_approved else _("not approved"),
        },
        {"label": _("FSF: free"), "value": fsf},
        {
            "label": _("Text"),
            "value": facts.address.removeprefix("https://"),
            "address": facts.address,
        },
    ]


urlpatterns = [
    path("list", index, name="licences"),
    re_path(r"^list\.(?P<form>csv|json)$", export, name="licences-export"),
    re_path(r"^(?P<spdx_id>[A-Za-z0-9][A-Za-z0-9.+-]*)/$", detail, name="licence"),
]
