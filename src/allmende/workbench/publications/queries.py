# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of publications, and of what is not published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries.cases import visible_to as visible_cases
from allmende.workbench.publications.models import (
    NotPublished,
    Preparation,
    Publication,
    Verification,
)

HISTORY = 20
FACETS = ("state", "result", "unit", "platform", "licence", "year")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty means any, several words of one filter any of them."""

    text: str = ""
    state: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    licence: tuple[str, ...] = ()
    year: tuple[str, ...] = ()


ANY = Wanted()


def visible_to(user: Any) -> QuerySet[Publication]:
    """What is published, to every employee, and in short form to everybody.

    A case that few see opens its own to no one else.
    """
    opened = Q(published_on__isnull=False) & (Q(case=None) | Q(case__confidential=False))
    if not user.has_perm("publications.view"):
        return Publication.objects.filter(opened, public=True)
    return Publication.objects.filter(opened | Q(case__in=visible_cases(user)))


def listing(user: Any, wanted: Wanted = ANY) -> list[int]:
    """The keys of the list, the newest first and what is not published yet before that."""
    return [one.pk for one in _facts(user, wanted.text) if one.fits(wanted)]


def rows(keys: Sequence[int]) -> list[Publication]:
    """These publications in this order; one query."""
    found = Publication.objects.select_related("unit", "newest", "case").defer("case__values")
    by_key = found.in_bulk(list(keys))
    return [by_key[one] for one in keys if one in by_key]


def choices(user: Any, wanted: Wanted) -> dict[str, Counter[str]]:
    """For each filter its words with the number each would give, the other filters kept."""
    facts = _facts(user, wanted.text)
    return {
        name: Counter(
            word for one in facts if one.fits(wanted, without=name) for word in one.words[name]
        )
        for name in FACETS
    }


def broken(user: Any) -> int:
    """How many publications the newest verification says do not hold."""
    facts = _facts(user, "")
    return sum(one.fits(Wanted(result=("fails",), state=("published",))) for one in facts)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the filters know of a publication: its words by filter."""

    pk: int
    words: Mapping[str, tuple[str, ...]]

    def fits(self, wanted: Wanted, without: str = "") -> bool:
        """Whether it is wanted, one filter left aside."""
        asked = ((name, getattr(wanted, name)) for name in FACETS if name != without)
        return all(not chosen or set(chosen) & set(self.words[name]) for name, chosen in asked)


def _facts(user: Any, text: str) -> list[_Facts]:
    """One query; an office publishes hundreds, so that they are counted here, not there."""
    found = visible_to(user)
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(address__icontains=word))
    fields = ("pk", "unit_id", "licence", "platforms", "published_on", "end", "newest")
    answers = ("newest__reachable", "newest__licence", "newest__content")
    ordered = found.order_by(F("published_on").desc(nulls_first=True), "-id")
    return [_facts_of(*one) for one in ordered.values_list(*fields, *answers)]


def _facts_of(
    pk: int, unit: Any, licence: str, platforms: Any, day: Any, end: str, newest: Any, *seen: Any
) -> _Facts:
    result = Verification(reachable=seen[0], licence=seen[1], content=seen[2]).result
    return _Facts(
        pk,
        {
            "state": ("ended" if end else "published" if day else "prepared",),
            "result": (result if newest else "never",),
            "unit": (str(unit),) if unit else (),
            "platform": tuple(one["en"] for one in platforms),
            "licence": (licence,) if licence else (),
            "year": (str(day.year),) if day else (),
        },
    )


def publication(user: Any, pk: int) -> Publication | None:
    """One publication with the newest of its verifications as `shown_verifications`."""
    newest = Verification.objects.select_related("asked_by").order_by("-id")
    found = visible_to(user).filter(pk=pk).select_related("unit", "newest", "job")
    return (
        found.select_related("approved_by", "case__kept")
        .defer("case__kept__content")
        .prefetch_related(Prefetch("verifications", newest, to_attr="shown_verifications"))
        .first()
    )


def of_case(case: Case) -> Publication | None:
    """The publication of a case, with its newest verification; one query."""
    found = Publication.objects.filter(case=case).select_related("newest__asked_by", "job", "unit")
    return found.first()


def preparation_of(case: Case) -> Preparation | None:
    """What was prepared for a case; one query."""
    return Preparation.objects.filter(case=case).select_related("job").first()


def unpublished(user: Any, text: str = "") -> QuerySet[NotPublished]:
    """The register as it holds today: whole for who reads reasons, else what is released."""
    found = NotPublished.objects.filter(ended_on=None).select_related("unit", "case")
    if not user.has_perm("publications.view_reasons"):
        found = found.filter(released=True)
    else:
        found = found.filter(Q(case=None) | Q(case__confidential=False) | _seen(user))
    for word in text.split():
        found = found.filter(name__icontains=word)
    return found.order_by("name", "id")


def entry(user: Any, pk: int) -> NotPublished | None:
    """One entry of the whole register."""
    return unpublished(user).filter(pk=pk).first()


def unreleased() -> int:
    """How many entries the public does not read, so that its list does not seem complete."""
    return NotPublished.objects.filter(ended_on=None, released=False).count()


def entries_due() -> int:
    """Entries whose day of review has come."""
    return NotPublished.objects.filter(ended_on=None, review_on__lte=timezone.localdate()).count()


def _seen(user: Any) -> Q:
    return Q(case__in=visible_cases(user))
