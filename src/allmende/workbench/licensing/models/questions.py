# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Questions that the policy could not answer, and what the office or legal answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases.models import Case
from allmende.workbench.catalogue.models import Software


class Level(models.TextChoices):
    """How an answer or a verdict reads; the levels of the policy, from the best to the worst."""

    PREFERRED = "preferred", _("preferred")
    ALLOWED = "allowed", _("allowed")
    AVOID = "avoid", _("to be avoided")
    BLOCKED = "blocked", _("blocked")
    REVIEW = "review", _("to be reviewed")


class Question(models.Model):
    """What somebody asked, with what the policy said at that moment."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("question"))
    written = models.CharField(_("licence as written"), max_length=1000, blank=True)
    expression = models.CharField(_("SPDX expression"), max_length=2000, blank=True)
    context = models.CharField(_("context of use"), max_length=60)
    uses = models.JSONField(default=list)
    """What they do with it beyond using: keys of `words.USES`."""
    purl = models.CharField(_("package URL"), max_length=1000, blank=True)
    software = models.ForeignKey(
        Software, models.SET_NULL, null=True, blank=True, related_name="licence_questions"
    )
    verdict: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """What the policy said when it was asked, as `desk.snapshot` writes it."""
    level = models.CharField(max_length=10, choices=Level)
    policy = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, db_index=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="licence_questions"
    )
    """The case whose decision became the answer; the precedent outlasts it."""

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("licence question")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("licensing:question", args=[self.pk])


class Concern(models.Model):
    """A licence that a question is about; an expression has as many as it names."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="concerns")
    spdx_id = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "spdx_id"], name="one_concern_per_licence"),
        ]

    def __str__(self) -> str:
        return self.spdx_id


class Answer(models.Model):
    """What was decided, by whom, when and under which policy; a later one supersedes it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.TextField(_("answer"))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    precedent = models.BooleanField(_("published as a precedent"), default=False)
    policy = models.CharField(max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    """The newer precedent that took its place; it stays readable and leads there."""

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(superseded_at=None),
                name="one_valid_answer_per_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_level_display()}"

    @property
    def has_expired(self) -> bool:
        """Its last day has passed; it stays readable, but is no precedent any more."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()
