# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Products, their bills of materials, and the components a bill lists."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Job, Unit


class Product(models.Model):
    """What bills of materials are uploaded for; one version after the other."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
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
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisational unit"),
    )
    context = models.CharField(_("context of use"), max_length=60)
    outbound = models.CharField(_("licence of the product"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("licensing:product", args=[self.slug])


class Bill(models.Model):
    """One uploaded bill of materials, and what its check with the policy found.

    The file lies in the data folder under its digest. Everything from `format` on comes from the
    check and is empty before it; lists hold what the library's results give as JSON.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("is checked")
        DONE = "done", _("checked")
        REFUSED = "refused", _("could not be read")

    product = models.ForeignKey(Product, models.CASCADE, related_name="bills")
    file = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    context = models.CharField(max_length=60)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)
    """Why the file was refused: `line`, and `why` in both languages."""

    format = models.CharField(max_length=30, blank=True)
    version = models.CharField(max_length=30, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    """Name and version of what the file says it is about."""
    stated_at = models.CharField(max_length=60, blank=True)
    """The moment the file says it was made, as written there."""
    tools: models.JSONField[Any, Any] = models.JSONField(default=list)
    amount = models.PositiveIntegerField(default=0)
    """Number of components."""
    summary: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Level to number of components."""
    not_understood: models.JSONField[Any, Any] = models.JSONField(default=list)
    guideline: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Findings of BSI TR-03183-2."""
    validation: models.JSONField[Any, Any] = models.JSONField(default=dict)
    policy = models.CharField(max_length=120, blank=True)
    waivers = models.CharField(max_length=64, blank=True)
    """Digest of the waivers that were in force, by which a later change is seen."""
    checked_at = models.DateTimeField(null=True)
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Kind of change to number, against the product's checked bill before this one."""

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["product", "state", "uploaded_at"])]

    def __str__(self) -> str:
        return f"{self.product}: {self.file}"

    def get_absolute_url(self) -> str:
        return reverse("licensing:bill", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether its first check is still to come."""
        return self.state == self.State.WAITING


class Grounds(models.Model):
    """Why components have their verdict; components of one licence share a row."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="grounds")
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    problem: models.JSONField[Any, Any] = models.JSONField(null=True)
    waiver: models.JSONField[Any, Any] = models.JSONField(null=True)
    chosen = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.bill}: {len(self.reasons)}"


class Component(models.Model):
    """One part a bill lists, in the order of the file."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="components")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=400)
    version = models.CharField(max_length=200, blank=True)
    purl = models.CharField(max_length=1000, blank=True)
    purl_type = models.CharField(max_length=40, blank=True)
    identity = models.CharField(max_length=1000)
    """What stays the same from version to version: package URL without version, else the name."""
    kind = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=500, blank=True)
    homepage = models.CharField(max_length=1000, blank=True)
    written = models.TextField(blank=True)
    """The licence as the bill states it."""
    licence = models.CharField(max_length=500, blank=True)
    """The licence as an SPDX expression, else the words as written, shortened; empty: none."""
    expressed = models.BooleanField(default=False)
    """Whether `licence` is an SPDX expression."""
    licence_class = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    waived = models.BooleanField(default=False)
    grounds = models.ForeignKey(Grounds, models.CASCADE, related_name="components")

    class Meta:
        ordering = ["bill", "position"]
        indexes = [
            models.Index(fields=["bill", "level"]),
            models.Index(fields=["bill", "name"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bill", "position"], name="one_component_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()
