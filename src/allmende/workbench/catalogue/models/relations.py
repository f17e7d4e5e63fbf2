# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What hangs on a software: repositories, identifiers, users, support, replaced products.

All rows are derived from the records; where it matters who said so, `record` tells.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.workbench.catalogue.models.software import Software
from allmende.workbench.catalogue.models.sources import SourceRecord


class Repository(models.Model):
    """A git repository by its normalised address; the same one may belong to two software."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="repositories")
    key = models.CharField(max_length=500, db_index=True)
    url = models.CharField(max_length=2000)
    subpath = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key


class Identifier(models.Model):
    """The software's number in some catalogue, for example (wikidata, Q42)."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=80)
    value = models.CharField(max_length=500)

    class Meta:
        ordering = ["scheme", "value"]
        indexes = [models.Index(fields=["scheme", "value"])]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Reference(models.Model):
    """An organisation uses the software, says a source."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="references")
    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="+")
    organisation = models.CharField(_("organisation"), max_length=300, db_index=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    level = models.CharField(_("level"), max_length=20, blank=True)
    since = models.PositiveSmallIntegerField(_("since"), null=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    source_address = models.CharField(_("evidence"), max_length=2000, blank=True)

    class Meta:
        ordering = ["organisation", "id"]

    def __str__(self) -> str:
        return self.organisation


class Provider(models.Model):
    """A company or body that gives support."""

    name = models.CharField(_("name"), max_length=300, unique=True)
    homepage = models.CharField(_("homepage"), max_length=2000, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Support(models.Model):
    """A provider gives support for the software, says a source."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="support")
    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="support")

    class Meta:
        ordering = ["provider__name"]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.software_id}"


class Alternative(models.Model):
    """The software replaces a product, says a source; products compare by `key`."""

    software = models.ForeignKey(Software, models.CASCADE, related_name="alternatives")
    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="+")
    product = models.CharField(_("replaces"), max_length=300)
    key = models.CharField(max_length=300, db_index=True)

    class Meta:
        ordering = ["product"]

    def __str__(self) -> str:
        return self.product
