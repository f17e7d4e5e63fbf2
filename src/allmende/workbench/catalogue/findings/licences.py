# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licences: none, not SPDX, an id SPDX no longer recommends, in use though not open source."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from allmende import licences
from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject
from allmende.workbench.catalogue.models import Severity, Stance

RUNNING = {Stance.IN_USE, Stance.IMPROVING, Stance.PUBLISHING}


def _not_osi_approved(subject: Subject) -> Iterator[Defect]:
    if subject.software.stance not in RUNNING:
        return
    for reading in map(licences.read, subject.software.licences):
        if reading.osi_approved is False:
            yield Defect(Severity.HIGH, {"written": reading.written})


def _not_spdx(subject: Subject) -> Iterator[Defect]:
    for reading in map(licences.read, subject.software.licences):
        if reading.expression is None:
            yield Defect(subject.weight, {"written": reading.written})


def _deprecated(subject: Subject) -> Iterator[Defect]:
    for reading in map(licences.read, subject.software.licences):
        for spdx_id in reading.deprecated:
            yield Defect(Severity.LOW, {"written": spdx_id})


def _missing(subject: Subject) -> Iterator[Defect]:
    if not subject.software.licences:
        yield Defect(subject.weight)


NOT_OSI_APPROVED = Rule(
    "licence-not-osi",
    _("In use, but not open source"),
    _("We use it, but its licence “{written}” is not approved by the Open Source Initiative."),
    _("Have the licence clarified; look at the alternatives, or record why it stays."),
    _not_osi_approved,
    "licences",
)
NOT_SPDX = Rule(
    "licence-not-spdx",
    _("Licence is not an SPDX expression"),
    _("“{written}” is not an SPDX expression, so nobody can check it by machine."),
    _("Look into the licence file of the repository and enter the SPDX id, with its version."),
    _not_spdx,
    "licences",
)
DEPRECATED = Rule(
    "licence-deprecated",
    _("Licence id is deprecated"),
    _("SPDX has replaced “{written}” by clearer ids."),
    _(
        "Look it up in the SPDX licence list. For a GNU licence, the notices in the source files "
        "say whether it ends in -only or in -or-later."
    ),
    _deprecated,
    "licences",
)
MISSING = Rule(
    "licence-missing",
    _("Licence is missing"),
    _("No source names a licence."),
    _("Look into the licence file of the repository and enter the SPDX id."),
    _missing,
    "licences",
)
