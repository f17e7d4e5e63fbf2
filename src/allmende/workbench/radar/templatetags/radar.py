# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How the radar shows what happened."""

from django import template

from allmende.workbench.radar import words

register = template.Library()


@register.inclusion_tag("core/components/tag.html")
def kind_tag(kind: str) -> dict[str, str]:
    """New, changed or no longer seen, as a mark with its word."""
    return {"label": str(words.KINDS[kind]), "state": words.KIND_TAGS[kind]}
