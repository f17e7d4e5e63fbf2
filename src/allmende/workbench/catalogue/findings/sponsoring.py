# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Sponsorship: the tag claims it, the address shows it, and both should say the same."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject
from allmende.workbench.catalogue.models import Severity
from allmende.workbench.catalogue.policy import catalogue_policy


def _disagrees(subject: Subject) -> Iterator[Defect]:
    software = subject.software
    tagged = catalogue_policy().sponsor_tag in software.tags
    if tagged and not software.sponsor:
        yield Defect(Severity.MEDIUM, {"has": _TAG, "lacks": _ADDRESS})
    if software.sponsor and not tagged and software.is_ours:
        yield Defect(Severity.MEDIUM, {"has": _ADDRESS, "lacks": _TAG})


_TAG, _ADDRESS = "sponsor-tag", "sponsor-address"

DISAGREES = Rule(
    "sponsor-disagrees",
    _("Sponsorship: tag and address disagree"),
    _("It has {has}, but lacks {lacks}."),
    _("Check whether the sponsorship still runs; then set both, or remove both."),
    _disagrees,
    "sponsor",
)
