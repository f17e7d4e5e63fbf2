# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What goes into the index, what is asked of it, and what comes back: plain data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Sort = Literal["relevance", "rank", "name", "changed"]

Highlighted = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it matches; joined, the pieces are the text. Never HTML."""

FACET_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found. ``kind`` and ``pk`` together name it."""

    kind: str
    """Such as "software"."""
    pk: int
    audience: str
    """Who may see it at all, such as "public" or "internal"."""
    title: str
    """The primary name."""
    names: tuple[str, ...] = ()
    """Further names."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Plain text by language code: "de", "en", "fr", "it" are stemmed, others taken as they are."""
    keywords: tuple[str, ...] = ()
    """Tags, categories, organisations, replaced products, in any language."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet name (lower case letters, digits, underscore) to machine values."""
    changed: datetime | None = None
    """Naive times are taken as UTC; none sorts as oldest."""
    weight: float = 0.0
    """Lifts the score: 0 not at all, 1 by 15 %, 3 by 30 %, 7 by 45 %. Negative counts as 0."""

    rank: int = 0
    """Where it stands in a list sorted by rank: 0 to 9, the smallest first, then by name."""

    def __post_init__(self) -> None:
        for name in self.facets:
            if not FACET_NAME.fullmatch(name):
                raise ValueError(f"{name!r} cannot be the name of a facet")


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the index. Whatever a stranger types may stand in it."""

    audiences: frozenset[str]
    """Which audiences the asking person belongs to; nothing of another is in any answer."""
    text: str = ""
    """A need, a name, or the beginning of one; empty finds everything."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Several values of one facet: any of them. Several facets: all of them."""
    kind: str | None = None
    sort: Sort = "relevance"
    """"rank" and "name" ascend, "changed" shows the newest first."""
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()
    """Facets to count."""
    facet_limit: int = 20
    """How many values a facet shows; those selected come on top of it."""
    language: str = "de"
    """Of the reader: excerpts are in it where they can be."""
    keys: frozenset[int] | None = None
    """Only these of `kind`, which must be given then; None = all. How a need is met is decided
    before: what is found is part of what the same search finds without."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found."""

    pk: int
    kind: str
    score: float
    """Comparable within one page only; 0 where the page is not sorted by relevance."""
    title: Highlighted
    excerpt: Highlighted


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a search."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    """Counts by value, most frequent first. A facet's own selection does not narrow its counts."""
    also_searched: tuple[str, ...]
    """What the term table added."""
    corrected: tuple[tuple[str, str], ...]
    """Words that do not occur, with the word taken in their place."""
