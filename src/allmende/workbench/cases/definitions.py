# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The kinds of cases: those of the office's policy today, and those that running cases keep."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from allmende import policies
from allmende.workbench.cases import kinds, registry
from allmende.workbench.cases.deadlines import Calendar, add_working_days, calendar_of
from allmende.workbench.cases.kinds import Kind
from allmende.workbench.cases.models import Case, KeptKind


def current() -> dict[str, Kind]:
    """The kinds that can be started, by id, in the order of their files.

    One with a mistake is left out, so that the others still run; the system check says what is
    wrong with it. Raises PolicyError.
    """
    plain = policies.load("plain").version
    return _current(profile(), settings.POLICY.version, plain, _names())


def declared(case: Case) -> Kind:
    """The kind as the case keeps it; no query where `kept` came with the case."""
    return _kept(case.kept.kind, case.kept.digest)


def of_kept(kept: KeptKind) -> Kind:
    """The kind that a row holds."""
    return _kept(kept.kind, kept.digest)


def keep(kind: Kind) -> KeptKind:
    """The row that holds this kind, made where it is missing."""
    row, _created = KeptKind.objects.get_or_create(
        kind=kind.id,
        digest=kind.digest,
        defaults={"version": kind.version, "content": kind.as_json()},
    )
    return row


def profile() -> str:
    """The folder of the office's profile."""
    return str(settings.POLICY.directory)


def calendar() -> Calendar:
    """The office's working days."""
    return calendar_of(settings.POLICY.office)


def in_working_days(days: int) -> date:
    """The day so many working days after today."""
    return add_working_days(timezone.localdate(), days, calendar())


def problems() -> tuple[kinds.Problem, ...]:
    """Every mistake in the files of kinds, as Django's system check asks for them."""
    return kinds.check_kinds(profile(), _with_criteria(profile(), registry.names()))[1]


def require_usable() -> None:
    """What a web server asks before it answers anybody. Raises KindErrors, PolicyError."""
    if found := problems():
        raise kinds.KindErrors(found)


_Names = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]


def _names() -> _Names:
    known = registry.names()
    return known.guards, known.computations, known.panels, known.documents


@lru_cache(maxsize=16)
def _current(folder: str, version: str, plain: str, names: _Names) -> dict[str, Kind]:
    found, _problems = kinds.check_kinds(folder, _with_criteria(folder, kinds.Registry(*names)))
    return {one.id: one for one in found}


def _with_criteria(folder: str, names: kinds.Registry) -> kinds.Registry:
    return replace(names, criteria=kinds.criteria_of(folder))


@lru_cache(maxsize=512)
def _kept(kind: str, digest: str) -> Kind:
    content = KeptKind.objects.values_list("content", flat=True).get(kind=kind, digest=digest)
    return Kind.from_json(content)
