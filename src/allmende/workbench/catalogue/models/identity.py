# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which entries are the same software: proposals, and what people decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from allmende.workbench.catalogue.models.software import Software


class Proposal(models.Model):
    """Two entries that may be the same; a person confirms or keeps them apart."""

    left = models.ForeignKey(Software, models.CASCADE, related_name="+")
    right = models.ForeignKey(Software, models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_proposal_per_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="proposal_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} = {self.right_id}? ({self.score:.2f})"


class Apart(models.Model):
    """A person said that two entries are not the same; nobody is asked again."""

    left = models.ForeignKey(Software, models.CASCADE, related_name="+")
    right = models.ForeignKey(Software, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_apart_per_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} ≠ {self.right_id}"


class Merge(models.Model):
    """One entry absorbed another; keeps what moved, so that it can be taken back."""

    kept = models.ForeignKey(Software, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Software, models.PROTECT, related_name="+")
    records = models.JSONField(default=list)
    placements = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kept_id} ← {self.absorbed_id}"
