# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The source code: no address, or one that is no repository."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from allmende import identity
from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject
from allmende.workbench.catalogue.models import Severity


def _missing(subject: Subject) -> Iterator[Defect]:
    if not subject.software.repository:
        yield Defect(subject.weight)


def _unusable(subject: Subject) -> Iterator[Defect]:
    for record in subject.records:
        for url in record.entry.get("repositories", []):
            if identity.normalise_repository(url) is None:
                data = {"address": url[:200], "source": record.source.name}
                yield Defect(Severity.LOW, data, record.pk)


REPOSITORY_MISSING = Rule(
    "repository-missing",
    _("Address of the source code is missing"),
    _("No source says where the source code is."),
    _("Enter the address of the repository; without it, nothing can be inspected."),
    _missing,
    "repositories",
)
REPOSITORY_UNUSABLE = Rule(
    "repository-unusable",
    _("Address of the source code is no repository"),
    _("{source} gives “{address}” as source code, which is not the address of a repository."),
    _("Enter the address of the repository itself, and tell the source."),
    _unusable,
    "repositories",
)
