# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Defects of an entry worth showing."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.software import Software
from allmende.workbench.catalogue.models.sources import SourceRecord


class Severity(models.TextChoices):
    """How much a finding matters."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Finding(models.Model):
    """One defect, found by the rule of that name; gone as soon as the rule finds it no more."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60, db_index=True)
    severity = models.CharField(max_length=6, choices=Severity)
    data = models.JSONField(default=dict)
    record = models.ForeignKey(SourceRecord, models.CASCADE, null=True, related_name="+")
    first_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rule} {self.software_id}"
