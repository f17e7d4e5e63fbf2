# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a project there holds what ours holds."""

from dataclasses import dataclass
from datetime import datetime

from allmende.workbench.api.queries import Entry
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.opencode.models import Head
from allmende.workbench.opencode.pairing import Pair


@dataclass(frozen=True, slots=True)
class Known:
    """The newest commit of ours that is known: when it was, and by what (a key of words.SOURCES).

    `now`: it is where our default branch stands, not where it once stood.
    """

    commit: str
    at: datetime
    by: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How far in step: a key of words.STEPS, and since when we have seen it differ."""

    state: str
    since: datetime | None = None


def known_of(entry: Entry, head: Head | None, analysis: Assessment | None) -> Known | None:
    """What the address itself said; else the newest of what was looked at for another reason."""
    if head and head.commit and head.read_at:
        return Known(head.commit, head.read_at, "head", now=True)
    found = []
    newest = entry.publication.newest if entry.publication else None
    if newest and newest.public_commit:
        found.append(Known(newest.public_commit, newest.at, "verification"))
    if analysis and analysis.commit and analysis.inspected_at:
        found.append(Known(analysis.commit, analysis.inspected_at, "analysis"))
    return max(found, key=lambda one: one.at, default=None)


def step_of(pair: Pair, known: Known | None) -> Step:
    """Only where ours stands now can say that they differ; an older commit may have moved on."""
    if pair.relation == "origin":
        return Step("origin")
    if known is None or not pair.project.commit:
        return Step("unknown")
    if known.commit == pair.project.commit:
        return Step("same")
    return Step("differs", pair.project.differs_since) if known.now else Step("unknown")
