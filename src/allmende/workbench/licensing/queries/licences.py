# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which software of the catalogue has which licence."""

from collections import Counter
from functools import lru_cache
from typing import Any

from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue.models import Software
from allmende.workbench.licensing.queries.waivers import licences_in


@lru_cache(maxsize=4096)
def _ids(expression: str) -> frozenset[str]:
    return frozenset(licences_in(expression))


def ids_of(software: Software) -> set[str]:
    """The SPDX ids that its expressions name."""
    return {one for expression in software.expressions for one in _ids(expression)}


def software_counts(user: Any) -> Counter[str]:
    """How many software this person may see have each licence; one query."""
    counted: Counter[str] = Counter()
    for expressions in catalogue.visible_to(user).order_by().values_list("expressions", flat=True):
        counted.update({one for expression in expressions for one in _ids(expression)})
    return counted


def software_with(user: Any, spdx_id: str) -> list[Software]:
    """The software of this licence that the person may see, by name; two queries."""
    visible = catalogue.visible_to(user)
    pks = [
        pk
        for pk, expressions in visible.order_by().values_list("pk", "expressions")
        if any(spdx_id in _ids(expression) for expression in expressions)
    ]
    return list(visible.filter(pk__in=pks).order_by("name", "id"))
