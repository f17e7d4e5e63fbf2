# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CodeMeta 3.0 (codemeta.github.io): the keys of publiccode.yml by the words of schema.org."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from allmende.workbench.api.told import Told

CONTEXT = "https://w3id.org/codemeta/3.0"
SPDX = "https://spdx.org/licenses/"
SAME = {
    "name": "name",
    "url": "codeRepository",
    "landingURL": "url",
    "softwareVersion": "version",
    "releaseDate": "datePublished",
    "platforms": "operatingSystem",
    "categories": "applicationCategory",
    "developmentStatus": "developmentStatus",
    "isBasedOn": "isBasedOn",
}
"""Key of publiccode.yml to that of CodeMeta, where the value goes over as it is."""
_ONE_LICENCE = re.compile(r"(?!LicenseRef-|DocumentRef-)[A-Za-z0-9.+-]+")


def of(told: Told) -> dict[str, Any]:
    """One software; what is not known is left out."""
    data, part = told.data, description(told)[1]
    licence = str(data.get("legal", {}).get("license") or "")
    requires = [one["name"] for one in _required(data.get("dependsOn")) if one.get("name")]
    known = {
        "@context": CONTEXT,
        "@type": "SoftwareSourceCode",
        "identifier": str(told.entry.id),
        **{there: data.get(here) for here, there in SAME.items()},
        "description": part.get("longDescription") or part.get("shortDescription"),
        "featureList": part.get("features"),
        "softwareHelp": part.get("documentation"),
        "license": licence_address(licence) or licence,
        "inLanguage": data.get("localisation", {}).get("availableLanguages"),
        "softwareRequirements": requires,
        "publisher": {
            "@type": "Organization",
            "name": settings.POLICY.office.name[settings.POLICY.office.language],
        },
    }
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def description(told: Told) -> tuple[str, dict[str, Any]]:
    """The description in the office's language, else in English, else in any; with its language."""
    parts = told.data.get("description") or {}
    for language in (settings.POLICY.office.language, "en", *sorted(parts)):
        if isinstance(parts.get(language), dict):
            return language, parts[language]
    return "", {}


def licence_address(expression: str) -> str:
    """The page of a single SPDX licence; empty for an expression of several."""
    return SPDX + expression if _ONE_LICENCE.fullmatch(expression) else ""


def _required(depends: Any) -> Iterator[dict[str, Any]]:
    for part in depends.values() if isinstance(depends, dict) else ():
        for one in part if isinstance(part, list) else ():
            if isinstance(one, dict) and not one.get("optional"):
                yield one
