# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of bodies, consultations and obligations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from allmende.workbench.accounts.models import Role, User
from allmende.workbench.cases.words import language
from allmende.workbench.communities import policy
from allmende.workbench.communities.models import Body, Consultation, Delegation, Obligation
from allmende.workbench.core import queries as core
from allmende.workbench.core.icalendar import Entry
from allmende.workbench.core.models import Event

SOON, NEAR = 14, 60
"""Days within which an answer is due soon, and within which it is near."""
OPEN = Q(state__in=Consultation.OPEN)


def current(day: date) -> Q:
    """Delegations that hold on that day."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def bodies_of(person: Any) -> frozenset[int]:
    """The bodies in which this person speaks for us today."""
    found = Delegation.objects.filter(current(timezone.localdate()), person_id=person.pk)
    return frozenset(found.values_list("body", flat=True))


# --- bodies ---------------------------------------------------------------------------------------


def bodies() -> list[Body]:
    """All bodies by name in the active language, with `shown_delegations` of today and `open`."""
    today = Delegation.objects.filter(current(timezone.localdate())).select_related("person")
    found = Body.objects.annotate(
        open=Count("consultations", filter=Q(consultations__state__in=Consultation.OPEN))
    ).prefetch_related(Prefetch("delegations", today, to_attr="shown_delegations"))
    return sorted(found, key=lambda one: (one.name.casefold(), one.pk))


def body(pk: int) -> Body | None:
    """One body with all its delegations and consultations."""
    delegations = Delegation.objects.select_related("person")
    consultations = Consultation.objects.select_related("responsible")
    found = Body.objects.filter(pk=pk).prefetch_related(
        Prefetch("delegations", delegations, to_attr="shown_delegations"),
        Prefetch("consultations", consultations, to_attr="shown_consultations"),
    )
    return found.first()


def delegation(body: Body, pk: int) -> Delegation | None:
    return Delegation.objects.filter(body=body, pk=pk).select_related("person", "body").first()


# --- consultations --------------------------------------------------------------------------------


def consultations() -> list[Consultation]:
    """What is open by its day, those without one after them, then what is closed."""
    found = Consultation.objects.select_related("body", "responsible").order_by(
        F("due_on").asc(nulls_last=True), "id"
    )
    rows = list(found)
    closed = [one for one in reversed(rows) if not one.is_open]
    return [one for one in rows if one.is_open] + closed


def consultation(pk: int) -> Consultation | None:
    return Consultation.objects.filter(pk=pk).select_related("body", "responsible").first()


def when(one: Consultation) -> str:
    """When an answer is due, a key of `words.WHEN`."""
    if not one.is_open:
        return "closed"
    if (left := one.days_left) is None:
        return "never"
    if left < 0:
        return "late"
    return "soon" if left <= SOON else "month" if left <= NEAR else "later"


def may_read_position(user: Any, found: Iterable[Consultation]) -> set[int]:
    """Which positions this person reads; what is submitted, every employee. One query."""
    rows = list(found)
    reads_all = user.has_perm("communities.read_draft")
    mine = frozenset[int]() if reads_all else bodies_of(user)
    return {
        one.pk
        for one in rows
        if reads_all
        or one.state in (Consultation.State.SUBMITTED, Consultation.State.ENDED)
        or one.responsible_id == user.pk
        or one.body_id in mine
    }


def in_month(first: date) -> list[Consultation]:
    """What is due in the month that begins on that day, whatever its state."""
    after = (first + timedelta(days=32)).replace(day=1)
    found = Consultation.objects.filter(due_on__gte=first, due_on__lt=after)
    return list(found.select_related("body", "responsible").order_by("due_on", "id"))


def without_day() -> list[Consultation]:
    """What is open and has no day."""
    found = Consultation.objects.filter(OPEN, due_on=None)
    return list(found.select_related("body", "responsible").order_by("id"))


def due_soon(person: Any = None) -> int:
    """How many open consultations are due within 14 days or late; of one person where given."""
    found = Consultation.objects.filter(
        OPEN, due_on__lte=timezone.localdate() + timedelta(days=SOON)
    )
    if person is not None:
        found = found.filter(Q(responsible=person) | Q(body__in=bodies_of(person)))
    return found.count()


def entries() -> list[Entry]:
    """What has a day and is not over, for a calendar; no positions, since secrets get around."""
    found = Consultation.objects.filter(due_on__isnull=False).exclude(
        state__in=(Consultation.State.DECLINED, Consultation.State.ENDED)
    )
    return [
        Entry(
            f"consultation-{one.pk}@allmende",
            one.due_on,
            f"{one.title} ({one.body.name})",
            one.changed_at,
            text=f"{one.get_kind_display()}, {one.get_state_display()}",
            address=f"{settings.SITE_ADDRESS}{one.get_absolute_url()}",
        )
        for one in found.select_related("body").order_by("due_on", "id")
        if one.due_on
    ]


def to_remind(day: date) -> QuerySet[Consultation]:
    """What is open and due within 14 days of that day, or past it."""
    found = Consultation.objects.filter(OPEN, due_on__lte=day + timedelta(days=SOON))
    return found.select_related("body", "responsible").order_by("due_on", "id")


def recipients(one: Consultation, day: date) -> list[User]:
    """Whoever is responsible; else our delegates in the body; else the office."""
    active = User.objects.filter(is_active=True)
    delegates = Delegation.objects.filter(current(day), body=one.body_id).values("person")
    for found in (
        active.filter(pk__in=[one.responsible_id] if one.responsible_id else []),
        active.filter(pk__in=delegates),
        active.filter(grants__role=Role.OFFICE),
    ):
        if people := list(found):
            return people
    return []


# --- obligations ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A demand of the law with how we stand to it; `ours` has no key where nobody assessed it."""

    demand: policy.KnownDemand
    law_name: dict[str, str]
    ours: Obligation

    @property
    def law(self) -> str:
        return self.law_name[language()]

    @property
    def label(self) -> str:
        return f"{self.law}, {self.demand.section[language()]}"

    @property
    def review(self) -> str:
        """A key of `words.REVIEWS`."""
        return "due" if self.ours.is_due else "planned" if self.ours.review_on else "none"


def obligations() -> list[Line]:
    """The register in the order of the policy; one query. Raises PolicyError."""
    register = policy.register()
    kept = {one.key: one for one in Obligation.objects.all()}
    return [_line(register, one, kept.get(one.id)) for one in register.demands]


def obligation(key: str) -> Line | None:
    """One line of the register. Raises PolicyError."""
    register = policy.register()
    demand = register.demand(key)
    if demand is None:
        return None
    return _line(register, demand, Obligation.objects.filter(key=key).first())


def _line(register: policy.Register, demand: policy.KnownDemand, kept: Obligation | None) -> Line:
    return Line(demand, register.laws[demand.law], kept or Obligation(key=demand.id))


def dropped() -> list[Obligation]:
    """What was assessed once and the policy no longer names."""
    known = [one.id for one in policy.register().demands]
    return list(Obligation.objects.exclude(key__in=known))


def reviews_due() -> int:
    """How many obligations are to be looked at again."""
    return Obligation.objects.filter(review_on__lte=timezone.localdate()).count()


def history(record: Body | Consultation | Obligation) -> list[Event]:
    """What happened to a record, the newest first; nothing where it is not kept yet."""
    if record.pk is None:
        return []
    return list(core.events(subject_type=str(record._meta.model_name), subject_id=record.pk)[:30])
