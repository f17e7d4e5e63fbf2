# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The data of publications: what is public, when that was verified, and what is not public."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases.models import Case
from allmende.workbench.core.models import Job, Unit


class Publication(models.Model):
    """Own software at a public address; one row for a case, made once the address is named.

    What the case said is copied when it is published, since the row outlasts the case. `commit`
    and `tree` are what the publication check looked at, as far as that is known.
    """

    class End(models.TextChoices):
        ARCHIVED = "archived", _("archived")
        HANDED_OVER = "handed-over", _("handed over")
        FORK_ENDORSED = "fork-endorsed", _("a fork is endorsed")

    case = models.OneToOneField(
        Case, models.SET_NULL, null=True, blank=True, related_name="publication"
    )
    name = models.CharField(_("name of the software"), max_length=300)
    description = models.TextField(_("what the software does"), blank=True)
    address = models.CharField(_("public address"), max_length=2000)
    commit = models.CharField(max_length=64, blank=True)
    tree = models.CharField(max_length=64, blank=True)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    platforms: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Platform by language, each as the kind of case calls it."""
    unit = models.ForeignKey(
        Unit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisational unit"),
    )
    maintainers = models.PositiveSmallIntegerField(_("maintainers"), null=True)
    """How many people look after it; their names stay in the case."""
    approved_on = models.DateField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    conditions: models.JSONField[Any, Any] = models.JSONField(default=list)
    """`{"text": …, "due_on": … or null}` as the approval set them."""
    published_on = models.DateField(null=True)
    released_on = models.DateField(null=True)
    """The newest release that was recorded within the approval."""
    newest = models.ForeignKey("Verification", models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    """The verification that runs, or the last one."""
    public = models.BooleanField(_("shown to the public"), default=False)
    """In short form, from the day it is published, where its kind of case says so."""
    end = models.CharField(max_length=20, choices=End, blank=True)
    ended_on = models.DateField(null=True)
    end_note = models.TextField(blank=True)
    successor = models.CharField(_("address of who carries it on"), max_length=2000, blank=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["published_on", "ended_on"])]

    def __str__(self) -> str:
        # Events outlast a case and are read by more people than may see it.
        return self.name if self.published_on or self.case is None else self.case.number

    def get_absolute_url(self) -> str:
        return reverse("publications:publication", args=[self.pk])

    @property
    def is_verifying(self) -> bool:
        return self.job is not None and self.job.is_open

    @property
    def review_on(self) -> date | None:
        return self.case.review_on if self.case else None


class Verification(models.Model):
    """One look at the public repository; never changed, the newest one counts.

    Each of the three answers may be unknown. `problem` says in both languages why the repository
    could not be opened, or what could not be compared.
    """

    class Known(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("unknown")

    class Content(models.TextChoices):
        SAME = "same", _("the commit that was checked")
        SAME_FILES = "same-files", _("the same files under another history")
        MORE = "more", _("the commit that was checked, and commits nobody knows to be checked")
        LATER = "later", _("builds on the commit that was checked")
        OTHER = "other", _("something else than was checked")
        UNKNOWN = "unknown", _("unknown")

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="verifications")
    at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    address = models.CharField(max_length=2000)
    reachable = models.CharField(max_length=10, choices=Known, default=Known.UNKNOWN)
    licence = models.CharField(max_length=10, choices=Known, default=Known.UNKNOWN)
    """Whether a licence file is there and is the licence that was approved."""
    licence_wanted = models.CharField(max_length=300, blank=True)
    licence_found = models.CharField(max_length=300, blank=True)
    licence_files: models.JSONField[Any, Any] = models.JSONField(default=list)
    content = models.CharField(max_length=20, choices=Content, default=Content.UNKNOWN)
    checked_commit = models.CharField(max_length=64, blank=True)
    checked_tree = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True)
    public_commit = models.CharField(max_length=64, blank=True)
    public_tree = models.CharField(max_length=64, blank=True)
    further = models.PositiveIntegerField(null=True)
    """Public commits that are not among those that were checked, as far as these are known."""
    differing: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Paths that differ from what was checked, the first ones of `differing_total`."""
    differing_total = models.PositiveIntegerField(null=True)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.publication)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a verification is not changed; a new one takes its place")
        super().save(*args, **kwargs)

    @property
    def result(self) -> str:
        """All three answers together, a key of words.RESULTS."""
        if "no" in (self.reachable, self.licence) or self.content == self.Content.OTHER:
            return "fails"
        if "unknown" in (self.reachable, self.licence) or self.content in ("unknown", "more"):
            return "unknown"
        return "later" if self.content == self.Content.LATER else "holds"


class NotPublished(models.Model):
    """Own software that is not published: why, and when that is looked at again.

    The public reads nothing of it before `released`, and then not a reason that is confidential.
    """

    case = models.OneToOneField(
        Case, models.SET_NULL, null=True, blank=True, related_name="not_published"
    )
    name = models.CharField(_("name of the software"), max_length=300)
    unit = models.ForeignKey(
        Unit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisational unit"),
    )
    reason = models.TextField(_("reason"))
    confidential = models.BooleanField(_("the reason is confidential"), default=True)
    short = models.TextField(_("reason for the public"), blank=True)
    released = models.BooleanField(_("shown to the public"), default=False)
    review_on = models.DateField(_("to be reviewed on"))
    noted_on = models.DateField(default=timezone.localdate)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True)
    """When it no longer held, since the software is published or taken up again."""

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["ended_on", "released"])]

    def __str__(self) -> str:
        return self.case.number if self.case else self.name

    def get_absolute_url(self) -> str:
        return reverse("publications:unpublished-change", args=[self.pk])

    @property
    def is_due(self) -> bool:
        return self.ended_on is None and self.review_on <= timezone.localdate()


class Preparation(models.Model):
    """What a repository lacks for its publication, prepared for a case; the last time counts.

    `said` is what people added on the page, `pieces` and `patch` as
    `allmende.publishing.preparing` writes them (`shape` is its version). `problem` says in both
    languages why the repository could not be opened.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="preparation")
    said: models.JSONField[Any, Any] = models.JSONField(default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    shape = models.PositiveSmallIntegerField(default=0)
    commit = models.CharField(max_length=64, blank=True)
    pieces: models.JSONField[Any, Any] = models.JSONField(null=True)
    patch = models.TextField(blank=True)
    prepared_at = models.DateTimeField(null=True)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        return reverse("publications:prepare", args=[self.case.number])

    @property
    def is_running(self) -> bool:
        return self.job is not None and self.job.is_open
