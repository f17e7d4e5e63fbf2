# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Why two records may be the same: codes and values that an edge turns into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SHAPE = 1
"""Version of the JSON shapes of Reason and Proposal."""


class ReasonCode(StrEnum):
    """What speaks for, and from OTHER_REPOSITORY on against, two records being the same."""

    SAME_KEY = "same-key"
    """values: scheme, key"""
    LISTED_APART = "listed-apart"
    """One key, but a source lists two under it, or identifiers differ. values: scheme, key"""
    OTHER_FOLDER = "other-folder"
    """One repository, different folders. values: key, left, right"""
    SAME_NAME = "same-name"
    """values: name"""
    SIMILAR_NAME = "similar-name"
    """values: left, right, similarity (0 to 1)"""
    SAME_HOMEPAGE = "same-homepage"
    """values: homepage"""
    SAME_SITE = "same-site"
    """Homepages on one host. values: host"""
    SAME_OWNER = "same-owner"
    """values: owner"""
    HOMEPAGE_IS_REPOSITORY = "homepage-is-repository"
    """The homepage of one is the repository of the other. values: key"""
    MATCHES_ANOTHER = "matches-another"
    """The new record also matches this one, which has no key in common with the chosen one."""

    OTHER_REPOSITORY = "other-repository"
    """values: left, right"""
    OTHER_OWNER_AND_HOMEPAGE = "other-owner-and-homepage"
    """Same forge, different owners and homepages: a homonym. values: left, right (owners)"""
    OTHER_NAME = "other-name"
    """Only the homepage is the same; a site may present several products. values: left, right"""
    OTHER_IDENTIFIER = "other-identifier"
    """values: scheme, left, right"""
    SAME_SOURCE = "same-source"
    """A source has both as entries of their own. values: source"""

    @property
    def speaks_against(self) -> bool:
        """Whether the reason lowers the score."""
        return self in _AGAINST


_AGAINST = frozenset(
    {
        ReasonCode.OTHER_REPOSITORY,
        ReasonCode.OTHER_OWNER_AND_HOMEPAGE,
        ReasonCode.OTHER_NAME,
        ReasonCode.OTHER_IDENTIFIER,
        ReasonCode.SAME_SOURCE,
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; `values` are what its code documents, as text."""

    code: ReasonCode
    values: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """JSON shape, see SHAPE."""
        return {"code": self.code.value, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that a person should look at; `score`, 0 to 1, orders and is no probability."""

    left: int | str
    right: int | str
    score: float
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, object]:
        """JSON shape, see SHAPE."""
        return {
            "version": SHAPE,
            "left": self.left,
            "right": self.right,
            "score": self.score,
            "reasons": [reason.as_json() for reason in self.reasons],
        }
