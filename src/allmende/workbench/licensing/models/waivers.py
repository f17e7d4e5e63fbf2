# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Exceptions from the policy that the office granted here, each with reason and last day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.licences import policy as rules

WARN_BEFORE = timedelta(days=60)


class Waiver(models.Model):
    """An exception for a package or an expression, in the contexts it names."""

    purl = models.CharField(_("package URL"), max_length=1000, blank=True)
    expression = models.CharField(_("licence expression"), max_length=1000, blank=True)
    contexts = models.JSONField(_("contexts of use"), default=list)
    choose = models.CharField(_("licence to choose"), max_length=500, blank=True)
    reason = models.TextField(_("reason"))
    expires = models.DateField(_("valid until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    """The waiver this one took the place of; a granted waiver is never changed."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal = models.TextField(_("reason of the withdrawal"), blank=True)

    class Meta:
        ordering = ["expires", "id"]
        verbose_name = _("waiver")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purl="", expression=""), name="waiver_of_something"
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.purl, self.expression]))

    def get_absolute_url(self) -> str:
        return reverse("licensing:waiver", args=[self.pk])

    @property
    def state(self) -> str:
        """withdrawn, expired, expiring (fewer than sixty days left) or active."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        left = self.expires - timezone.localdate()
        if left < timedelta(0):
            return "expired"
        return "expiring" if left < WARN_BEFORE else "active"

    def as_rule(self) -> rules.Waiver:
        """As the policy's library reads it."""
        return rules.Waiver(
            purl=self.purl or None,
            expression=self.expression or None,
            contexts=tuple(self.contexts),
            choose=self.choose or None,
            reason=self.reason,
            by=str(self.by),
            expires=self.expires,
        )
