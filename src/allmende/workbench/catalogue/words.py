# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Names on screen for machine values that are not choices of a model."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models import Kind, Severity, Source, Stance
from allmende.workbench.catalogue.policy import quadrant

LICENCE_CLASSES: Mapping[str, str | Promise] = {
    "public-domain": _("public domain"),
    "permissive": _("permissive"),
    "weak-copyleft": _("weak copyleft"),
    "strong-copyleft": _("strong copyleft"),
    "network-copyleft": _("network copyleft"),
    "restricted": _("restricted use"),
    "several": _("several classes"),
    "unknown": _("unknown"),
}
LEVELS: Mapping[str, str | Promise] = {
    "municipal": _("Municipalities"),
    "regional": _("States and regions"),
    "national": _("National administrations"),
    "international": _("International bodies"),
    "other": _("Other organisations"),
    "unknown": _("Level unknown"),
}
LEVELS_OF_ONE: Mapping[str, str | Promise] = {
    "municipal": _("municipality"),
    "regional": _("state or region"),
    "national": _("national administration"),
    "international": _("international body"),
    "other": _("other"),
}
LANGUAGES: Mapping[str, str | Promise] = {
    "de": _("German"),
    "en": _("English"),
    "fr": _("French"),
    "it": _("Italian"),
    "es": _("Spanish"),
    "und": _("not stated"),
}
FACETS: Mapping[str, str | Promise] = {
    "stance": _("Stance"),
    "kind": _("Kind"),
    "area": _("Placement"),
    "licence": _("Licence class"),
    "used_by": _("Used by"),
    "organisation": _("Organisation"),
    "source": _("Source"),
    "tag": _("Tag"),
    "repository": _("Source code"),
    "language": _("Language"),
    "news": _("What happened"),
}
NEWS: Mapping[str, str | Promise] = {
    "new": _("new"),
    "changed": _("changed"),
    "gone": _("no longer seen in a source"),
}
"""What can have happened to an entry; the first two since the reader's last visit."""
REPOSITORY: Mapping[str, str | Promise] = {"yes": _("address known"), "no": _("address unknown")}
STANCE_STATES = {
    "observed": "info",
    "in-analysis": "info",
    "in-use": "good",
    "improving": "good",
    "publishing": "good",
    "retired": "warn",
}
LICENCE_STATES = {"restricted": "bad", "unknown": "warn"}
LICENCE_TAGS: Mapping[str, str | Promise] = {
    "restricted": _("restricted use"),
    "unknown": _("licence unclear"),
}
"""Licence classes that a list points out; the others are told on the page."""
SEVERITIES: Mapping[Severity, str | Promise] = {
    Severity.HIGH: _("severe"),
    Severity.MEDIUM: _("should be mended"),
    Severity.LOW: _("worth a look"),
}
SEVERITY_STATES = {Severity.HIGH: "bad", Severity.MEDIUM: "warn", Severity.LOW: "info"}
FIELDS: Mapping[str, str | Promise] = {
    "name": _("Name"),
    "names": _("Further names"),
    "homepage": _("Homepage"),
    "documentation": _("Documentation"),
    "repositories": _("Source code"),
    "developer": _("Developer"),
    "descriptions": _("Description"),
    "texts": _("Text"),
    "kind": _("Kind"),
    "stance": _("Stance"),
    "since": _("Since"),
    "tags": _("Tags"),
    "licences": _("Licence"),
    "licensing_model": _("Licensing model"),
    "sponsor": _("Sponsorship"),
    "opencode": _("openCode entry"),
    "demo": _("Demo"),
    "archived": _("Archived by its developers"),
    "latest_release": _("Latest release"),
    "latest_release_at": _("Released on"),
    "published": _("Shown to the public"),
    "unit": _("Organisational unit"),
}
DERIVED: Mapping[str, str | Promise] = {
    "repository": _("Source code"),
    "organisations": _("Who uses it"),
}
"""Fields of a change that no record has under this name."""
ROLES: Mapping[str, str | Promise] = {
    "uses": _("uses software"),
    "publishes": _("publishes software"),
    "supports": _("gives support"),
}
ROLE_FIGURES: Mapping[str, str | Promise] = {
    "uses": _("software it uses"),
    "publishes": _("software it publishes"),
    "supports": _("software it supports"),
}
RELATIONS: Mapping[str, str | Promise] = {
    "usages": _("Who uses it"),
    "support": _("Who gives support"),
    "replaces": _("Replaces"),
}
SORTS: Mapping[str, str | Promise] = {
    "relevance": _("relevance"),
    "rank": _("ours first"),
    "name": _("name"),
    "changed": _("last changed"),
}


def facet_names(facet: str) -> Mapping[str, Any]:
    """Names of a facet's values; a value without one is its own name."""
    match facet:
        case "stance":
            return dict(Stance.choices)
        case "kind":
            return dict(Kind.choices)
        case "area":
            language = translation.get_language() or "de"
            return {area.key: area.title[language] for area in quadrant().areas}
        case "licence":
            return LICENCE_CLASSES
        case "used_by":
            return LEVELS
        case "source":
            return dict(Source.objects.values_list("slug", "name"))
        case "repository":
            return REPOSITORY
        case "language":
            return LANGUAGES
    return {}
