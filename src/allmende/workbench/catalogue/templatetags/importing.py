# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the report of an import shows."""

from typing import Any

from django import template
from django.utils import translation
from django.utils.translation import gettext as _

from allmende import sources
from allmende.workbench.core.panels import Figure

register = template.Library()


@register.filter
def explained(problem: dict[str, Any]) -> str:
    """A stored problem as a sentence in the active language: where, what, what to do."""
    return sources.explain(sources.Problem.from_json(problem), translation.get_language() or "de")


@register.filter
def figures_of(result: dict[str, Any]) -> list[Figure]:
    """The numbers of an import, the problems last."""
    warnings = result["problems_in_all"] - result["errors"]
    return [
        Figure(result["read"], _("records read"), ""),
        Figure(result["created"], _("new records"), ""),
        Figure(result["changed"], _("changed records"), ""),
        Figure(result["unchanged"], _("unchanged records"), ""),
        Figure(result["software"], _("new software"), ""),
        Figure(result["errors"], _("not taken in"), "", "bad" if result["errors"] else ""),
        Figure(warnings, _("taken in with a remark"), "", "warn" if warnings else ""),
    ]
