# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The guards and computations that the kind `publication` names, its guide, and what mends it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.publishing.preparing import KINDS
from allmende.workbench.cases import definitions, registry
from allmende.workbench.cases.models import Case, Condition
from allmende.workbench.publications import guide as guides
from allmende.workbench.publications import queries
from allmende.workbench.publications.models import Publication, Verification
from allmende.workbench.publications.services import checked, noting, preparing, recording

VERIFIED = {"holds": True, "later": False, "fails": False, "unknown": None}
PREPARED = frozenset(one for kind in KINDS.values() for one in kind.meets)
"""Criteria that a file meets which can be prepared."""
CLEANED = frozenset({"no-secrets", "no-personal-data", "no-internal-names"})
"""Criteria that look through the history."""
BUILDS_ON = ("same", "same-files", "more", "later")


@registry.guard("publication-verified")
def publication_verified(case: Case) -> bool | None:
    """Whether the newest verification says: reachable, licensed, and what was checked."""
    newest = _newest(case)
    return VERIFIED[newest.result] if newest else None


@registry.guard("within-approval")
def within_approval(case: Case) -> bool | None:
    """Whether a later release needs no new approval.

    It is another commit than the one recorded, builds on what was checked, has the licence still,
    no condition is overdue, and the review has not come due.
    """
    newest = _newest(case)
    if newest is None:
        return None
    today = timezone.localdate()
    late = Condition.objects.filter(case=case, done_at=None, due_on__lt=today).exists()
    if late or (case.review_on is not None and case.review_on <= today):
        return False
    if newest.public_commit and newest.public_commit == newest.publication.commit:
        return False
    if "no" in (newest.reachable, newest.licence) or newest.content == "other":
        return False
    if "unknown" in (newest.reachable, newest.licence, newest.content):
        return None
    return newest.content in BUILDS_ON


def _newest(case: Case) -> Verification | None:
    found = Publication.objects.filter(case=case).select_related("newest__publication").first()
    return found.newest if found else None


registry.computation("record-publication")(recording.record_publication)
registry.computation("record-end")(recording.record_end)
registry.computation("note-unpublished")(noting.note_unpublished)


@registry.evidence
def verifications(case: Case) -> list[registry.Evidence]:
    """The commit of the public repository, for the decision sheet."""
    found = queries.of_case(case)
    if found is None or found.newest is None or not found.newest.public_commit:
        return []
    label = {
        "de": f"Öffentliches Repository {found.address}, Commit",
        "en": f"Public repository {found.address}, commit",
    }
    return [registry.Evidence(label, found.newest.public_commit)]


@registry.mend
def mended_at(user: Any, case: Case, criteria: frozenset[str]) -> dict[str, registry.Mend]:
    """*Clean history* for what must not go out, *Prepare* for files that are missing."""
    if case.kind != guides.KIND:
        return {}
    found: dict[str, registry.Mend] = {}
    if (files := criteria & PREPARED) and preparing.may_see(user, case):
        address = reverse("publications:prepare", args=[case.number])
        found |= dict.fromkeys(files, registry.Mend(_("Prepare the missing files"), address))
    if (history := criteria & CLEANED) and user.has_perm("assessments.view_findings"):
        report = checked.check_of(case)
        if report is not None and report.inspection.findings is not None:
            address = reverse("publications:clean", args=[case.number])
            found |= dict.fromkeys(history, registry.Mend(_("Clean the history"), address))
    return found


@registry.guide(guides.KIND)
def address_of(part: str, name: str) -> str:
    """Where the guide tells of a lane or of a group of the form; else its first page."""
    kind = definitions.current().get(guides.KIND)
    if kind and part == "lane" and any(one.id == name for one in kind.lanes):
        return reverse("publications:guide-lane", args=[name])
    if kind and part == "group" and any(one.id == name for one in kind.groups):
        return f"{reverse('publications:guide-form')}#group-{name}"
    return reverse("publications:guide")
