# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of the analyses that cases asked for."""

from django.db.models import QuerySet

from allmende.workbench.assessments.models import Assessment, CaseCheck
from allmende.workbench.cases.models import Case


def newest(case: Case, criteria: str) -> CaseCheck | None:
    """The last time a case asked for these criteria; one query."""
    return _loaded(CaseCheck.objects.filter(case=case.pk, criteria=criteria)).last()


def newest_of_all(case: Case) -> list[CaseCheck]:
    """The last one for each set of criteria, in the order they were asked for; one query."""
    found: dict[str, CaseCheck] = {}
    for one in _loaded(CaseCheck.objects.filter(case=case.pk)):
        found.pop(one.criteria, None)
        found[one.criteria] = one
    return list(found.values())


def report_decided_on(case: Case, check: CaseCheck) -> Assessment | None:
    """The report that lay before whoever decided; that of today where nobody has."""
    if check.assessment is None or case.decided_at is None:
        return check.report
    then = Assessment.objects.filter(
        subject=check.assessment.subject_id,
        state=Assessment.State.DONE,
        asked_at__gte=check.assessment.asked_at,
        inspected_at__lte=case.decided_at,
    )
    return then.select_related("subject").order_by("-asked_at", "-id").first()


def waiting_cases(assessment: Assessment) -> QuerySet[Case]:
    """The open cases that asked for an analysis of this repository by these criteria."""
    asked = CaseCheck.objects.filter(assessment__subject=assessment.subject_id).values("case")
    found = Case.objects.filter(pk__in=asked, phase="open").select_related("kept")
    return found.defer("kept__content").order_by("pk")


def _loaded(found: QuerySet[CaseCheck]) -> QuerySet[CaseCheck]:
    return found.select_related("assessment__job", "assessment__subject__latest").order_by("id")
