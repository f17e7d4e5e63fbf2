# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A person, and the roles granted to that person."""

from typing import Any

import rules
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from allmende.workbench.core.models import Unit


class Role(models.TextChoices):
    """What a person does in the office's work; everybody who can sign in is an employee."""

    COMMUNITY = "community", _("community manager")
    LEGAL = "legal", _("legal")
    OFFICE = "office", _("open source programme office")
    ADMINISTRATOR = "administrator", _("administrator")


class User(AbstractUser):
    """A person who can sign in. Never deleted, since decisions name their decider."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("organisational unit")
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Roles alone decide: Django's superuser flag and permission tables open nothing here."""
        return bool(self.is_active and rules.has_perm(perm, self, obj))

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles granted to this person, read once per request."""
        return frozenset(self.grants.values_list("role", flat=True))


class Grant(models.Model):
    """One role of one person, with where it comes from."""

    class Origin(models.TextChoices):
        LOCAL = "local", _("granted here")
        SINGLE_SIGN_ON = "sso", _("from the identity provider")

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.LOCAL)
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
