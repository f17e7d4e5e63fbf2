# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue's data."""

from allmende.workbench.catalogue.models.changes import Change, Visit
from allmende.workbench.catalogue.models.findings import Finding, Severity
from allmende.workbench.catalogue.models.harvests import Harvest, HarvestPlan
from allmende.workbench.catalogue.models.identity import Apart, Merge, Proposal
from allmende.workbench.catalogue.models.organisations import (
    Involvement,
    Organisation,
    OrganisationApart,
    OrganisationKey,
    OrganisationKind,
    OrganisationMerge,
    OrganisationProposal,
)
from allmende.workbench.catalogue.models.placements import Placement
from allmende.workbench.catalogue.models.relations import (
    Alternative,
    Identifier,
    Provider,
    Reference,
    Repository,
    Support,
)
from allmende.workbench.catalogue.models.searches import SavedSearch
from allmende.workbench.catalogue.models.software import Kind, Software, Stance
from allmende.workbench.catalogue.models.sources import Source, SourceRecord

__all__ = [
    "Alternative",
    "Apart",
    "Change",
    "Finding",
    "Harvest",
    "HarvestPlan",
    "Identifier",
    "Involvement",
    "Kind",
    "Merge",
    "Organisation",
    "OrganisationApart",
    "OrganisationKey",
    "OrganisationKind",
    "OrganisationMerge",
    "OrganisationProposal",
    "Placement",
    "Proposal",
    "Provider",
    "Reference",
    "Repository",
    "SavedSearch",
    "Severity",
    "Software",
    "Source",
    "SourceRecord",
    "Stance",
    "Support",
    "Visit",
]
