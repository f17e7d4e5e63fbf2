# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The data of communities: bodies and who speaks for us there, consultations, our obligations."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

WEB = URLValidator(["http", "https"])


def _in_language(german: str, english: str, language: str | None = None) -> str:
    """The text in a language, the active one without; the other one where it is missing."""
    is_german = (language or get_language() or "de").startswith("de")
    return (german or english) if is_german else (english or german)


class Body(models.Model):
    """A body of federation, states, municipalities or others that asks, advises or decides.

    With `key` its facts come from `bodies.yaml`, and are changed there; without, it is the
    office's own entry. `source` is where the facts were read, `read_on` when.
    """

    class Kind(models.TextChoices):
        EUROPEAN = "european", _("European Union")
        FEDERATION = "federation", _("federation, or federation and states")
        STATE = "state", _("federal state")
        MUNICIPAL = "municipal", _("municipalities")
        ASSOCIATION = "association", _("association")
        OTHER = "other", _("other")

    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    kind = models.CharField(_("level"), max_length=20, choices=Kind)
    name_de = models.CharField(_("name in German"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    homepage = models.CharField(_("homepage"), max_length=2000, blank=True, validators=[WEB])
    about_de = models.TextField(_("what it is, in German"), blank=True)
    about_en = models.TextField(_("what it is, in English"), blank=True)
    ours_de = models.CharField(_("our place in it, in German"), max_length=300, blank=True)
    ours_en = models.CharField(_("our place in it, in English"), max_length=300, blank=True)
    source = models.CharField(
        _("where that was read"), max_length=2000, blank=True, validators=[WEB]
    )
    read_on = models.DateField(_("read on"), null=True, blank=True)

    class Meta:
        ordering = ["name_de", "id"]

    def __str__(self) -> str:
        # Events keep it: the office's language, whatever is spoken at the moment.
        return _in_language(self.name_de, self.name_en, settings.LANGUAGE_CODE)

    def get_absolute_url(self) -> str:
        return reverse("communities:body", args=[self.pk])

    @property
    def name(self) -> str:
        return _in_language(self.name_de, self.name_en)

    @property
    def about(self) -> str:
        return _in_language(self.about_de, self.about_en)

    @property
    def ours(self) -> str:
        return _in_language(self.ours_de, self.ours_en)


class Delegation(models.Model):
    """Somebody speaks for us in a body: a person with an account, or a name.

    Both ends may be open: an unknown beginning, an end that is not set.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="delegations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person with an account here"),
    )
    name = models.CharField(_("or a name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = [F("since").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="somebody_is_delegated",
                violation_error_message=_(
                    "Choose a person, or give the name of somebody without an account."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.who} – {self.body}"

    @property
    def who(self) -> str:
        return str(self.person) if self.person else self.name

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return (self.since is None or self.since <= today) and (
            self.until is None or self.until >= today
        )


class Consultation(models.Model):
    """What a body asks by when, and what we say to it. `due_on` is empty where no day is known."""

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", _("consultation")
        HEARING = "hearing", _("hearing")
        SURVEY = "survey", _("survey")
        STANDARD = "standard", _("draft of a standard")
        MEETING = "meeting", _("date of a working group")

    class State(models.TextChoices):
        NOTED = "noted", _("noted")
        IN_WORK = "in-work", _("in work")
        SUBMITTED = "submitted", _("submitted")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended")

    OPEN = (State.NOTED, State.IN_WORK)

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="consultations", verbose_name=_("body")
    )
    title_de = models.CharField(_("title in German"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CONSULTATION)
    address = models.CharField(
        _("where it is asked"), max_length=2000, blank=True, validators=[WEB]
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NOTED)
    position = models.TextField(_("our position"), blank=True)
    reason = models.TextField(_("why it is declined"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    links: models.JSONField[Any, Any] = models.JSONField(_("links"), default=list, blank=True)
    """Web addresses of what belongs to it: drafts, statements, minutes."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return _in_language(self.title_de, self.title_en, settings.LANGUAGE_CODE)

    def get_absolute_url(self) -> str:
        return reverse("communities:consultation", args=[self.pk])

    @property
    def title(self) -> str:
        return _in_language(self.title_de, self.title_en)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def days_left(self) -> int | None:
        """Calendar days until it is due, below 0 where that is past; None where nothing is due."""
        return (self.due_on - timezone.localdate()).days if self.is_open and self.due_on else None


class Reminder(models.Model):
    """A message to one person about one consultation; the row is the truth, a job sends it.

    `occasion` names day and stage, so that nobody is told the same thing twice.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    occasion = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "person", "occasion"], name="reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.person_id} {self.occasion}"


class Obligation(models.Model):
    """How we stand to a demand of `obligations.yaml`, by its id; no row means unknown."""

    class State(models.TextChoices):
        MET = "met", _("met")
        PARTLY = "partly", _("partly met")
        OPEN = "open", _("open")
        NOT_APPLICABLE = "not-applicable", _("does not apply to us")
        UNKNOWN = "unknown", _("unknown")

    key = models.SlugField(max_length=80, unique=True)
    label = models.CharField(max_length=300)
    """Law and section in the office's language, since a policy may drop them."""
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.UNKNOWN)
    evidence = models.TextField(_("evidence"), blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("communities:obligation", args=[self.key])

    @property
    def is_due(self) -> bool:
        return _is_past(self.review_on)


def _is_past(day: date | None) -> bool:
    return day is not None and day <= timezone.localdate()
