# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people watch, what of it they have seen, and the mails that tell of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models import Software
from allmende.workbench.communities.models import Body


class Watch(models.Model):
    """Something outside that a person keeps an eye on; without `owner` the whole office does.

    All but a software and a body are a search: the query part of an address of the list.
    """

    class Kind(models.TextChoices):
        SEARCH = "search", _("search")
        TAG = "tag", _("category")
        AREA = "area", _("area of the quadrant")
        SOURCE = "source", _("source")
        ORGANISATION = "organisation", _("organisation")
        SOFTWARE = "software", _("software")
        BODY = "body", _("body")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="radar_watches"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(max_length=2000, blank=True)
    software = models.ForeignKey(Software, models.CASCADE, null=True, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="software", software__isnull=False, body__isnull=True, query="")
                | Q(kind="body", body__isnull=False, software__isnull=True, query="")
                | (
                    ~Q(kind__in=["software", "body"])
                    & ~Q(query="")
                    & Q(software__isnull=True, body__isnull=True)
                ),
                name="a_watch_has_one_subject",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("radar:watch", args=[self.pk])

    @property
    def is_shared(self) -> bool:
        return self.owner_id is None


class Wish(models.Model):
    """A person wants mail of a watch; no row means none."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("each working day")
        WEEKLY = "weekly", _("once a week")

    watch = models.ForeignKey(Watch, models.CASCADE, related_name="wishes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    since = models.DateTimeField(default=timezone.now)
    """What happened before is not told."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["watch", "person"], name="one_wish_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.watch_id}: {self.person_id} {self.rhythm}"


class Seen(models.Model):
    """Up to when a person has seen what happened to a subject; "" is everything.

    A subject is named as `software:12`, `source:3` or `consultation:4`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "subject"], name="seen_once_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.subject or '*'}"


class Digest(models.Model):
    """A mail to one person; the row is the truth, a job sends it.

    `occasion` names rhythm and day, `until` up to when it tells; the next one begins there. Whoever
    sets out to send claims it first, and a claim whose sender was killed is never taken up again:
    rather no mail than the same one twice, since the radar shows it all anyway.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Wish.Rhythm)
    occasion = models.CharField(max_length=40)
    until = models.DateTimeField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "occasion"], name="one_digest_per_occasion")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.occasion}"
