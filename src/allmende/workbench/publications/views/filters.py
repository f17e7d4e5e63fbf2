# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an address asks of the list of publications, and the choices beside it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from allmende.workbench.core.models import Unit
from allmende.workbench.publications import queries, words

LONGEST, MOST = 300, 30
"""Letters of a word and words of a filter: an address cannot ask for more."""
PUBLIC_FACETS = ("unit", "licence", "year")
"""What strangers filter by; the rest is the office's own."""


def wanted(data: QueryDict, *, whole: bool) -> queries.Wanted:
    """The filters of an address."""
    names = queries.FACETS if whole else PUBLIC_FACETS
    return queries.Wanted(data.get("q", "").replace("\0", "").strip()[:LONGEST],
                          **{name: _given(data, name) for name in names})  # fmt: skip


def _given(data: QueryDict, name: str) -> tuple[str, ...]:
    said = [one.replace("\0", "")[:LONGEST] for one in data.getlist(name) if one]
    return tuple(dict.fromkeys(said))[:MOST]


def facets(
    counts: Mapping[str, Mapping[str, int]], asked: queries.Wanted, *, whole: bool
) -> list[dict[str, Any]]:
    """Each filter that leaves something to choose, with the number each choice would give."""
    shown = []
    for name in queries.FACETS if whole else PUBLIC_FACETS:
        chosen = getattr(asked, name)
        known = list(dict.fromkeys([*_sorted(name, counts[name]), *chosen]))
        if len(known) < 2 and not chosen:
            continue
        label = _labels(name, known)
        choices = [
            {"value": one, "label": label(one), "count": counts[name].get(one, 0),
             "checked": one in chosen}
            for one in known
        ]  # fmt: skip
        shown.append({"name": name, "title": _titles()[name], "choices": choices})
    return shown


def _sorted(name: str, words_of: Mapping[str, int]) -> list[str]:
    if name == "year":
        return sorted(words_of, reverse=True)
    order: Mapping[str, Any] = {"state": words.STATES, "result": words.RESULTS}.get(name, {})
    places = {key: place for place, key in enumerate(order)}
    return sorted(words_of, key=lambda one: (places.get(one, len(places)), one.lower()))


def _labels(name: str, known: list[str]) -> Callable[[str], str]:
    if name == "unit":
        keys = [int(one) for one in known if one.isdecimal() and len(one) < 18]
        named: Mapping[str, Any] = {
            str(one.pk): one.name for one in Unit.objects.filter(pk__in=keys)
        }
    else:
        named = {"state": words.STATES, "result": words.RESULTS}.get(name, {})
    return lambda one: str(named.get(one, one))


def _titles() -> dict[str, str]:
    return {
        "state": _("State"), "result": _("Newest verification"),
        "unit": _("Organisational unit"), "platform": _("Platform"), "licence": _("Licence"),
        "year": _("Published in"),
    }  # fmt: skip
