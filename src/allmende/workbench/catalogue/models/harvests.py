# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How a source is harvested, where that stands, and what each run brought."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.sources import Source
from allmende.workbench.core.models import Job


class HarvestPlan(models.Model):
    """How a source is harvested; what is empty is what the registry says of the source.

    Beside the source and not in it: the state of a large catalogue is large, and every record
    reads its source.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="plan")
    on = models.BooleanField(_("switched on"), default=False)
    every = models.PositiveSmallIntegerField(_("rhythm in days"), default=7)
    harvester = models.CharField(_("way to read it"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=2000, blank=True)
    only = models.JSONField(_("only these"), default=list)
    bare = models.BooleanField(_("repositories without publiccode.yml, too"), default=False)
    token_variable = models.CharField(_("variable of the token"), max_length=80, blank=True)
    state = models.JSONField(null=True)
    next_at = models.DateTimeField(_("next run"), default=timezone.now)
    attempted_at = models.DateTimeField(_("last attempt"), null=True)
    succeeded_at = models.DateTimeField(_("last complete run"), null=True)
    failing_since = models.DateTimeField(_("fails since"), null=True)
    problem = models.JSONField(null=True)
    """Why the last run stopped, as a problem of the library."""

    def __str__(self) -> str:
        return f"harvest of {self.source}"


class Harvest(models.Model):
    """One run over a source: counted in records, saved with each page."""

    class State(models.TextChoices):
        OPEN = "open", _("in line or running")
        DONE = "done", _("complete")
        FAILED = "failed", _("stopped short")
        STOPPED = "stopped", _("stopped by hand")

    source = models.ForeignKey(Source, models.CASCADE, related_name="harvests")
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    software = models.PositiveIntegerField(default=0)
    vanished = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """The first problems, as the library writes them; `errors` and `warnings` count all."""
    problem = models.JSONField(null=True)
    """Why it stopped short."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(state="open"),
                name="one_open_harvest_per_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} #{self.pk}"

    @property
    def unchanged(self) -> int:
        """Records seen again with nothing new to say."""
        return max(0, self.read - self.created - self.changed)
