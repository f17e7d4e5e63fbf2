# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the report of an import shows."""

from typing import Any

from django import template
from django.utils import translation
from django.utils.translation import gettext as _

from allmende import sources
from allmende.workbench.core.templatetags.allmende import grouped

register = template.Library()


@register.filter
def explained(problem: dict[str, Any]) -> str:
    """A stored problem as a sentence in the active language: where, what, what to do."""
    return sources.explain(sources.Problem.from_json(problem), translation.get_language() or "de")


@register.filter
def counted(result: dict[str, Any]) -> list[dict[str, str]]:
    """The numbers of an import as facts, the problems last."""
    numbers = (
        (_("Records read"), result["read"]),
        (_("New records"), result["created"]),
        (_("Changed records"), result["changed"]),
        (_("Unchanged records"), result["unchanged"]),
        (_("New software"), result["software"]),
        (_("Not taken in"), result["errors"]),
        (_("Taken in with a remark"), result["problems_in_all"] - result["errors"]),
    )
    return [
        {"label": _("File"), "value": result["file"]},
        *({"label": label, "value": grouped(number)} for label, number in numbers),
    ]
