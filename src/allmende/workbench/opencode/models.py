# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What our groups on openCode hold, where our own repositories stand, and who paired them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.core.models import Job


class Reading(models.Model):
    """How the reading of our groups goes; one row, made by the first run.

    `state` is that of the library, `listed_by` the job whose pass over the groups went through, so
    that a killed one need not read them again. `problem` says why the last run stopped short.
    """

    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    listed_by = models.BigIntegerField(null=True)
    state: models.JSONField[Any, Any] = models.JSONField(null=True)
    next_at = models.DateTimeField(default=timezone.now)
    attempted_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    """The first projects that could not be read, as the library writes problems."""

    def __str__(self) -> str:
        return "openCode"

    @property
    def is_running(self) -> bool:
        return self.job is not None and self.job.is_open


class Project(models.Model):
    """A project of our groups there, as it was read last.

    `said` is what the interface says of it, verbatim; what is not in it is not known. `file` is its
    publiccode.yml, None where the default branch has none.
    """

    external_id = models.CharField(max_length=500, unique=True)
    name = models.CharField(max_length=500)
    address = models.CharField(max_length=2000)
    said: models.JSONField[Any, Any] = models.JSONField(default=dict)
    commit = models.CharField(max_length=64, blank=True)
    commit_at = models.DateTimeField(null=True)
    file = models.TextField(null=True)
    read_at = models.DateTimeField(default=timezone.now)
    """When something in it was new."""
    seen_at = models.DateTimeField(null=True)
    vanished_at = models.DateTimeField(null=True)
    differs_since = models.DateTimeField(null=True)
    """When we first saw another commit there than at ours; None: in step, or not known."""
    example = models.BooleanField(default=False)
    """Made up for the demo."""

    class Meta:
        ordering = ["name", "external_id"]

    def __str__(self) -> str:
        return self.name


class Head(models.Model):
    """Where a repository of ours stands, as its public address said last."""

    key = models.CharField(max_length=500, unique=True)
    address = models.CharField(max_length=2000)
    commit = models.CharField(max_length=64, blank=True)
    branch = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(null=True)
    """When it last answered."""
    tried_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)
    """Why it did not answer, in both languages."""

    def __str__(self) -> str:
        return self.key


class Pairing(models.Model):
    """A person said whether a project there is a software of ours; the last word counts.

    `entry` is the id of `allmende.workbench.api.queries.Entry`, `name` what it was called then.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("is the same")
        OTHER = "other", _("is another one")

    project = models.ForeignKey(Project, models.CASCADE, related_name="pairings")
    entry = models.UUIDField()
    name = models.CharField(max_length=300)
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "entry"], name="one_verdict_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.name}"
