# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Filters a person keeps; the address holds all of it, so it can also be passed on."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A name for the query part of a list's address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_search_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
