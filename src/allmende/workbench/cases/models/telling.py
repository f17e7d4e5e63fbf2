# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is told to whom: messages to send, who wants quiet, and who has a calendar feed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from allmende.workbench.cases.models.cases import Case


class Notice(models.Model):
    """A message to one person; the row is the truth, a job sends what is not sent.

    `occasion` says what it is for, so that nobody is told the same thing twice.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    notification = models.CharField(max_length=60)
    occasion = models.CharField(max_length=80)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    """When somebody last set out to send it."""
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "notification", "occasion"], name="told_once"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(sent_at=None), name="notices_to_send")]

    def __str__(self) -> str:
        return self.subject


class Watch(models.Model):
    """Somebody follows a case, or with `muted` wants to hear nothing of it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="watches")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    muted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_watch_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"


class Preference(models.Model):
    """Whether a person wants mail at all, and in which language ("" is the office's)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    mails = models.BooleanField(default=True)
    language = models.CharField(max_length=2, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.mails}"


class FeedToken(models.Model):
    """Opens a person's calendar feed; kept is the SHA-256 of the secret, never the secret."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id}"
