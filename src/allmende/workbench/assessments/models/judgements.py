# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people say to a report: their own answers, and findings that may stay."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.assessments.models.assessments import Subject


class Statement(models.Model):
    """A person's answer to one criterion; never changed, the newest one counts.

    A withdrawal is a row as well: then the machine's answer counts again. `valid_until` is the last
    day; without it the criterion says how long it holds.
    """

    class State(models.TextChoices):
        MET = "met", _("met")
        PARTLY = "partly", _("partly met")
        NOT_MET = "not-met", _("not met")
        NOT_APPLICABLE = "not-applicable", _("not applicable")
        WITHDRAWN = "withdrawn", _("withdrawn")

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="statements")
    criterion = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=State)
    reason = models.TextField()
    valid_until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject", "criterion"])]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.state}"


class Suppression(models.Model):
    """A finding that may stay, for a reason and until a day; it is shown as suppressed.

    It counts for every inspection of the repository `key`, whichever the criteria. `finding` is the
    library's id of one of its places, `place` where that was.
    """

    key = models.CharField(max_length=500)
    finding = models.CharField(max_length=64)
    place = models.CharField(max_length=1000)
    reason = models.TextField()
    expires = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "finding"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_suppression_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return self.place
