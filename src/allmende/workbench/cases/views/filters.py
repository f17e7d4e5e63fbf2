# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an address asks of a list of cases, and the choices beside it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from allmende.workbench.cases import definitions, words
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.queries import cases as queries
from allmende.workbench.cases.views.showing import unit_names
from allmende.workbench.core.templatetags.allmende import changed_query

MOST_WORDS, LONGEST = 30, 120
"""Of one filter, and letters of one of its words: an address cannot ask for more."""
PHASES = ("open", "decided", "closed")
FACETS = ("phase", "mine", "late", "kind", "state", "unit")


def given(data: QueryDict, name: str) -> tuple[str, ...]:
    said = [one.replace("\0", "")[:LONGEST] for one in data.getlist(name) if one]
    return tuple(dict.fromkeys(said))[:MOST_WORDS]


def wanted(data: QueryDict, kinds: tuple[str, ...] = ()) -> queries.Wanted:
    """The filters of an address; `kinds` are those a page is about."""
    asked = given(data, "kind")
    chosen = tuple(one for one in asked if one in kinds) if kinds else asked
    return queries.Wanted(
        text=data.get("q", "").replace("\0", "").strip()[:LONGEST],
        kind=chosen or kinds,
        state=given(data, "state"),
        phase=given(data, "phase"),
        unit=tuple(one for one in given(data, "unit") if one.isdecimal() and len(one) < 18),
        mine="mine" in data,
        late="late" in data,
    )


def sort(data: QueryDict) -> str:
    asked = data.get("sort", "")
    return asked if asked in queries.SORTS else "-changed"


def facets(
    counts: Mapping[str, Mapping[str, int]], data: QueryDict, kinds: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Each choice with the number it would give; a filter without a choice is left out."""
    shown = []
    named = labels(kinds)
    for name in FACETS:
        chosen = given(data, name)
        known = [one for one in counts.get(name, {}) if name != "kind" or one in kinds]
        known = sorted(known, key=lambda one: _place(name, one, named))
        known += [one for one in chosen if one not in known]
        if not known or (len(known) < 2 and not chosen and name not in ("mine", "late")):
            continue
        shown.append(
            {
                "name": name,
                "title": _titles()[name],
                "choices": [
                    {
                        "value": one,
                        "label": named[name].get(one, one),
                        "count": counts.get(name, {}).get(one, 0),
                        "checked": one in chosen,
                    }
                    for one in known
                ],
            }
        )
    return shown


def tags(request: HttpRequest, kinds: tuple[str, ...]) -> list[dict[str, str]]:
    """Each chosen word with the address that lets go of it."""
    named = labels(kinds)
    found = []
    for name in FACETS:
        chosen = given(request.GET, name)
        for word in chosen:
            rest = [one for one in chosen if one != word]
            label = named[name].get(word, word)
            found.append({"label": label, "address": changed_query(request, {name: rest})})
    if text := request.GET.get("q", "").strip()[:LONGEST]:
        found.append({"label": f"„{text}“", "address": changed_query(request, {"q": ""})})
    return found


def labels(kinds: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The words of each filter as a person reads them."""
    present = definitions.current()
    return {
        "kind": {key: words.said(one.title) for key, one in present.items()},
        "state": _states([present[one] for one in kinds if one in present]),
        "phase": {"open": _("open"), "decided": _("decided"), "closed": _("closed")},
        "unit": unit_names(),
        "mine": {"1": _("asked for by me")},
        "late": {"1": _("overdue")},
    }


def _states(kinds: list[Kind]) -> dict[str, str]:
    """State to label; the same id in several kinds is told by all its labels."""
    found: dict[str, dict[str, None]] = {}
    for kind in kinds:
        for one in kind.states:
            found.setdefault(one.id, {})[words.said(one.label)] = None
    return {key: " / ".join(said) for key, said in found.items()}


def _titles() -> dict[str, str]:
    return {
        "kind": _("Kind of case"),
        "state": _("State"),
        "phase": _("Phase"),
        "unit": _("Organisational unit"),
        "mine": _("Requester"),
        "late": _("Deadline"),
    }


def _place(name: str, word: str, named: Mapping[str, Mapping[str, str]]) -> Any:
    order = PHASES if name == "phase" else list(named[name])
    return (list(order).index(word) if word in order else len(order), word)
