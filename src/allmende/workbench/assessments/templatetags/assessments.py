# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How states, evidence and texts in two languages are shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils import formats

from allmende.criteria.values import beside
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Subject
from allmende.workbench.assessments.reports import links
from allmende.workbench.assessments.reports.filtering import word_of

register = template.Library()
LONGEST = 400
"""Characters of a fact's value that a page shows."""


@register.filter
def said(texts: Mapping[str, str] | str | None) -> str:
    return words.said(texts)


@register.filter
def state_name(key: str) -> str:
    return words.state(key)


@register.filter
def state_tag(key: str) -> str:
    return words.STATE_TAGS.get(key, "")


@register.filter
def needs_remedy(state: str) -> bool:
    return state in {"not-met", "partly", "unknown"}


@register.filter
def needs_a_look(state: str) -> bool:
    return state in {"needs-human", "unknown"}


@register.filter
def level_name(key: str) -> str:
    return words.level(key)


@register.filter
def kind_name(key: str) -> str:
    return str(words.KINDS.get(key, key))


@register.filter
def finding_tag(finding: Mapping[str, Any]) -> str:
    """The mark of an open finding, by how sure it is."""
    return {"high": "bad", "medium": "warn"}.get(word_of(finding, "sure"), "")


@register.filter
def set_name(name: str) -> str:
    return words.criteria_title(name)


@register.filter
def day(written: date | str | None) -> str:
    """A day, also one in ISO 8601, as the language writes it; anything else as it is."""
    try:
        moment = date.fromisoformat(written[:10]) if isinstance(written, str) else written
    except ValueError:
        return str(written)
    return formats.date_format(moment, "SHORT_DATE_FORMAT") if moment else ""


@register.filter
def share(value: Any) -> str:
    """0.62 as 62 %."""
    return f"{formats.number_format(round(float(value) * 100))} %"


@register.inclusion_tag("assessments/components/evidence.html")
def evidence(item: Mapping[str, Any], subject: Subject, commit: str) -> dict[str, Any]:
    """Where one sees it: a place in a file, a commit, a number, an address with its date."""
    path, line = item.get("path") or "", item.get("line")
    found = item.get("commit") or commit
    return {
        "item": item,
        "place": f"{path}:{line}" if path and line else path,
        # The line of a finding may be one of today, its commit is the one that brought it.
        "page": links.file(subject.address, found, path, None if item.get("commit") else line),
        "commit_page": links.commit(subject.address, item.get("commit") or ""),
        "short": (item.get("commit") or "")[:12],
    }


@register.simple_tag
def file_page(subject: Subject, commit: str | None, path: str, line: int | None = None) -> str:
    return links.file(subject.address, commit or "", path, line)


@register.simple_tag
def commit_page(subject: Subject, commit: str | None) -> str:
    return links.commit(subject.address, commit or "")


@register.filter
def value_of(fact: Mapping[str, Any]) -> str:
    """The value of a fact in one line; "" where it says nothing more than yes or no."""
    return beside(fact, words.language(), LONGEST)
