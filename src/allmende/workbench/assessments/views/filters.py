# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an address asks of a list, and the choices beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.assessments import words
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.reports.filtering import (
    FACETS,
    FINDING_FACETS,
    Wanted,
    WantedFindings,
)
from allmende.workbench.core.templatetags.allmende import changed_query

MOST_WORDS, LONGEST = 30, 120
"""Of one filter, and letters of one of its words: an address cannot ask for more."""
TITLES: Mapping[str, str | Promise] = {
    "state": gettext_lazy("Answer"),
    "level": gettext_lazy("Weight"),
    "group": gettext_lazy("Group"),
    "by": gettext_lazy("Answered by"),
    "kind": gettext_lazy("Kind of finding"),
    "sure": gettext_lazy("How sure"),
    "where": gettext_lazy("Where"),
    "standing": gettext_lazy("Suppressed"),
    "criteria": gettext_lazy("Criteria"),
    "unit": gettext_lazy("Organisational unit"),
}
WORDS: Mapping[str, Mapping[str, str | Promise]] = {
    "by": {"machine": gettext_lazy("inspection"), "human": gettext_lazy("person")},
    "sure": {
        "high": gettext_lazy("sure"),
        "medium": gettext_lazy("doubtful"),
        "low": gettext_lazy("hardly"),
    },
    "where": {
        "head": gettext_lazy("in the current state"),
        "history": gettext_lazy("in the history only"),
    },
    "standing": {"open": gettext_lazy("open"), "suppressed": gettext_lazy("suppressed")},
    "kind": words.KINDS,
}


def given(data: QueryDict, name: str) -> tuple[str, ...]:
    said = [one.replace("\0", "")[:LONGEST] for one in data.getlist(name) if one]
    return tuple(dict.fromkeys(said))[:MOST_WORDS]


def of_answers(data: QueryDict) -> Wanted:
    """The filters of an address; a word no answer has leaves nothing, and the page says so."""
    return Wanted(**{facet: given(data, facet) for facet in FACETS})


def of_findings(data: QueryDict) -> WantedFindings:
    return WantedFindings(**{facet: given(data, facet) for facet in FINDING_FACETS})


def of_list(data: QueryDict, criteria: tuple[str, ...] = ()) -> queries.Wanted:
    """The filters of a list of analyses; `criteria` are those a page is about."""
    return queries.Wanted(
        text=data.get("q", "").replace("\0", "").strip()[:LONGEST],
        criteria=criteria or given(data, "criteria"),
        state=given(data, "state"),
        unit=tuple(one for one in given(data, "unit") if one.isdecimal() and len(one) < 18),
        software=data.get("software", "").replace("\0", "")[:LONGEST],
    )


def sort_of_list(data: QueryDict) -> str:
    asked = data.get("sort", "")
    return asked if asked in queries.SORTS else "-date"


def facets(
    names: Sequence[str],
    counts: Mapping[str, Mapping[str, int]],
    chosen: Any,
    labels: Mapping[str, Mapping[str, str]],
    order: Mapping[str, Sequence[str]],
) -> list[dict[str, Any]]:
    """Each choice with the number it would give; a filter with one word is no choice."""
    shown = []
    for name in names:
        known = [one for one in order.get(name, ()) if one in counts[name]]
        known += sorted(one for one in counts[name] if one not in known)
        known += [one for one in getattr(chosen, name) if one not in known]
        if len(known) < 2 and not getattr(chosen, name):
            continue
        shown.append(
            {
                "name": name,
                "title": TITLES[name],
                "choices": [
                    {
                        "value": one,
                        "label": label(name, one, labels),
                        "count": counts[name].get(one, 0),
                        "checked": one in getattr(chosen, name),
                    }
                    for one in known
                ],
            }
        )
    return shown


def tags(
    request: HttpRequest,
    names: Sequence[str],
    chosen: Any,
    labels: Mapping[str, Mapping[str, str]],
) -> list[dict[str, str]]:
    """Each chosen word with the address that lets go of it."""
    found = [
        {
            "label": label(name, word, labels),
            "address": changed_query(
                request, {name: [one for one in getattr(chosen, name) if one != word]}
            ),
        }
        for name in names
        for word in getattr(chosen, name)
    ]
    if text := getattr(chosen, "text", ""):
        found.append({"label": f"„{text}“", "address": changed_query(request, {"q": ""})})
    if getattr(chosen, "software", ""):
        found.append(
            {"label": chosen.software, "address": changed_query(request, {"software": ""})}
        )
    return found


def label(name: str, word: str, labels: Mapping[str, Mapping[str, str]]) -> str:
    """A word of a filter as a person reads it."""
    if name in labels:
        return labels[name].get(word, word)
    if name == "state":
        return words.state(word)
    if name == "level":
        return words.level(word)
    return str(WORDS.get(name, {}).get(word, word)) or _("not stated")
