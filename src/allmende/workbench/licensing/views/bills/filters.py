# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an address asks of a list of components, and the choices beside the list."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.core.templatetags.allmende import changed_query
from allmende.workbench.licensing import words
from allmende.workbench.licensing.models import Bill
from allmende.workbench.licensing.queries import bills as queries
from allmende.workbench.licensing.queries.bills import FACETS, NONE, SORTS, Wanted

TITLES: Mapping[str, str | Promise] = {
    "level": gettext_lazy("Verdict"),
    "class": gettext_lazy("Licence class"),
    "licence": gettext_lazy("Licence"),
    "scope": gettext_lazy("Scope"),
    "type": gettext_lazy("Kind of package"),
}
MOST_WORDS, LONGEST = 50, 500
"""Of one filter, and letters of one of its words: an address cannot ask for more."""


def wanted(data: QueryDict) -> Wanted:
    """The filters of an address; a word no component has leaves nothing, and says so."""

    def given(facet: str) -> tuple[str, ...]:
        said = [one.replace("\0", "")[:LONGEST] for one in data.getlist(facet) if one]
        return tuple(dict.fromkeys(said))[:MOST_WORDS]

    return Wanted(
        text=data.get("q", "").replace("\0", "").strip()[:LONGEST],
        waived=data.get("waived") == "1",
        level=given("level"),
        licence_class=given("class"),
        scope=given("scope"),
        type=given("type"),
        licence=given("licence"),
    )


def sort(data: QueryDict) -> str:
    """The order an address asks for; the most urgent first where it asks for none."""
    asked = data.get("sort", "")
    return asked if asked in SORTS else "level"


def facets(bill: Bill, chosen: Wanted) -> list[dict[str, Any]]:
    """Each choice with the number it would give, the other choices kept."""
    counted = queries.choices(bill, chosen)
    return [
        {
            "name": facet,
            "title": title,
            "choices": [
                {
                    "value": word,
                    "label": label_of(facet, word),
                    "count": number,
                    "checked": word in chosen.of(facet),
                }
                for word, number in _in_order(facet, counted[facet])
            ],
        }
        for facet, title in TITLES.items()
        if len(counted[facet]) > 1 or chosen.of(facet)
    ]


def _in_order(facet: str, counted: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Levels from the worst, all others by number."""
    if facet != "level":
        return counted
    order = [*queries.WORST_FIRST]
    return sorted(counted, key=lambda one: order.index(one[0]) if one[0] in order else len(order))


def label_of(facet: str, word: str) -> str:
    """A word of a filter as a person reads it."""
    if word == NONE:
        return {
            "licence": _("no licence stated"),
            "type": _("without a package URL"),
        }.get(facet, _("not stated"))
    if facet == "level":
        return str(words.LEVELS.get(word, word))
    if facet == "class":
        return str(words.CLASSES.get(word, word))
    return word


def chosen_tags(request: Any, chosen: Wanted) -> list[dict[str, str]]:
    """Each chosen word with the address that lets go of it."""
    tags = [
        {
            "label": label_of(facet, word),
            "address": changed_query(
                request, {facet: [one for one in chosen.of(facet) if one != word]}
            ),
        }
        for facet in FACETS
        for word in chosen.of(facet)
    ]
    if chosen.waived:
        address = changed_query(request, {"waived": ""})
        tags.append({"label": _("with a waiver"), "address": address})
    if chosen.text:
        tags.append({"label": f"„{chosen.text}“", "address": changed_query(request, {"q": ""})})
    return tags
