# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What must not go out of the history of a case, from the newest check of its repository."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from allmende.policies.loader import SHIPPED
from allmende.publishing.cleaning import CleaningPlan, Offence, Origin, plan
from allmende.repositories import Suppression
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.queries import assessments, judgements
from allmende.workbench.assessments.services import judging
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.words import language
from allmende.workbench.publications.services.checked import check_of

HISTORY = "history"
"""The field of the kind `publication` that says which history is published."""
CLEANED = ("cleaned", "fresh")
NOTE = "PROVENANCE.md"
SCRIPTS: Mapping[str, str] = {"clean-history.sh": "rewrite", "fresh-history.sh": "fresh"}
"""The files that can be taken along, to the way each is for."""


@dataclass(frozen=True, slots=True)
class Found:
    """The newest finished check of a case, and the plan made of what it found.

    `before` is the check before that one, so that the difference can be looked at.
    """

    report: Assessment
    plan: CleaningPlan
    before: Assessment | None

    @property
    def kinds(self) -> Counter[str]:
        return Counter(one.kind for one in self.plan.offences)

    @property
    def only_past(self) -> int:
        """How many stand in no file of today."""
        return sum(not in_tree(one) for one in self.plan.offences)


def of_case(case: Case) -> Found | None:
    """None where there is no finished check that scanned."""
    report = check_of(case)
    if report is None:
        return None
    found = judging.with_suppressions(report.inspection.findings, _in_force(report))
    if found is None:
        return None
    made = plan(
        found,
        commit=report.commit or None,
        complete=report.complete,
        policy=_profile(),
        origin=Origin(name=_name(case), office=_office(), on=timezone.localdate()),
    )
    return Found(report, made, assessments.previous_of(report))


def origin(case: Case, found: Found) -> Origin:
    """What the note of provenance tells: the commit that was checked, and no address."""
    return Origin(
        name=_name(case),
        commit=found.report.commit or "–",
        office=_office(),
        on=timezone.localdate(),
    )


def command() -> str:
    """What tells developers the same on their own machine."""
    profile = _profile()
    return f"allmende repository clean .{f' --policy {profile}' if profile else ''}"


def wants(case: Case) -> bool:
    """Whether the case says that the history is cleaned, or begun anew."""
    return case.values.get(HISTORY) in CLEANED


def in_tree(offence: Offence) -> bool:
    return any(one.in_head and one.where == "file" for one in offence.places)


def _in_force(report: Assessment) -> tuple[Suppression, ...]:
    """Those that counted on the day the check was judged, as its page has it."""
    if report.judged_at is None:
        return ()
    day = timezone.localdate(report.judged_at)
    return judgements.suppressions_in_force(report.subject.key, day)


def _name(case: Case) -> str:
    return str(case.values.get("name") or "")


def _profile() -> str:
    """A profile that everybody has; a folder of this machine would help nobody elsewhere."""
    shipped = settings.POLICY.directory.parent == SHIPPED
    return settings.POLICY.name if shipped else ""


def _office() -> str:
    """The plain profile is nobody's."""
    if settings.POLICY.name == "plain":
        return ""
    return str(settings.POLICY.office.name[language()])
