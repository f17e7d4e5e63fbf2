# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A case, the kind it began with, and the range its number is from."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.core.models import Unit


class KeptKind(models.Model):
    """A kind as the running cases keep it; one row for each content that a case began with."""

    kind = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=16)
    content: models.JSONField[Any, Any] = models.JSONField()
    """What `Kind.as_json` gives."""
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="one_row_per_content_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} ({self.digest})"


class NumberRange(models.Model):
    """The last number given to a prefix in a year; whoever takes the next one holds the row."""

    prefix = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_range_per_prefix_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:04}"


class Case(models.Model):
    """One run of a process, under the kind that it began with.

    `phase` and `figure` repeat what the kind says of `state`, for lists. `lock_version` grows with
    every change of answers, state or lanes; who decides names the one that was seen.
    """

    kind = models.CharField(max_length=60)
    kept = models.ForeignKey(KeptKind, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    state = models.CharField(max_length=60)
    phase = models.CharField(max_length=10)
    figure = models.CharField(max_length=10)
    tier = models.CharField(max_length=60, blank=True)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisational unit"),
    )
    confidential = models.BooleanField(default=False)
    """Seen by the requester, whom a lane was given to, and whom the kind names for it."""

    values: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Field to answer, as `validate_values` gives them."""
    unread: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Field to {written, problems}: what was typed and could not be read; it is not lost."""
    left_over: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Answers to fields that a later version of the kind does not ask any more."""
    field_changes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Field to {version, by, at} of its last change."""
    shown: models.JSONField[Any, Any] = models.JSONField(null=True)
    """What the app of this kind makes public of the case; null: nothing."""
    found_by = models.TextField(blank=True)
    """Number, title and answers in words, case-folded, for search; nothing confidential."""

    lock_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    state_since = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    waiting_since = models.DateField(null=True)
    waited_days = models.PositiveIntegerField(default=0)
    """Working days on which the clock stood still, those of a present pause not among them."""
    due_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    chased_on = models.DateField(null=True)
    delete_on = models.DateField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["kind", "state", "-changed_at"]),
            models.Index(fields=["requester", "phase", "-changed_at"]),
            models.Index(fields=["requester", "phase", "due_on"]),
            models.Index(fields=["phase", "due_on"]),
            models.Index(fields=["-changed_at", "-id"]),
            models.Index(fields=["-created_at", "-id"]),
            models.Index(fields=["kept", "phase"]),
            models.Index(fields=["delete_on"]),
            models.Index(fields=["review_on"]),
            # All that filters and permissions ask: a count reads this and never the answers.
            models.Index(
                fields=[
                    "kind",
                    "state",
                    "phase",
                    "tier",
                    "unit",
                    "figure",
                    "due_on",
                    "kept",
                    "requester",
                    "confidential",
                ],
                name="cases_told_apart",
            ),
        ]

    def __str__(self) -> str:
        # Events outlast a case that is deleted, so they name it by number and not by title.
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.number])
