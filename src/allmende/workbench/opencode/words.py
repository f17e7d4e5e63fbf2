# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of the page about openCode: events, relations, states."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.opencode.models import Pairing

EVENTS: Mapping[str, str | Promise] = {
    "opencode.reading": _("had our groups on {subject} read"),
    "opencode.failed": _("could not read our groups on {subject} to the end: {problem}"),
    "opencode.read": _(
        "read our groups on {subject}: {projects} projects, {new} new, {vanished} no longer there"
    ),
    "opencode.paired": _("said that the openCode project {subject} {verdict}: {name}"),
    "opencode.verdict-withdrawn": _(
        "took back what was said of the openCode project {subject}: {name}"
    ),
}
BY: Mapping[str, str | Promise] = {
    "confirmed": _("confirmed by a person"),
    "address": _("by its address"),
    "file": _("by the url in its publiccode.yml"),
    "mirror": _("by the address it is mirrored from"),
    "name": _("presumed, by the name alone"),
}
RELATIONS: Mapping[str, str | Promise] = {
    "origin": _("is developed there"),
    "mirror": _("is mirrored there"),
    "copy": _("independent copy"),
    "unknown": _("mirror or independent copy: not told"),
}
STEPS: Mapping[str, str | Promise] = {
    "origin": _("is the repository itself"),
    "same": _("in step"),
    "differs": _("out of step"),
    "unknown": _("unknown"),
}
STEP_TAGS: Mapping[str, str] = {"origin": "good", "same": "good", "differs": "warn", "unknown": ""}
ANSWERS: Mapping[str, str | Promise] = {
    "met": _("met"),
    "not-met": _("not met"),
    "unknown": _("unknown"),
}
ANSWER_TAGS: Mapping[str, str] = {"met": "good", "not-met": "bad", "unknown": ""}
DIFFERENCES: Mapping[str, str | Promise] = {
    "project.name": _("Name of the project"),
    "project.description": _("Description of the project"),
    "archived": _("Archived"),
    "branch": _("Default branch"),
    "name": _("Name"),
    "legal.license": _("Licence"),
}
FLAGS: Mapping[str, str | Promise] = {"yes": _("yes"), "no": _("no")}
SOURCES: Mapping[str, str | Promise] = {
    "head": _("public address, asked by git"),
    "verification": _("verification of the publication"),
    "analysis": _("analysis of the repository"),
}


def verdict(said: str) -> str:
    """A verdict as it reads in an event."""
    return str(Pairing.Verdict(said).label)
