# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of publications, and of what is not published."""

from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries.cases import visible_to as visible_cases
from allmende.workbench.publications.models import NotPublished, Publication, Verification

HISTORY = 20


def visible_to(user: Any) -> QuerySet[Publication]:
    """What is published, to every employee; a case that few see opens its own to no one else."""
    if not user.has_perm("publications.view"):
        return Publication.objects.none()
    opened = Q(published_on__isnull=False) & (Q(case=None) | Q(case__confidential=False))
    return Publication.objects.filter(opened | Q(case__in=visible_cases(user)))


def listing(user: Any, text: str = "") -> QuerySet[Publication]:
    """The list, the newest first and what is not published yet before that."""
    found = visible_to(user).select_related("unit", "newest", "case").defer("case__values")
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(address__icontains=word))
    return found.order_by(F("published_on").desc(nulls_first=True), "-id")


def publication(user: Any, pk: int) -> Publication | None:
    """One publication with the newest of its verifications as `shown_verifications`."""
    newest = Verification.objects.select_related("asked_by").order_by("-id")
    found = visible_to(user).filter(pk=pk).select_related("unit", "newest", "case", "job")
    return (
        found.select_related("approved_by")
        .prefetch_related(Prefetch("verifications", newest, to_attr="shown_verifications"))
        .first()
    )


def of_case(case: Case) -> Publication | None:
    """The publication of a case, with its newest verification; one query."""
    found = Publication.objects.filter(case=case).select_related("newest__asked_by", "job", "unit")
    return found.first()


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
