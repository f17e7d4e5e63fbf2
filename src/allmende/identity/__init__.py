# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which records are the same software: normalise, match, propose, merge with provenance.

    >>> kept = Record(1, "sill", "Keycloak", None, ("https://github.com/keycloak/keycloak",))
    >>> new = Record(2, "munich", "Keycloak", None, ("git@github.com:Keycloak/keycloak.git",))
    >>> strong_keys(new)
    frozenset({Key(scheme='repository', value='github.com/keycloak/keycloak')})
    >>> decide(new, candidates=[kept]).same
    1

Strong keys (a repository, an identifier) decide alone, `decide` for one record, `group` for all;
names and homepages only `propose`; `merge` makes one software of the views of a group.
"""

from allmende.identity.addresses import RepositoryAddress, normalise_repository
from allmende.identity.aliases import Aliases, InvalidAliases, load_aliases, read_aliases
from allmende.identity.homepages import is_web_address, normalise_homepage
from allmende.identity.matching import Decision, decide, group
from allmende.identity.merging import (
    FieldRule,
    InvalidView,
    Merged,
    Other,
    Provenance,
    View,
    merge,
)
from allmende.identity.names import is_generic, normalise_name
from allmende.identity.proposals import propose
from allmende.identity.reasons import Proposal, Reason, ReasonCode
from allmende.identity.records import REPOSITORY, Key, Record, strong_keys

__all__ = [
    "REPOSITORY",
    "Aliases",
    "Decision",
    "FieldRule",
    "InvalidAliases",
    "InvalidView",
    "Key",
    "Merged",
    "Other",
    "Proposal",
    "Provenance",
    "Reason",
    "ReasonCode",
    "Record",
    "RepositoryAddress",
    "View",
    "decide",
    "group",
    "is_generic",
    "is_web_address",
    "load_aliases",
    "merge",
    "normalise_homepage",
    "normalise_name",
    "normalise_repository",
    "propose",
    "read_aliases",
    "strong_keys",
]
