# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""One pass over every object of a repository's history, and what it found, place by place.

>>> from allmende.repositories.scanning import findings, open_store, scan, suppressions
>>> def inspect(repository, patterns, folder):
...     with open_store(folder) as store:
...         result = scan(repository, patterns, store)
...     return findings(repository, result, patterns, suppressions(repository))
"""

from allmende.repositories.scanning.attribution import Place, by_value, follow
from allmende.repositories.scanning.earlier import Earlier
from allmende.repositories.scanning.findings import Finding, findings, in_order
from allmende.repositories.scanning.hits import Hit, Note
from allmende.repositories.scanning.named import named_files
from allmende.repositories.scanning.remembering import recall, remember
from allmende.repositories.scanning.scanning import ScanCoverage, ScanResult, scan, version_of
from allmende.repositories.scanning.store import Said, Store, StoreUnusable, open_store
from allmende.repositories.scanning.suppressing import (
    Rejected,
    Suppression,
    Suppressions,
    suppressions,
)

__all__ = [
    "Earlier",
    "Finding",
    "Hit",
    "Note",
    "Place",
    "Rejected",
    "Said",
    "ScanCoverage",
    "ScanResult",
    "Store",
    "StoreUnusable",
    "Suppression",
    "Suppressions",
    "by_value",
    "findings",
    "follow",
    "in_order",
    "named_files",
    "open_store",
    "recall",
    "remember",
    "scan",
    "suppressions",
    "version_of",
]
