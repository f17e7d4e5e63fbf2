# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What happens inside a case: steps, lanes, answers, conditions, discussion and files."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases.models.cases import Case


class Move(models.Model):
    """A step that was taken; with `decides` it is a decision.

    `asked_by` is whose request it was, `four_eyes` whether that was known to be somebody else,
    `version` and `digest` name the kind by which it was taken.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="moves")
    transition = models.CharField(max_length=60)
    from_state = models.CharField(max_length=60)
    to_state = models.CharField(max_length=60)
    decides = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    four_eyes = models.BooleanField(default=False)
    tier = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=16)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.from_state} → {self.to_state}"


class LaneRun(models.Model):
    """A lane of a case, worked on once; where it asked for changes, the next round is a new row."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for other lanes")
        RUNNING = "running", _("is being looked at")
        ANSWERED = "answered", _("answered")
        SKIPPED = "skipped", _("left out")

    case = models.ForeignKey(Case, models.CASCADE, related_name="lanes")
    lane = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    role = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    skipped_why: models.JSONField[Any, Any] = models.JSONField(null=True)
    """Why, by language."""
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reviews"
    )
    started_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    chased_on = models.DateField(null=True)
    answer = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "lane", "round"], name="one_row_per_round"),
            models.UniqueConstraint(
                fields=["case", "lane"], condition=Q(current=True), name="one_current_row_per_lane"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "role", "due_on"]),
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["reviewer", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.lane} ({self.round})"


class ChecklistAnswer(models.Model):
    """An answer to a line of a checklist; never changed, the newest one counts.

    `state` is a state of the criteria (allmende.criteria); the machine answers without `by`.
    """

    run = models.ForeignKey(LaneRun, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=20)
    machine = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "item", "id"])]

    def __str__(self) -> str:
        return f"{self.item}: {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("an answer is not changed; a new one takes its place")
        super().save(*args, **kwargs)


class Condition(models.Model):
    """What has to be done by when, because a lane or a decision said so."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="conditions")
    run = models.ForeignKey(LaneRun, models.CASCADE, null=True, related_name="conditions")
    move = models.ForeignKey(Move, models.CASCADE, null=True, related_name="conditions")
    text = models.TextField()
    due_on = models.DateField(null=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="conditions"
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    """What was done."""
    chased_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["done_at", "due_on"]),
            models.Index(fields=["responsible", "done_at"]),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Comment(models.Model):
    """A word in the discussion; `internal` ones are not for whoever asked."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="comments")
    text = models.TextField()
    internal = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class Attachment(models.Model):
    """A file of a case; it lies under its digest, and what was removed leaves its row."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    internal = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_why = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
