# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Repositories that are held against criteria, and each time that was done."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Job, Unit


class Subject(models.Model):
    """One repository under one set of criteria; what people state of it lasts from time to time.

    `key` compares repositories (`github.com/zammad/zammad`, `bundle/portal`); `address` is empty
    where git bundles are uploaded. `latest` is the newest assessment that was finished, `newest`
    the newest of all.
    """

    criteria = models.CharField(_("criteria"), max_length=60)
    name = models.CharField(_("repository"), max_length=300)
    key = models.CharField(max_length=500, db_index=True)
    address = models.CharField(max_length=2000, blank=True)
    software = models.ForeignKey(
        Software,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entry in the catalogue"),
    )
    unit = models.ForeignKey(
        Unit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisational unit"),
    )
    months = models.PositiveSmallIntegerField(_("months an analysis holds"), default=12)
    renews = models.BooleanField(_("is renewed when it has expired"), default=True)
    of_case = models.BooleanField(default=False)
    """A case began it: beside the office and legal, only who sees such a case sees it."""
    latest = models.ForeignKey("Assessment", models.SET_NULL, null=True, related_name="+")
    newest = models.ForeignKey("Assessment", models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["software", "key", "criteria"], name="one_subject_a_software"
            ),
            models.UniqueConstraint(
                fields=["key", "criteria"],
                condition=Q(software__isnull=True),
                name="one_subject_without_software",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.software or self.name}: {self.criteria}"


class Assessment(models.Model):
    """One time a repository was inspected and held against the criteria.

    Everything from `commit` on comes from the inspection and is empty before it. `report` is the
    JSON of `allmende.criteria.Report`, `problem` says in both languages why there is none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("running")
        DONE = "done", _("finished")
        FAILED = "failed", _("failed")

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="assessments")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=20, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    """Empty: the workbench itself, since the one before had expired."""
    asked_at = models.DateTimeField(default=timezone.now)
    bundle = models.CharField(max_length=64, blank=True)
    """SHA-256 of the uploaded file, by which it is found while it is kept."""
    bundle_name = models.CharField(max_length=300, blank=True)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)

    commit = models.CharField(max_length=64, blank=True)
    complete = models.BooleanField(default=False)
    """Whether everything was looked at."""
    inspected_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    criteria_version = models.CharField(max_length=12, blank=True)
    policy = models.CharField(max_length=120, blank=True)
    """Profile and version."""
    shape = models.PositiveSmallIntegerField(default=0)
    report: models.JSONField[Any, Any] = models.JSONField(null=True)
    summary: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Level to the figures of `allmende.criteria.Figures`."""
    open_musts = models.PositiveIntegerField(null=True)
    """Must-criteria that apply and are not met, for whatever reason."""
    open_findings = models.PositiveIntegerField(null=True)
    """Findings nobody suppressed; empty where nothing was scanned."""
    changed = models.PositiveIntegerField(null=True)
    """Criteria whose answer is another one than the time before."""
    expires_on = models.DateField(null=True)
    recheck_on = models.DateField(null=True)
    """The first day on which something a person stated no longer holds."""

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["subject", "state", "asked_at"])]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("assessments:assessment", args=[self.pk])

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_running(self) -> bool:
        """Whether somebody works on it, or will."""
        return self.state == self.State.WAITING and self.job is not None and self.job.is_open

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on <= timezone.localdate()


class Inspection(models.Model):
    """What one inspection saw, as `allmende.repositories` writes it; judged again from here.

    `findings` None: nothing was scanned. Whether people suppressed one here is not in it.
    """

    assessment = models.OneToOneField(
        Assessment, models.CASCADE, primary_key=True, related_name="inspection"
    )
    shape = models.PositiveSmallIntegerField()
    coverage: models.JSONField[Any, Any] = models.JSONField(default=dict)
    facts: models.JSONField[Any, Any] = models.JSONField(default=list)
    findings: models.JSONField[Any, Any] = models.JSONField(null=True)
    rejected: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Suppressions of the repository that do not count, and why."""
    answers = models.TextField(null=True)
    """The file in which the repository's own people answer criteria."""

    def __str__(self) -> str:
        return str(self.assessment)
