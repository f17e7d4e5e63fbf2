# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The case an address names, if this person may see it, and the address it belongs under."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries import cases as queries

GIVEN = ("publication",)
"""Kinds of what we give; all others are of what we use."""


def case_or_404(user: Any, number: str) -> Case:
    """Raises Http404, also for a case this person may not see."""
    found = queries.by_number(user, number)
    if found is None:
        raise Http404
    return found


def list_of(kind: Kind) -> dict[str, str]:
    """The list that cases of this kind stand in, for the breadcrumb."""
    if kind.id in GIVEN:
        return {"address": reverse("cases:give"), "label": _("Publications")}
    return {"address": reverse("cases:use"), "label": _("Cases")}
