# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How the texts of kinds, the ages of lanes and kept answers are shown."""

from typing import Any

from django import template
from django.utils.translation import ngettext

from allmende.workbench.cases import words

register = template.Library()


@register.filter
def said(texts: Any) -> str:
    return words.said(texts)


@register.filter
def lane_answer(key: str) -> str:
    return words.lane_answer(key)


@register.filter
def item_answer(key: str) -> str:
    return words.item_answer(key)


@register.filter
def machine_reason(answer: Any) -> str:
    """Why the machine says so: as it wrote it, or the explanation that lies in its evidence."""
    found = (one["says"] for one in answer.evidence if isinstance(one, dict) and "says" in one)
    return str(answer.reason or words.said(next(found, "")))


@register.filter
def places(evidence: list[Any]) -> list[Any]:
    """Where one sees it: the evidence without the explanation."""
    return [one for one in evidence if not (isinstance(one, dict) and "says" in one)]


@register.filter
def item_tag(key: str) -> str:
    """The mark of an answer to a line of a checklist."""
    return {"met": "good", "partly": "warn", "not-met": "bad", "not-applicable": "plain"}.get(
        key, "info"
    )


@register.filter
def lane_tag(key: str) -> str:
    return {"good": "good", "partly": "warn", "bad": "bad"}.get(
        words.LANE_ANSWER_TONES.get(key, ""), ""
    )


@register.filter
def working_days(days: int) -> str:
    return ngettext("{number} working day", "{number} working days", days).format(number=days)
