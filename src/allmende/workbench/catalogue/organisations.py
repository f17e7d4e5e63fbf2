# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of the directory of organisations; who may not read what is internal finds nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel import Locale
from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import get_language

from allmende.sources import describe
from allmende.workbench.catalogue.models import (
    Involvement,
    Organisation,
    OrganisationKind,
    OrganisationMerge,
    OrganisationProposal,
    Software,
)
from allmende.workbench.catalogue.queries import sees_internal
from allmende.workbench.catalogue.services.directory import searchable

ROLES = tuple(Involvement.Role.values)
SORTS = ("uses", "publishes", "name")
UNKNOWN = "unknown"
_LIVE = Q(involvements__gone_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of organisations asks for."""

    text: str = ""
    country: str = ""
    kind: str = ""
    role: str = ""
    sort: str = SORTS[0]


def find(user: Any, wanted: Wanted) -> QuerySet[Organisation]:
    """The organisations of a list, each with how many software it uses, publishes, supports."""
    found = _alive(user, wanted.text)
    found = found.filter(_of_country(wanted.country), _of_kind(wanted.kind))
    if wanted.role in ROLES:
        doing = Involvement.objects.filter(role=wanted.role, gone_at=None)
        found = found.filter(pk__in=doing.order_by().values("organisation_id"))
    orders = {"uses": ("-uses", "name", "pk"), "publishes": ("-publishes", "name", "pk")}
    return with_numbers(found).order_by(*orders.get(wanted.sort, ("name", "pk")))


def with_numbers(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The same with how many software each uses, publishes and supports."""
    numbers = {
        role: Count("involvements__software", _LIVE & Q(involvements__role=role), distinct=True)
        for role in ROLES
    }
    return found.annotate(**numbers, said=Count("involvements", _LIVE))


def facets(user: Any, wanted: Wanted) -> tuple[Counter[str], Counter[str]]:
    """How many organisations each country and each kind would leave, other choices kept."""
    doing = Q()
    if wanted.role in ROLES:
        rows = Involvement.objects.filter(role=wanted.role, gone_at=None)
        doing = Q(pk__in=rows.order_by().values("organisation_id"))
    every = _alive(user, wanted.text).filter(doing).order_by()
    countries, kinds = Counter[str](), Counter[str]()
    for country, kind, number in every.values_list("country", "kind").annotate(Count("pk")):
        country, kind = country or UNKNOWN, kind or UNKNOWN
        if wanted.kind in ("", kind):
            countries[country] += number
        if wanted.country in ("", country):
            kinds[kind] += number
    return countries, kinds


def _alive(user: Any, text: str = "") -> QuerySet[Organisation]:
    found = Organisation.objects.filter(merged_into=None)
    if not sees_internal(user):
        return found.none()
    for word in searchable(text).split()[:10]:
        found = found.filter(words__contains=word)
    return found


def _of_country(country: str) -> Q:
    return Q(country="" if country == UNKNOWN else country) if country else Q()


def _of_kind(kind: str) -> Q:
    return Q(kind="" if kind == UNKNOWN else kind) if kind else Q()


def by_pk(user: Any, pk: int) -> Organisation | None:
    """The organisation at an address; a merged one leads to what took it in."""
    if not sees_internal(user):
        return None
    found = Organisation.objects.select_related("merged_into").filter(pk=pk).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def named(user: Any, text: str, other_than: Organisation) -> Organisation | None:
    """The one organisation of this name or address; None where none or several have it."""
    text = text.strip()
    number = text.rstrip("/").rpartition("/")[2]
    alive = _alive(user).exclude(pk=other_than.pk)
    if number.isdecimal() and len(number) < 10 and (one := alive.filter(pk=number).first()):
        return one
    found = list(alive.filter(name__iexact=text)[:2])
    return found[0] if len(found) == 1 else None


def involvements(organisation: Organisation, role: str = "") -> QuerySet[Involvement]:
    """What it does with which software, says who; what still holds first."""
    found = organisation.involvements.select_related("software", "record__source")
    if role in ROLES:
        found = found.filter(role=role)
    return found.order_by("-role", F("gone_at").asc(nulls_first=True), "software__name", "pk")


def numbers_of(organisation: Organisation) -> Counter[str]:
    """How many software it uses, publishes and supports."""
    live = organisation.involvements.filter(gone_at=None).order_by()
    return Counter(dict(live.values_list("role").annotate(Count("software", distinct=True))))


def names_of(organisation: Organisation) -> list[str]:
    """Further names under which sources know it."""
    rows = organisation.involvements.order_by("name").values_list("name", flat=True).distinct()
    return [name for name in rows if name != organisation.name]


def contacts_of(organisation: Organisation) -> list[Involvement]:
    """Who can be asked there, as sources name them, once each; no handles of single persons."""
    rows = organisation.involvements.exclude(contact="").select_related("record__source")
    named = {one.contact: one for one in rows.order_by("-pk")}.values()
    return [one for one in named if not describe(one.record.source.slug).users_are_contacts]


def proposals() -> QuerySet[OrganisationProposal]:
    return OrganisationProposal.objects.select_related("left", "right")


def proposals_about(organisation: Organisation) -> QuerySet[OrganisationProposal]:
    """The pairs in question that this one is in."""
    return proposals().filter(Q(left=organisation) | Q(right=organisation))


def told_by(organisations: Iterable[int]) -> dict[int, list[str]]:
    """The sources that name each of these organisations; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Involvement.objects.filter(organisation__in=list(organisations)).order_by()
    named = rows.values_list("organisation_id", "record__source__name").distinct()
    for pk, source in sorted(named):
        found[pk].append(source)
    return found


def merges() -> QuerySet[OrganisationMerge]:
    return OrganisationMerge.objects.select_related("kept", "absorbed", "by")


@dataclass(slots=True)
class Use:
    """An organisation that uses a software, with everybody who says so."""

    organisation: Organisation
    said: list[Involvement] = field(default_factory=list)

    @property
    def since(self) -> int | None:
        """The earliest year that a source names."""
        return min((one.since for one in self.said if one.since), default=None)

    @property
    def gone(self) -> bool:
        """No source says so any more."""
        return all(one.gone_at or one.record.vanished_at for one in self.said)


@dataclass(frozen=True, slots=True)
class Group:
    """Those who use a software, of one country and kind."""

    country: str
    kind: str
    uses: tuple[Use, ...]


def users_of(software: Software) -> list[Group]:
    """Who uses a software from all sources: who is most like us first; one query."""
    rows = software.involvements.filter(role=Involvement.Role.USES).select_related(
        "organisation", "record__source"
    )
    found: dict[int, Use] = {}
    for one in rows.order_by("organisation__name", "pk"):
        found.setdefault(one.organisation_id, Use(one.organisation)).said.append(one)
    groups: dict[tuple[str, str], list[Use]] = {}
    for use in found.values():
        groups.setdefault((use.organisation.country, use.organisation.kind), []).append(use)
    return [
        Group(country, kind, tuple(sorted(uses, key=lambda use: use.gone)))
        for (country, kind), uses in sorted(groups.items(), key=_likeness)
    ]


def _likeness(group: tuple[tuple[str, str], Sequence[Use]]) -> tuple[bool, int, str]:
    """Our own country first, municipalities before states; unknown comes last."""
    (country, kind), _uses = group
    ours = country == settings.POLICY.office.working_days.country
    order = OrganisationKind.values.index(kind) if kind else len(OrganisationKind.values)
    return not ours, order, country or "~"


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


def country_name(code: str) -> str:
    """A country in the language of the page (CLDR); a code that is none stays what it is."""
    return _territories((get_language() or "de")[:2]).get(code, code)
