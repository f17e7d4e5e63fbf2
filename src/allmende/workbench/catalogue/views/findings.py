# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is wrong with our entries, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue import exporting, queries, words
from allmende.workbench.catalogue.findings import RULES
from allmende.workbench.catalogue.models import Finding, Severity
from allmende.workbench.core.access import requires

PER_PAGE = 40
SCOPES: Mapping[str, str | Promise] = {
    "ours": _("what we do something with"),
    "all": _("everything, also what we only watch"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address of the list asks for; a word it does not know asks for nothing."""

    rule: str
    severity: str
    scope: str

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        rule, severity, scope = (data.get(key, "") for key in ("rule", "severity", "scope"))
        return cls(
            rule if rule in RULES else "",
            severity if severity in Severity.values else "",
            scope if scope in SCOPES else "ours",
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.rule or self.severity)


@requires("catalogue.view_findings")
def index(request: HttpRequest) -> HttpResponse:
    filters = Filters.of(request.GET)
    found = queries.findings(filters.rule, filters.severity, filters.scope)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(finding) for finding in page],
        "facets": _facets(filters),
        "filters": filters,
        "ours": filters.scope == "ours",
        "query": request.GET.urlencode(),
    }
    return render(request, "catalogue/findings.html", context)


def _row(finding: Finding) -> dict[str, Any]:
    field, anchor = _place(finding)
    edit = reverse("catalogue:edit", args=[finding.software.slug])
    return {
        "finding": finding,
        "software": finding.software,
        "place": words.FIELDS.get(field, ""),
        "source": finding.record.source if finding.record else None,
        "edit": f"{edit}#{anchor}" if anchor else edit,
    }


def _place(finding: Finding) -> tuple[str, str]:
    """The field to mend, and where it stands in the form; both empty where it is no single one."""
    data = finding.data
    field = RULES[finding.rule].about or PARTS.get(data.get("part", ""), "")
    if field in {"descriptions", "texts"}:
        return field, f"id_{field.removesuffix('s')}_{data.get('language', 'de')}"
    return field, f"id_{field}" if field else ""


PARTS = {"description": "descriptions", "text": "texts"}


def _facets(filters: Filters) -> list[dict[str, Any]]:
    """Each choice with the number it would give, the other choices kept."""
    numbers = queries.finding_numbers()

    def number(rule: str, severity: str, scope: str) -> int:
        return sum(
            amount
            for (one, how_bad, ours), amount in numbers.items()
            if rule in {"", one} and severity in {"", how_bad} and (ours or scope == "all")
        )

    severities = {"": _("any"), **{key: words.SEVERITIES[Severity(key)] for key in Severity.values}}
    rules = {"": _("any"), **{key: rule.title for key, rule in RULES.items()}}
    scope, rule, severity = filters.scope, filters.rule, filters.severity
    return [
        {
            "name": "scope",
            "title": _("Entries"),
            "choices": [
                _choice(key, label, number(rule, severity, key), scope)
                for key, label in SCOPES.items()
            ],
        },
        {
            "name": "severity",
            "title": _("Severity"),
            "choices": [
                _choice(key, label, number(rule, key, scope), severity)
                for key, label in severities.items()
            ],
        },
        {
            "name": "rule",
            "title": _("Rule"),
            "choices": [
                _choice(key, label, amount, rule)
                for key, label in rules.items()
                if (amount := number(key, severity, scope)) or key in {"", rule}
            ],
        },
    ]


def _choice(value: str, label: str | Promise, count: int, chosen: str) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count, "checked": value == chosen}


@requires("catalogue.view_findings")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The filtered findings as CSV or JSON, all pages of them, in the language of the page."""
    filters = Filters.of(request.GET)
    found = queries.findings(filters.rule, filters.severity, filters.scope)
    written = exporting.FINDING_FORMS[form](exporting.finding_rows(found))
    answer = HttpResponse(written, content_type=exporting.CONTENT_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="findings.{form}"'
    return answer
