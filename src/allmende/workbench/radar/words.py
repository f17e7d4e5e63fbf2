# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of the radar: events, what happened, before and after, what a watch is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.workbench.catalogue import words as catalogue
from allmende.workbench.catalogue.models.software import in_language

EVENTS: Mapping[str, str | Promise] = {
    "radar.shared": gettext_lazy("watches for the office: {subject}"),
    "radar.renamed": gettext_lazy("renamed the watch of the office {before} to {subject}"),
    "radar.unshared": gettext_lazy("no longer watches for the office: {subject}"),
}
KINDS: Mapping[str, str | Promise] = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "gone": gettext_lazy("no longer seen"),
}
KIND_TAGS: Mapping[str, str] = {"new": "good", "changed": "info", "gone": "warn"}
SINCE: Mapping[str, str | Promise] = {
    "visit": gettext_lazy("Since my last visit"),
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
}
NOTHING = "–"
LONGEST = 160


def field(key: str) -> str:
    """What a field of a change is called."""
    return str(catalogue.FIELDS.get(key) or catalogue.DERIVED.get(key, key))


def value(key: str, said: Any) -> str:
    """A value before or after, as one reads it; a dash where nothing was said."""
    if key == "archived":
        return {True: _("yes"), False: _("no")}.get(said, NOTHING)
    if isinstance(said, dict):
        said = in_language(said)[0]
    if isinstance(said, list):
        said = ", ".join(map(str, said))
    if key == "latest_release_at" and said and (day := parse_date(said)):
        return formats.date_format(day, "SHORT_DATE_FORMAT")
    return Truncator(str(said)).chars(LONGEST) if said else NOTHING


def joined(names: Iterable[str]) -> str:
    return ", ".join(f"“{one}”" for one in names)
