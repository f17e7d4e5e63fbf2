# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a software stands in the architecture quadrant, and where it stood before."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.software import Software

SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Placement(models.Model):
    """One judgement of the architects; the newest one counts, the others are its history."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="placements")
    x = models.FloatField(_("degree of differentiation"), validators=SHARE)
    y = models.FloatField(_("innovation pressure and criticality"), validators=SHARE)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(x__gte=0, x__lte=1, y__gte=0, y__lte=1),
                name="placement_inside_the_quadrant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.software_id} ({self.x:.2f}, {self.y:.2f})"
