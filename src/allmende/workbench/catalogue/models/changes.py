# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What came in from outside, dated: new, changed, no longer seen; and when somebody last looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.software import Software
from allmende.workbench.catalogue.models.sources import Source


class Change(models.Model):
    """One difference that an import or a harvest made; kept for a while, then forgotten.

    `before` and `after` are the values of one field of the software, cut to what one reads; of
    lists they hold what went and what came. With `FILLED` a whole source came in for the first
    time: no software, and `after` counts its records.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        VANISHED = "vanished", _("no longer seen")
        RETURNED = "returned", _("seen again")
        FILLED = "filled", _("new source")

    kind = models.CharField(max_length=10, choices=Kind)
    software = models.ForeignKey(Software, models.CASCADE, null=True, related_name="changes")
    source = models.ForeignKey(Source, models.CASCADE, null=True, related_name="+")
    field = models.CharField(max_length=40, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["software", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="filled", software__isnull=True, source__isnull=False)
                | (~Q(kind="filled") & Q(software__isnull=False)),
                name="change_of_a_software_or_a_source",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(kind="filled"), name="a_source_is_new_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.software_id or self.source_id} {self.field}".rstrip()


class Visit(models.Model):
    """When a person's newest session first looked at the catalogue."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.at:%Y-%m-%d}"
