# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Organisations known across sources: by what they are told apart, and what they do with software.

What an organisation is called, where it is and what it does is derived from the records; its keys
decide which mentions are the same one, so that a merge moves keys and can be taken back.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.software import Software
from allmende.workbench.catalogue.models.sources import SourceRecord


class OrganisationKind(models.TextChoices):
    """What an organisation is, as far as a source or its own name says so; empty is unknown."""

    MUNICIPALITY = "municipality", _("Municipality")
    STATE = "state", _("State or region")
    NATIONAL = "national", _("National administration")
    INTERNATIONAL = "international", _("International body")
    UNIVERSITY = "university", _("University or research")
    COMPANY = "company", _("Company")
    COMMUNITY = "community", _("Community or association")
    OTHER = "other", _("Other")


class Organisation(models.Model):
    """Who uses, publishes or supports software. The last columns are the office's own words."""

    name = models.CharField(_("name"), max_length=300)
    words = models.TextField(blank=True)
    """Every name of it as plain words, for the search."""
    country = models.CharField(_("country"), max_length=2, blank=True, db_index=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, blank=True, db_index=True
    )
    kind_by_name = models.BooleanField(default=False)
    """The kind was read from the name ("Comune di ...") and not said by a source."""
    homepage = models.CharField(_("homepage"), max_length=2000, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    created_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(_("our note"), blank=True)
    contact = models.CharField(_("role address"), max_length=200, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:organisation", args=[self.pk])


class OrganisationKey(models.Model):
    """By what an organisation is told: (ipa, c_h501), (forge, github.com/it-at-m), (name, ...)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="keys")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=400)
    told_by = models.CharField(max_length=80, blank=True)
    """The list that names an account on a forge; empty for what records say."""

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="one_organisation_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Involvement(models.Model):
    """What an organisation does with a software, says a record.

    A row stays, marked, when the record says so no more; it goes where the office itself says who
    uses the software.
    """

    class Role(models.TextChoices):
        USES = "uses", _("uses")
        PUBLISHES = "publishes", _("publishes")
        SUPPORTS = "supports", _("gives support")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="involvements")
    software = models.ForeignKey(Software, models.CASCADE, related_name="involvements")
    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role)
    name = models.CharField(max_length=300)
    """As the record wrote it."""
    since = models.PositiveSmallIntegerField(_("since"), null=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    evidence = models.CharField(_("evidence"), max_length=2000, blank=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["role", "organisation"])]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "role", "name"], name="one_involvement_per_word"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.role} {self.software_id}"


class OrganisationProposal(models.Model):
    """Two organisations that are probably the same; a person confirms or keeps them apart."""

    left = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    right = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_pair_of_organisations"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} = {self.right_id}? ({self.score:.2f})"


class OrganisationApart(models.Model):
    """A person said that two organisations are not the same; nobody is asked again."""

    left = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    right = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_pair_kept_apart"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="kept_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} ≠ {self.right_id}"


class OrganisationMerge(models.Model):
    """One organisation took in another; keeps what moved, so that it can be taken back."""

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    keys = models.JSONField(default=list)
    moved = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kept_id} ← {self.absorbed_id}"
