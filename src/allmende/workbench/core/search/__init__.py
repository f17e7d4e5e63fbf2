# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The search index: plain documents in, pages of hits with facets and highlights out.

Derived from the database and rebuildable at any time; knows nothing of Django. What somebody may
not see is in no hit, count, facet, suggestion or correction.
"""

from allmende.workbench.core.search.documents import (
    Document,
    Highlighted,
    Hit,
    Page,
    Search,
    Sort,
)
from allmende.workbench.core.search.errors import (
    IndexBusy,
    IndexMissing,
    NotATermTable,
    SearchError,
)
from allmende.workbench.core.search.index import Index

__all__ = [
    "Document",
    "Highlighted",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexMissing",
    "NotATermTable",
    "Page",
    "Search",
    "SearchError",
    "Sort",
]
