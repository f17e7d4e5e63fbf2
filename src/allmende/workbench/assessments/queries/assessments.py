# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of subjects and their assessments; what a person may not see is not in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment, CaseCheck, Subject
from allmende.workbench.cases.queries import cases
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Job, Unit

HEAVY = ("report", "problem")
REST_AFTER_FAILURE = timedelta(days=7)
"""A renewal that failed is tried again after so long."""
SORTS: Mapping[str, Sequence[Any]] = {
    "name": (Lower("shown_name"), "id"),
    "-name": (Lower("shown_name").desc(), "-id"),
    "date": (F("latest__inspected_at").asc(nulls_first=True), "id"),
    "-date": (F("latest__inspected_at").desc(nulls_last=True), "-id"),
    "expires": (F("latest__expires_on").asc(nulls_last=True), "id"),
    "-expires": (F("latest__expires_on").desc(nulls_last=True), "-id"),
    "open": (F("latest__open_musts").asc(nulls_first=True), "id"),
    "-open": (F("latest__open_musts").desc(nulls_last=True), "-id"),
}


def visible_to(user: Any) -> QuerySet[Subject]:
    """Employees see every subject, but those of cases that they do not see; the public none."""
    if not user.has_perm("assessments.view"):
        return Subject.objects.none()
    if user.has_perm("assessments.view_findings"):
        return Subject.objects.all()
    of_cases = CaseCheck.objects.filter(case__in=cases.visible_to(user))
    seen = Q(of_case=False) | Q(pk__in=of_cases.values("assessment__subject"))
    return Subject.objects.filter(seen)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of subjects is narrowed to; several words of one filter mean any of them."""

    text: str = ""
    criteria: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    software: str = ""


def subjects(user: Any, wanted: Wanted, sort: str = "-date") -> QuerySet[Subject]:
    """The list, each with how it stands (`run`, a key of words.RUNS) and its newest report."""
    found = _narrowed(user, wanted).select_related("software", "unit", "latest", "newest__job")
    heavy = [f"{which}__{name}" for which in ("latest", "newest") for name in HEAVY]
    return found.defer(*heavy).order_by(*SORTS[sort])


def _narrowed(user: Any, wanted: Wanted) -> QuerySet[Subject]:
    found = _told(visible_to(user))
    if wanted.text:
        found = found.filter(
            Q(name__icontains=wanted.text) | Q(software__name__icontains=wanted.text)
        )
    if wanted.criteria:
        found = found.filter(criteria__in=wanted.criteria)
    if wanted.state:
        found = found.filter(run__in=wanted.state)  # type: ignore[misc]  # annotated by _told
    if wanted.unit:
        found = found.filter(unit__in=[int(one) for one in wanted.unit])
    if wanted.software:
        found = found.filter(software__slug=wanted.software)
    return found


def _told(found: QuerySet[Subject]) -> QuerySet[Subject]:
    running = Q(
        newest__state=Assessment.State.WAITING,
        newest__job__state__in=[Job.State.WAITING, Job.State.RUNNING],
    )
    stopped = Q(newest__state=Assessment.State.WAITING, newest__job__state=Job.State.CANCELLED)
    broken = Q(newest__state=Assessment.State.FAILED) | Q(newest__state=Assessment.State.WAITING)
    return found.annotate(
        shown_name=Coalesce("software__name", "name", output_field=CharField()),
        run=Case(
            When(newest=None, then=Value("never")),
            When(running, then=Value("running")),
            When(stopped, then=Value("cancelled")),
            When(broken, then=Value("failed")),
            When(latest__expires_on__lte=timezone.localdate(), then=Value("expired")),
            default=Value("finished"),
        ),
    )


def choices(user: Any, wanted: Wanted) -> dict[str, list[tuple[str, int]]]:
    """For each filter its words with the number each would give, the other filters kept."""
    found = {
        "criteria": _counted(_narrowed(user, _without(wanted, "criteria")), "criteria"),
        "state": _counted(_narrowed(user, _without(wanted, "state")), "run"),
        "unit": _counted(_narrowed(user, _without(wanted, "unit")), "unit"),
    }
    return {
        "criteria": _in_order(found["criteria"], words.sets()),
        "state": _in_order(found["state"], tuple(words.RUNS)),
        "unit": sorted((str(key), number) for key, number in found["unit"].items() if key),
    }


def _without(wanted: Wanted, facet: str) -> Wanted:
    kept = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
    return Wanted(**{**kept, facet: ()})


def _counted(found: QuerySet[Subject], column: str) -> dict[Any, int]:
    return dict(found.order_by().values_list(column).annotate(number=Count("pk")))


def _in_order(counted: dict[Any, int], order: Sequence[str]) -> list[tuple[str, int]]:
    known = [(key, counted[key]) for key in order if key in counted]
    return known + sorted((key, number) for key, number in counted.items() if key not in order)


def unit_names() -> dict[str, str]:
    """Key to name, as text, since an address holds text."""
    return {str(key): name for key, name in Unit.objects.values_list("pk", "name")}


def of_software(user: Any, software: Software) -> list[Subject]:
    """What was analysed of a software, also of one that was merged into it; one query."""
    here = Q(software=software) | Q(software__merged_into=software)
    found = _told(visible_to(user)).filter(here).select_related("latest", "newest__job")
    return list(found.defer("latest__report", "newest__report").order_by("criteria", "name"))


def assessment(user: Any, pk: int) -> Assessment | None:
    found = Assessment.objects.filter(pk=pk, subject__in=visible_to(user))
    return found.select_related("subject__software", "subject__unit", "asked_by", "job").first()


def history_of(subject: Subject) -> QuerySet[Assessment]:
    """Every time a subject was analysed, the newest first."""
    found = Assessment.objects.filter(subject=subject).defer("report")
    return found.select_related("asked_by", "job").order_by("-asked_at", "-id")


def previous_of(assessment: Assessment) -> Assessment | None:
    """The finished analysis of the same subject before this one."""
    earlier = Q(asked_at__lt=assessment.asked_at) | Q(
        asked_at=assessment.asked_at, pk__lt=assessment.pk
    )
    done = Assessment.objects.filter(
        earlier, subject=assessment.subject_id, state=Assessment.State.DONE
    )
    return done.order_by("-asked_at", "-id").first()


def due(on: date) -> list[Subject]:
    """Expired analyses that are to be renewed and can be, the longest expired first."""
    found = Subject.objects.filter(renews=True, latest__expires_on__lte=on).exclude(address="")
    found = found.exclude(
        newest__state=Assessment.State.WAITING,
        newest__job__state__in=[Job.State.WAITING, Job.State.RUNNING],
    )
    rested = timezone.now() - REST_AFTER_FAILURE
    failed = ~Q(newest__state=Assessment.State.DONE) & Q(newest__asked_at__gt=rested)
    return list(found.exclude(failed).select_related("newest").order_by("latest__expires_on", "id"))


def running_renewals() -> QuerySet[Assessment]:
    """Analyses the workbench itself began that are not over."""
    return Assessment.objects.filter(
        asked_by=None,
        state=Assessment.State.WAITING,
        job__state__in=[Job.State.WAITING, Job.State.RUNNING],
    )


def lapsed(on: date) -> QuerySet[Assessment]:
    """The newest reports in which something counts that people stated and that no longer holds."""
    newest = Subject.objects.filter(latest__recheck_on__lte=on).values("latest")
    return Assessment.objects.filter(pk__in=newest).select_related("subject", "inspection")


def counts(user: Any) -> dict[str, int]:
    """How many subjects stand in each state; one query."""
    return {str(key): number for key, number in _counted(_told(visible_to(user)), "run").items()}
