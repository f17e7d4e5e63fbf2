# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The names that apps registered, which the files of kinds may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allmende.criteria import load_criteria
from allmende.criteria import names as names_of_sets

CHECKED_HERE = frozenset(
    {"lanes-answered", "lanes-approve", "no-lane-rejects", "no-changes-needed"}
)
"""Guards that need nothing but the case itself; no app registers them."""


@dataclass(frozen=True, slots=True)
class Registry:
    """Names of guards, computations, panels and documents, and the criteria by their set."""

    guards: frozenset[str] = frozenset()
    computations: frozenset[str] = frozenset()
    panels: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    criteria: Mapping[str, frozenset[str]] = field(default_factory=dict)


def criteria_of(profile_or_folder: str) -> dict[str, frozenset[str]]:
    """The profile's sets of criteria and the ids in each, for `Registry.criteria`.

    Raises PolicyError where a set cannot be read.
    """
    return {
        name: frozenset(one.id for one in load_criteria(name, profile_or_folder).criteria)
        for name in names_of_sets(profile_or_folder)
    }
