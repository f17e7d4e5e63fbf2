# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Entries that may be the same software."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.findings.rule import Defect, Rule, Subject


def _candidate(subject: Subject) -> Iterator[Defect]:
    for proposal in subject.proposals:
        other = proposal.right if proposal.left_id == subject.software.pk else proposal.left
        yield Defect(subject.weight, {"other": other.name, "slug": other.slug})


CANDIDATE = Rule(
    "duplicate-candidate",
    _("Possibly a duplicate"),
    _("This may be the same as “{other}”."),
    _("Compare both and merge them, or keep them apart."),
    _candidate,
    "",
)
