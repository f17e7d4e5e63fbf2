# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Analyses that cases ask for."""

from typing import Any

from django.db import models
from django.utils import timezone

from allmende.workbench.assessments.models.assessments import Assessment
from allmende.workbench.cases.models import Case


class CaseCheck(models.Model):
    """One time a case asked for an analysis; the newest of a set of criteria counts.

    Several cases may wait for the same analysis. Without `assessment` it could not be started, and
    `problem` says why in both languages.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="checks")
    criteria = models.CharField(max_length=60)
    assessment = models.ForeignKey(
        Assessment, models.CASCADE, null=True, related_name="case_checks"
    )
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "criteria", "id"])]

    def __str__(self) -> str:
        return f"{self.case}: {self.criteria}"

    @property
    def is_running(self) -> bool:
        return self.assessment is not None and self.assessment.is_running

    @property
    def report(self) -> Assessment | None:
        """The newest finished analysis of the repository that is not older than what was asked.

        Where the one that was asked for failed, another try by the office counts as well.
        """
        if self.assessment is None:
            return None
        latest = self.assessment.subject.latest
        return latest if latest and latest.asked_at >= self.assessment.asked_at else None
