# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licences: none, not SPDX, an id SPDX no longer recommends, in use though not open source."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from allmende import licences
from allmende.licences.names import Match, normalise, understand
from allmende.licences.policy import Level, load_policy
from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject
from allmende.workbench.catalogue.models import Severity, Stance

MOST_NAMED = 4
RUNNING = {Stance.IN_USE, Stance.IMPROVING, Stance.PUBLISHING}


def _not_osi_approved(subject: Subject) -> Iterator[Defect]:
    if subject.software.stance not in RUNNING:
        return
    for reading in map(understand, subject.software.licences):
        if reading.osi_approved is False:
            yield Defect(Severity.HIGH, {"written": reading.written})


def _against_the_policy(subject: Subject) -> Iterator[Defect]:
    if subject.software.stance not in RUNNING:
        return
    policy = load_policy(str(settings.POLICY.directory))
    for written in subject.software.licences:
        if understand(written).osi_approved is False:
            continue  # a finding of its own, with the clearer words
        verdict = policy.verdict(written, "use")
        if verdict.level in (Level.AVOID, Level.BLOCKED):
            rule = next(one.rule for one in verdict.reasons if one.level is verdict.level)
            yield Defect(Severity.HIGH, {"written": written, "rule": rule})


def _by_name(subject: Subject) -> Iterator[Defect]:
    for match in _names(subject):
        if match.expression:
            yield Defect(Severity.LOW, {"written": match.input, "expression": match.expression})


def _ambiguous(subject: Subject) -> Iterator[Defect]:
    for match in _names(subject):
        if match.candidates:
            listed = ", ".join(match.candidates[:MOST_NAMED])
            yield Defect(subject.weight, {"written": match.input, "candidates": listed})


def _not_spdx(subject: Subject) -> Iterator[Defect]:
    for match in _names(subject):
        if match.status == "unknown":
            yield Defect(subject.weight, {"written": match.input})


def _names(subject: Subject) -> Iterator[Match]:
    """What is no SPDX expression, read as a name."""
    for written in subject.software.licences:
        if licences.read(written).expression is None:
            yield normalise(written)


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
AGAINST_THE_POLICY = Rule(
    "licence-policy",
    _("In use, against the licence policy"),
    _("We use it, but our policy does not accept its licence “{written}” (rule {rule})."),
    _("Ask the licence desk; look at the alternatives, or have a waiver granted with a reason."),
    _against_the_policy,
    "licences",
)
BY_NAME = Rule(
    "licence-name",
    _("Licence is a name, not its SPDX expression"),
    _("“{written}” means {expression}, but nobody can check a name by machine."),
    _("Enter the SPDX expression."),
    _by_name,
    "licences",
)
AMBIGUOUS = Rule(
    "licence-ambiguous",
    _("Licence can mean several"),
    _("“{written}” can mean several licences: {candidates}."),
    _("Look into the licence file of the repository and enter the SPDX id, with its version."),
    _ambiguous,
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
