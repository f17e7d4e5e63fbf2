# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A solution in the catalogue, merged from everything the sources and the office say of it."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from allmende.workbench.core.models import Unit


class Stance(models.TextChoices):
    """What the office does with a software."""

    OBSERVED = "observed", _("observed")
    IN_ANALYSIS = "in-analysis", _("in analysis")
    IN_USE = "in-use", _("in use")
    IMPROVING = "improving", _("improving")
    PUBLISHING = "publishing", _("publishing")
    RETIRED = "retired", _("retired")


class Kind(models.TextChoices):
    """Where in the organisation a software is used."""

    APPLICATION = "application", _("Application")
    INFRASTRUCTURE = "infrastructure", _("Infrastructure")
    DEVELOPMENT = "development", _("Development")
    DESKTOP = "desktop", _("Desktop")


class Software(models.Model):
    """Every column but the last block is derived from the records; nothing else writes them."""

    name = models.CharField(_("name"), max_length=300)
    names = models.JSONField(_("further names"), default=list)
    homepage = models.CharField(_("homepage"), max_length=2000, blank=True)
    documentation = models.CharField(_("documentation"), max_length=2000, blank=True)
    repository = models.CharField(_("source code"), max_length=2000, blank=True)
    developer = models.CharField(_("developer"), max_length=500, blank=True)
    descriptions = models.JSONField(_("description"), default=dict)
    texts = models.JSONField(_("text"), default=dict)
    kind = models.CharField(_("kind of use"), max_length=20, choices=Kind, blank=True)
    stance = models.CharField(_("stance"), max_length=20, choices=Stance, default=Stance.OBSERVED)
    since = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    tags = models.JSONField(_("tags"), default=list)
    licences = models.JSONField(_("licences as written"), default=list)
    expressions = models.JSONField(_("SPDX expressions"), default=list)
    licence_class = models.CharField(_("licence class"), max_length=30, blank=True)
    licensing_model = models.CharField(_("licensing model"), max_length=100, blank=True)
    sponsor = models.CharField(_("sponsorship"), max_length=2000, blank=True)
    opencode = models.CharField(_("openCode entry"), max_length=2000, blank=True)
    demo = models.CharField(_("demo"), max_length=2000, blank=True)
    archived = models.BooleanField(_("archived by its developers"), null=True, blank=True)
    latest_release = models.CharField(_("latest release"), max_length=200, blank=True)
    latest_release_at = models.DateField(_("released on"), null=True, blank=True)
    published = models.BooleanField(_("shown to the public"), default=False)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, verbose_name=_("organisational unit")
    )
    provenance = models.JSONField(default=dict)
    """Field name to who said it: record, source, date, own, and the others that differ."""
    source_count = models.PositiveIntegerField(default=0)

    slug = models.SlugField(max_length=120, unique=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("software")
        indexes = [
            models.Index(fields=["stance"]),
            models.Index(fields=["published", "merged_into"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:software", args=[self.slug])

    @property
    def is_ours(self) -> bool:
        """The office does more with it than watching."""
        return self.stance != Stance.OBSERVED

    @property
    def description(self) -> tuple[str, str]:
        """Text and language code: the active language if there is one, else the best known."""
        return in_language(self.descriptions)

    @property
    def text(self) -> tuple[str, str]:
        return in_language(self.texts)


def in_language(texts: dict[str, Any]) -> tuple[str, str]:
    """The text in the active language, else English, German, or any; with its language code."""
    for language in (translation.get_language() or "de", "en", "de", *texts):
        if texts.get(language):
            return texts[language], language
    return "", ""
