# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How formats, contexts and changes of bills of materials are shown."""

from django import template

from allmende.workbench.licensing import words
from allmende.workbench.licensing.bills import words as bill_words

register = template.Library()


@register.filter
def format_name(key: str) -> str:
    return bill_words.format_name(key)


@register.filter
def context_name(key: str) -> str:
    return words.context_name(key)


@register.filter
def change_name(kind: str) -> str:
    return str(bill_words.CHANGES[kind])


@register.filter
def change_state(kind: str) -> str:
    return bill_words.CHANGE_STATES.get(kind, "")
