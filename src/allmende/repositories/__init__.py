# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A git repository in, facts and findings out, with what was seen and what was not.

>>> from allmende.repositories import inspect
>>> inspect("/srv/git/example.git").coverage.complete  # doctest: +SKIP
True
"""

from allmende.repositories.detectors import (
    InternalNames,
    PublishedNames,
    all_patterns,
    read_internal_names,
    read_published_names,
)
from allmende.repositories.facts import FACTS, TITLES, Evidence, Fact, with_titles
from allmende.repositories.git import (
    Coverage,
    Head,
    Limits,
    NotARepository,
    head_of,
    open_repository,
)
from allmende.repositories.inspecting import ANSWERS, Inspection, inspect
from allmende.repositories.scanning import (
    Finding,
    ScanCoverage,
    StoreUnusable,
    Suppression,
    open_store,
)
from allmende.repositories.screening import Screened, inspect_each
from allmende.repositories.staging import StagedFinding, StagedInspection, inspect_staged

__all__ = [
    "ANSWERS",
    "FACTS",
    "TITLES",
    "Coverage",
    "Evidence",
    "Fact",
    "Finding",
    "Head",
    "Inspection",
    "InternalNames",
    "Limits",
    "NotARepository",
    "PublishedNames",
    "ScanCoverage",
    "Screened",
    "StagedFinding",
    "StagedInspection",
    "StoreUnusable",
    "Suppression",
    "all_patterns",
    "head_of",
    "inspect",
    "inspect_each",
    "inspect_staged",
    "open_repository",
    "open_store",
    "read_internal_names",
    "read_published_names",
    "with_titles",
]
