# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of what of ours stands on openCode."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from allmende.policies import OpenCode
from allmende.workbench.api import queries as api
from allmende.workbench.api.told import Told, tell_all
from allmende.workbench.assessments.models import Assessment
from allmende.workbench.assessments.queries import assessments
from allmende.workbench.opencode.differing import Difference, differences
from allmende.workbench.opencode.models import Head, Pairing, Project, Reading
from allmende.workbench.opencode.pairing import Pair, Verdicts, pair
from allmende.workbench.opencode.requirements import Requirement, missing, requirements
from allmende.workbench.opencode.standing import Known, Step, known_of, step_of

SHOWS = ("there", "absent", "mirrored", "out-of-step", "not-known", "gaps", "presumed")
"""What the list can be narrowed to; each is a figure of the page, too."""
HEAVY = ("latest__report", "latest__problem", "latest__summary")


def office() -> OpenCode:
    """The instance, and our groups there, as the policy says."""
    return settings.POLICY.office.opencode


def reading() -> Reading:
    """How the reading goes; an unsaved row before the first run."""
    return Reading.objects.select_related("job").first() or Reading()


@dataclass(frozen=True)
class Presence:
    """One project of ours there: how it came to be ours, in step or not, what a listing lacks."""

    pair: Pair
    step: Step
    told: Told
    head: Head | None
    verdict: Pairing | None

    @cached_property
    def requirements(self) -> list[Requirement]:
        return requirements(self.pair.project)

    @cached_property
    def missing(self) -> list[Requirement]:
        return missing(self.requirements)

    @cached_property
    def differences(self) -> list[Difference]:
        return differences(self.told, self.pair, self.head)


@dataclass(frozen=True)
class Row:
    """One software of ours: what is known of it here, and its projects there."""

    told: Told
    head: Head | None
    known: Known | None
    analysis: Assessment | None
    there: tuple[Presence, ...]
    outside: bool
    """Its own repository stands there, outside of our groups, where nothing is read."""

    def fits(self, show: str, text: str = "") -> bool:
        """Whether it is in the list narrowed so."""
        return show in ("", *self.marks) and text.casefold() in self.told.entry.name.casefold()

    @cached_property
    def marks(self) -> set[str]:
        """The lists it is in, words of SHOWS."""
        if not self.there:
            return {"there" if self.outside else "absent"}
        found = {"there"}
        for one in self.there:
            found |= {
                mark
                for mark, holds in (
                    ("mirrored", one.pair.relation == "mirror"),
                    ("out-of-step", one.step.state == "differs"),
                    ("not-known", one.step.state == "unknown"),
                    ("gaps", bool(one.missing)),
                    ("presumed", one.pair.presumed),
                )
                if holds
            }
        return found


@dataclass(frozen=True)
class Whole:
    """Every software of ours, and what our groups hold beside it."""

    rows: tuple[Row, ...]
    strays: tuple[Project, ...]

    def number(self, show: str) -> int:
        """How many software a narrowed list holds."""
        return sum(row.fits(show) for row in self.rows)

    def of(self, slug: str) -> Row | None:
        """The software with this slug, where it is ours."""
        return next((row for row in self.rows if row.told.entry.slug == slug), None)


def whole(user: Any) -> Whole:
    """Everything; as many queries whatever its number.

    One software is asked for in the same way: what a project is called may fit another one better.
    """
    told = tell_all(api.ours())
    entries = [one.entry for one in told]
    said = verdicts()
    pairs, rest = pair(entries, projects(), said)
    by_entry: dict[UUID, list[Pair]] = {}
    for found in pairs:
        by_entry.setdefault(found.entry.id, []).append(found)
    heads = {one.key: one for one in Head.objects.filter(key__in=[one.key for one in entries])}
    analyses = _analyses(user, entries)
    rows = []
    for one in told:
        entry = one.entry
        head, analysis = heads.get(entry.key), analyses.get(entry.id)
        known = known_of(entry, head, analysis)
        there = tuple(
            Presence(
                found, step_of(found, known), one, head, said.get((found.project.pk, entry.id))
            )
            for found in by_entry.get(entry.id, ())
        )
        outside = not there and _is_there(entry.url)
        rows.append(Row(one, head, known, analysis, there, outside))
    rows.sort(key=lambda row: row.told.entry.name.casefold())
    return Whole(tuple(rows), tuple(rest))


def _is_there(address: str) -> bool:
    """Whether an address lies on the instance of openCode."""
    return bool(address) and urlsplit(address).netloc == urlsplit(office().address).netloc


def projects() -> list[Project]:
    """What was there when our groups were read last."""
    return list(Project.objects.filter(vanished_at=None))


def verdicts() -> Verdicts:
    """Project and entry to what a person said of the two."""
    return {(one.project_id, one.entry): one for one in Pairing.objects.select_related("by")}


def _analyses(user: Any, entries: Sequence[api.Entry]) -> Mapping[UUID, Assessment]:
    """Entry to its newest finished analysis that this person may see; one query."""
    software = {one.software.pk: one.id for one in entries if one.software}
    keys = {one.key: one.id for one in entries if one.key}
    subjects = assessments.visible_to(user).filter(Q(software__in=software) | Q(key__in=keys))
    subjects = subjects.filter(latest__inspected_at__isnull=False).select_related("latest")
    found = {}
    for one in subjects.order_by("latest__inspected_at").defer(*HEAVY):
        entry = software.get(one.software_id or 0) or keys.get(one.key)
        if entry and one.latest:
            found[entry] = one.latest
    return found
