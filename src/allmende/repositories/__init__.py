# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A git repository in, facts and findings out, with what was seen and what was not.

>>> from allmende.repositories import inspect
>>> inspect("/srv/git/example.git").coverage.complete  # doctest: +SKIP
True
"""

from allmende.repositories.detectors import InternalNames, all_patterns, read_internal_names
from allmende.repositories.facts import FACTS, Evidence, Fact
from allmende.repositories.git import Coverage, Limits, NotARepository, open_repository
from allmende.repositories.inspecting import Inspection, inspect
from allmende.repositories.scanning import Finding, ScanCoverage, StoreUnusable, Suppression

__all__ = [
    "FACTS",
    "Coverage",
    "Evidence",
    "Fact",
    "Finding",
    "Inspection",
    "InternalNames",
    "Limits",
    "NotARepository",
    "ScanCoverage",
    "StoreUnusable",
    "Suppression",
    "all_patterns",
    "inspect",
    "open_repository",
    "read_internal_names",
]
