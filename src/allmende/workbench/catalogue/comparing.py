# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Stored records as the identity library compares them."""

from allmende import identity
from allmende.workbench.catalogue.models import Source, SourceRecord


def as_identity(record: SourceRecord) -> identity.Record:
    """A stored record as the identity library compares it.

    What the office itself wrote counts as a source for each software, since it may well say of two
    that they share a repository.
    """
    entry = record.entry
    own = record.source.slug == Source.OWN
    said = {"name": entry["name"], **entry["values"]} if own else entry
    return identity.Record(
        id=record.pk,
        source=f"{Source.OWN}:{record.external_id}" if own else record.source.slug,
        name=said["name"],
        homepage=said.get("homepage"),
        repositories=tuple(said.get("repositories", ())),
        identifiers=tuple((scheme, value) for scheme, value in said.get("identifiers", ())),
    )
