# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of bills of materials: formats, steps, changes, events."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FORMATS: Mapping[str, str] = {
    "cyclonedx-json": "CycloneDX (JSON)",
    "cyclonedx-xml": "CycloneDX (XML)",
    "spdx-json": "SPDX (JSON)",
    "spdx-yaml": "SPDX (YAML)",
    "spdx-tag-value": "SPDX (tag-value)",
    "spdx-rdf": "SPDX (RDF)",
    "spdx-3-json": "SPDX (JSON-LD)",
}
STEPS: tuple[str | Promise, ...] = (
    _("The file is read"),
    _("It is held against standard and guideline"),
    _("The policy is asked about each component"),
    _("What was found is saved"),
)
"""As `judging.STEPS` has them."""
CHANGES: Mapping[str, str | Promise] = {
    "added": _("added"),
    "removed": _("removed"),
    "version": _("other version"),
    "licence": _("other licence"),
    "verdict": _("other verdict"),
}
CHANGE_STATES = {"added": "info", "licence": "warn", "verdict": "warn"}
EVENTS: Mapping[str, str | Promise] = {
    "licensing.product-begun": _("began the product {subject}"),
    "licensing.product-changed": _("changed the product {subject}: {fields}"),
    "licensing.bill-uploaded": _("uploaded the bill of materials {subject}"),
    "licensing.bill-checked": _(
        "checked the bill of materials {subject}: {components} components with {policy}"
    ),
    "licensing.bill-refused": _("could not read the bill of materials {subject}"),
    "licensing.bill-removed": _("deleted the bill of materials {subject}: {reason}"),
}
FIELDS: Mapping[str, str | Promise] = {
    "context": _("Context of use"),
    "outbound": _("Licence of the product"),
    "software": _("Entry in the catalogue"),
}


def step(number: int) -> str:
    """What a check does, by its number in line."""
    return str(STEPS[min(number, len(STEPS) - 1)])


def format_name(key: str) -> str:
    return FORMATS.get(key, key)
