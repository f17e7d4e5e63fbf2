# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of the core."""

from django.db.models import Count, QuerySet

from allmende.workbench.core.models import Event, Job, Unit


def units() -> QuerySet[Unit]:
    return Unit.objects.select_related("parent").annotate(people=Count("user", distinct=True))


def unit_name(pk: int) -> str:
    """The name of a unit; empty where there is none of this key."""
    return Unit.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def jobs(state: str = "") -> QuerySet[Job]:
    found = Job.objects.select_related("created_by").order_by("-id")
    return found.filter(state=state) if state in Job.State.values else found


def job_counts() -> dict[str, int]:
    """How many jobs stand in each state, states without any included."""
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in Job.State.values}


def events(
    kind: str = "", subject_type: str = "", subject_id: int | None = None
) -> QuerySet[Event]:
    """The newest events first, of one kind or about one record."""
    found = Event.objects.select_related("actor").order_by("-id")
    if kind:
        found = found.filter(kind=kind)
    if subject_type and subject_id is not None:
        found = found.filter(subject_type=subject_type, subject_id=subject_id)
    return found


def event_kinds() -> list[str]:
    """The kinds of events that have happened at least once."""
    return list(Event.objects.order_by("kind").values_list("kind", flat=True).distinct())
