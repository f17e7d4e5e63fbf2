# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Public catalogues and forges, and what each said of one software, verbatim."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.software import Software


class Source(models.Model):
    """Where records come from; one source, `own`, holds what the office itself wrote."""

    OWN = "own"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    homepage = models.CharField(_("homepage"), max_length=2000, blank=True)
    licence = models.CharField(_("licence of the data"), max_length=200, blank=True)
    attribution = models.CharField(_("attribution"), max_length=500, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=20, help_text=_("0 to 100; the higher is believed first.")
    )
    ours = models.BooleanField(
        _("our own records"),
        default=False,
        help_text=_("Its tags say what we do with a software, and its entries are public."),
    )
    imported_at = models.DateTimeField(_("last import"), null=True)

    class Meta:
        ordering = ["-priority", "name"]

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """What one source said of one software, as it came and as it was understood."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="records")
    external_id = models.CharField(max_length=500)
    software = models.ForeignKey(Software, models.PROTECT, related_name="records")
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    entry = models.JSONField()
    fetched_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    """Begin of the harvest that saw it last; None = it came from files alone."""
    vanished_at = models.DateTimeField(null=True)
    """Begin of the first complete harvest without it; what it said still holds."""

    class Meta:
        ordering = ["source", "external_id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_record_per_id"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.external_id}"
