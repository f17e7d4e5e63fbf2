# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of the licence desk: levels, classes, states, uses."""

from collections.abc import Mapping
from datetime import date

from django.utils import formats
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from allmende.workbench.licensing import policy
from allmende.workbench.licensing.models.questions import Level

LEVELS: Mapping[str, str | Promise] = dict(Level.choices)
"""From the best to the worst; what needs a review stands apart, at the end."""
LEVEL_STATES = {
    "preferred": "good",
    "allowed": "good",
    "avoid": "warn",
    "blocked": "bad",
    "review": "info",
}
LEVEL_ICONS = {
    "preferred": "check",
    "allowed": "check",
    "avoid": "warning",
    "blocked": "close",
    "review": "search",
}
DEPENDS = _("The answer depends on which licence it is. Find that out, or ask the office.")
SENTENCES: Mapping[str, str | Promise] = {
    "preferred": _("Yes, this is what the policy prefers."),
    "allowed": _("Yes, the policy allows it."),
    "avoid": _("Rather not: the policy advises against it."),
    "blocked": _("No, the policy does not allow it."),
    "review": _("The policy has no answer; a person has to look at it."),
}
CLASSES: Mapping[str, str | Promise] = {
    "public-domain": _("public domain"),
    "permissive": _("permissive"),
    "weak-copyleft": _("weak copyleft"),
    "strong-copyleft": _("strong copyleft"),
    "network-copyleft": _("network copyleft"),
    "restricted": _("restricted use"),
    "unknown": _("unknown"),
}
CLASS_STATES = {"restricted": "bad", "unknown": "warn"}
READINGS: Mapping[str, str | Promise] = {
    "expression": _("an SPDX expression"),
    "match": _("recognised by its name"),
    "ambiguous": _("the name fits more than one licence"),
    "several": _("the catalogue names several and does not say how they belong together"),
    "unknown": _("no licence is known by this name"),
    "missing": _("without a licence there is no permission to use it"),
}
MATRIX: Mapping[str, str | Promise] = {
    "yes": _("compatible"),
    "same": _("the same licence"),
    "no": _("not compatible"),
    "check": _("depends on how they are combined"),
    "unknown": _("unclear"),
    "not listed": _("not in the matrix"),
}
DUTIES: Mapping[str, str | Promise] = {
    "duty": _("To do"),
    "prohibition": _("Forbidden"),
    "information": _("To know"),
}
DUTY_ICONS = {"duty": "check", "prohibition": "close", "information": "info"}
USES: Mapping[str, str | Promise] = {
    "modify": _("We modify it"),
    "pass-on": _("We pass it on, also to other administrations"),
    "network": _("Others use it over a network"),
}
"""What a person may say beyond the context; keys as in `allmende.licences.obligations.Use`."""
USE_TITLES: Mapping[str, str | Promise] = {
    "use": _("For using it"),
    "modify": _("For passing on a changed version"),
    "pass-on": _("For passing it on"),
    "network": _("For offering it over a network"),
}
QUESTION_STATES = {"open": "info", "answered": "good", "withdrawn": "plain"}
WAIVER_STATES: Mapping[str, str | Promise] = {
    "active": _("in force"),
    "expiring": _("expires in less than 60 days"),
    "expired": _("expired"),
    "withdrawn": _("taken back"),
}
WAIVER_MARKS = {"active": "good", "expiring": "warn", "expired": "bad", "withdrawn": "plain"}
CARD = '<span class="card"><strong>{}</strong><span class="sub">{}</span></span>'


def context_titles() -> dict[str, str]:
    """Each context of use of the policy with its title in the active language."""
    return {key: context.title for key, context in policy.contexts().items()}


def context_choices() -> list[tuple[str, SafeString]]:
    """The contexts as cards: title, and beneath it what is meant."""
    return [
        (key, format_html(CARD, context.title, context.help))
        for key, context in policy.contexts().items()
    ]


def context_name(key: str) -> str:
    """A context's title; its key where the policy does not know it any more."""
    return context_titles().get(key, key)


def context_names(keys: str) -> str:
    return ", ".join(context_name(key) for key in keys.split(", "))


def day(written: str) -> str:
    """A day of an event's data, as the language writes it."""
    return formats.date_format(date.fromisoformat(written), "SHORT_DATE_FORMAT")
