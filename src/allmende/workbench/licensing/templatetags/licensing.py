# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How levels, classes, expressions and texts in two languages are shown."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils import formats, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from allmende.licences.known import facts_of
from allmende.workbench.core.templatetags.allmende import address_as_link
from allmende.workbench.licensing import words
from allmende.workbench.licensing.desk import Reading

register = template.Library()

_PIECE = re.compile(r"[\w.+:-]+|\s+|.")
SURE = 1.0
NO_RULE = "none"
"""What the normaliser says where none of its rules fits."""


@register.inclusion_tag("licensing/components/level.html")
def level_tag(level: Any, large: bool = False) -> dict[str, Any]:
    """A level as icon and word, never as colour alone."""
    key = str(level)
    return {
        "label": words.LEVELS[key],
        "state": words.LEVEL_STATES[key],
        "icon_name": words.LEVEL_ICONS[key],
        "large": large,
    }


@register.filter
def level_state(level: Any) -> str:
    return words.LEVEL_STATES.get(str(level), "")


@register.filter
def level_name(level: Any) -> str:
    return str(words.LEVELS.get(str(level), level))


@register.filter
def class_name(licence_class: Any) -> str:
    return str(words.CLASSES.get(str(licence_class), licence_class))


@register.filter
def class_state(licence_class: Any) -> str:
    """The mark of a class, where it is worth a look."""
    return words.CLASS_STATES.get(str(licence_class), "plain")


@register.filter
def context_title(key: str) -> str:
    return words.context_name(key)


@register.filter
def use_name(key: Any) -> str:
    return str(words.USE_TITLES.get(str(key), key))


@register.filter
def matrix_word(value: str) -> str:
    return str(words.MATRIX.get(value, value))


@register.filter
def linked_source(source: str) -> str:
    """`Name, https://…` as a link with this name."""
    name, comma, address = source.rpartition(", ")
    return address_as_link(address, name) if comma else source


@register.filter
def duty_word(kind: str) -> str:
    return str(words.DUTIES.get(kind, kind))


@register.filter
def duty_icon(kind: str) -> str:
    return words.DUTY_ICONS.get(kind, "info")


@register.filter
def said(texts: Mapping[str, str] | str | None) -> str:
    """A library's text in the active language, else in English."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    return texts.get(translation.get_language() or "de") or texts.get("en") or ""


@register.filter
def day(written: date | str | None) -> str:
    """A day, also one in ISO 8601, as the language writes it."""
    try:
        moment = date.fromisoformat(written[:10]) if isinstance(written, str) else written
    except ValueError:
        return str(written)
    return formats.date_format(moment, "SHORT_DATE_FORMAT") if moment else ""


@register.simple_tag
def expression(text: str) -> SafeString:
    """An SPDX expression in which every listed licence leads to its page."""
    return format_html_join("", "{}", ((_piece(one),) for one in _PIECE.findall(text)))


def _piece(piece: str) -> str:
    if facts := facts_of(piece):
        return format_html(
            '<a href="{}">{}</a>', reverse("licensing:licence", args=[facts.id]), piece
        )
    return piece


@register.simple_tag
def reading_note(reading: Reading) -> str:
    """How sure the reading is, and which rule of the normaliser gave it."""
    note = str(words.READINGS[reading.status])
    if reading.rule not in {"", NO_RULE}:
        note = _("{note}; rule: {rule}").format(note=note, rule=reading.rule)
    if reading.confidence is not None and reading.status == "match" and reading.confidence < SURE:
        share = formats.number_format(round(reading.confidence * 100))
        note = _("{note}; certainty: {share} %").format(note=note, share=share)
    return note
