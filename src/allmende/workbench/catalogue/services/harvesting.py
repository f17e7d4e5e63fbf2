# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Harvest a source: what a page brought and where to go on from are saved together.

A run holds no transaction while it waits for the source. Killed anywhere, it goes on from its last
page; what had come after that page comes once more and says the same.
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allmende import sources
from allmende.fetching import Client, Clock, FetchError, Rules, explain
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import (
    Change,
    Harvest,
    HarvestPlan,
    Software,
    Source,
    SourceRecord,
)
from allmende.workbench.catalogue.services import changing, importing, proposing
from allmende.workbench.catalogue.slugs import slug_for
from allmende.workbench.core import events, jobs
from allmende.workbench.core.access import require
from allmende.workbench.core.batches import batches
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.events import Happening

JOB = "catalogue.harvest"
FIELDS = ("on", "every", "harvester", "address", "only", "bare", "token_variable")
ABOUT = ("name", "homepage", "licence", "attribution", "priority")
"""Columns of a source that the office says itself where the registry knows nothing."""
NOT_SLUGS = (Source.OWN, "new", "upload")
"""Our own words, and what stands in addresses in the place of a slug."""
PROBLEMS_KEPT = 200
"""A source of nothing but broken records must not become a row of the same size."""
SOONEST = timedelta(hours=1)
"""Before a source that failed is asked again."""
SIGN_OF_LIFE = timedelta(seconds=10)
OWN_VARIABLES = re.compile(r"ALLMENDE_TOKEN_[A-Z0-9_]+")
"""Whoever runs the workbench names so what may be sent; a form must not reach any other secret."""

Progress = Callable[[int, int | None, str], None]


def calling(rest: Callable[[float], None] = time.sleep) -> Client:
    """The client that harvests ask by; `rest` is how it waits."""
    proxy = os.environ.get("https_proxy") or os.environ.get("HTTPS_PROXY") or None
    rules = Rules(settings.CONTACT, allowed=tuple(sorted(settings.REPOSITORY_HOSTS)), proxy=proxy)
    return Client(rules, clock=Clock(sleep=rest))


def may_be_sent(slug: str, variable: str) -> bool:
    """Whether this environment variable may be a token for the source."""
    return variable == sources.describe(slug).token or bool(OWN_VARIABLES.fullmatch(variable))


def options_of(plan: HarvestPlan) -> sources.Options:
    """What the library is told; the token is read now and kept nowhere."""
    return sources.Options(
        harvester=plan.harvester or None,
        address=plan.address or None,
        only=tuple(plan.only),
        token=_token(plan),
        bare=plan.bare,
        cache=settings.REPOSITORY_CACHE,
    )


def _token(plan: HarvestPlan) -> str | None:
    """The source's own token goes to its own address alone, wherever the plan points."""
    about = sources.describe(plan.source.slug)
    elsewhere = plan.address and plan.address != about.address
    variable = plan.token_variable or ("" if elsewhere else about.token or "")
    if not may_be_sent(about.slug, variable) or (elsewhere and variable == about.token):
        return None
    return os.environ.get(variable) or None


def missing(slug: str, options: sources.Options) -> str:
    """What a harvest of this source still needs: "harvester", "address", ..., "" = nothing."""
    with calling() as client:
        try:
            sources.harvest(client, slug, options)
        except sources.NotHarvestable as error:
            return error.missing
    return ""


@transaction.atomic
def set_plan(actor: Any, slug: str, values: Mapping[str, Any]) -> HarvestPlan:
    """Keep how a source is harvested; the source is made where there is none yet.

    `values` are columns of HarvestPlan. A source that is switched on is due at once. Raises
    NotAllowed.
    """
    require(actor, "catalogue.import_records")
    plan = _plan(importing.source_for(slug))
    changed = [name for name in FIELDS if name in values and getattr(plan, name) != values[name]]
    if not changed:
        return plan
    for name in changed:
        setattr(plan, name, values[name])
    if "on" in changed or plan.failing_since:
        plan.next_at = timezone.now()
    plan.save(update_fields=[*changed, "next_at"])
    named = ", ".join(f"harvest-{name}" for name in changed)
    events.record(actor, "catalogue.harvest-planned", plan.source, fields=named)
    return plan


def is_known(name: str) -> bool:
    """Whether the registry or the workbench has a source whose slug a name would have."""
    slug = _slug(name)
    return (
        slug in NOT_SLUGS
        or sources.describe(slug).known
        or Source.objects.filter(slug=slug).exists()
    )


def not_called(address: str) -> str:
    """Why the client would not call an address, in the active language; empty where it would."""
    with calling() as client:
        try:
            client.check(address)
        except FetchError as error:
            return explain(error, get_language() or "de")
    return ""


@transaction.atomic
def add_source(actor: Any, values: Mapping[str, Any]) -> HarvestPlan:
    """Make a source that the registry does not know, with its plan. Raises NotAllowed, Refused.

    `values` are columns of Source and HarvestPlan, `name` among them.
    """
    require(actor, "catalogue.import_records")
    if is_known(values["name"]):
        raise Refused(_("There is a source of this name already."))
    slug = _slug(values["name"])
    about = {key: values[key] for key in ABOUT if key in values}
    source = Source.objects.create(slug=slug, **about)
    events.record(actor, "catalogue.source-added", source)
    return set_plan(actor, slug, values)


def _slug(name: str) -> str:
    return slug_for(name, ())[:80].strip("-")


def _plan(source: Source) -> HarvestPlan:
    """The plan of a source, held until the transaction ends."""
    Source.objects.select_for_update().get(pk=source.pk)
    return HarvestPlan.objects.select_related("source").get_or_create(source=source)[0]


@transaction.atomic
def start(actor: Any, source: Source) -> Harvest:
    """Put a run over the source in line. Raises NotAllowed, Refused."""
    require(actor, "catalogue.import_records")
    if settings.DEMO:
        raise Refused(_("The demo office calls no other host; sources are harvested in your own."))
    plan = _plan(source)
    settle()
    if source.harvests.filter(state=Harvest.State.OPEN).exists():
        raise Refused(_("This source is being harvested already."))
    if missing(source.slug, options_of(plan)):
        raise Refused(_("The plan of this source is not complete; please complete it first."))
    harvest = Harvest.objects.create(source=source)
    harvest.job = jobs.start(actor, JOB, harvest=harvest.pk)
    harvest.save(update_fields=["job"])
    plan.attempted_at = harvest.created_at
    plan.save(update_fields=["attempted_at"])
    if actor is not None:
        events.record(actor, "catalogue.harvest-started", source)
    return harvest


@transaction.atomic
def stop(actor: Any, source: Source) -> None:
    """Ask the run over a source to stop; what its pages brought stays. Raises NotAllowed, Refused.

    The next run goes on from there.
    """
    require(actor, "catalogue.import_records")
    harvest = source.harvests.filter(state=Harvest.State.OPEN).select_related("job").first()
    if harvest is None or harvest.job is None:
        raise Refused(_("This source is not being harvested."))
    jobs.cancel(actor, harvest.job)
    settle()


def start_due() -> int:
    """Start every source that is on and due; the number started."""
    settle()
    due = HarvestPlan.objects.filter(on=True, next_at__lte=timezone.now())
    waiting = due.exclude(source__harvests__state=Harvest.State.OPEN).select_related("source")
    started = 0
    for plan in waiting:
        try:
            start(None, plan.source)
        except Refused:
            continue
        started += 1
    return started


@transaction.atomic
def settle() -> None:
    """End the runs whose job is over without them: cancelled in line, or given up."""
    closed = ~Q(job__state__in=["waiting", "running"]) | Q(job=None)
    for harvest in Harvest.objects.filter(closed, state=Harvest.State.OPEN):
        stopped = harvest.job is not None and harvest.job.state == "cancelled"
        _end(harvest, Harvest.State.STOPPED if stopped else Harvest.State.FAILED)


def carry_out(pk: int, progress: Progress) -> Harvest:
    """Run one harvest to its end, from where the last one stopped. Raises Refused.

    `progress` takes the entries seen in this pass, how many there are, and the name of one; what it
    raises ends the run, and the page that was on its way does not go in.
    """
    harvest = Harvest.objects.select_related("source__plan", "job__created_by").get(pk=pk)
    if harvest.state != Harvest.State.OPEN:
        raise Refused(_("This run is over; please start a new one."))
    run = _Run(harvest, progress)
    try:
        with calling(run.rest) as client:
            for item in sources.harvest(
                client, harvest.source.slug, options_of(harvest.source.plan), run.state
            ):
                run.take(item)
    except sources.NotHarvestable:
        _end(harvest, Harvest.State.FAILED)
        raise Refused(
            _("The plan of this source is not complete; please complete it first.")
        ) from None
    except jobs.Cancelled:
        _stopped(harvest)
        raise
    finally:
        # Somebody may stop it; the pages that are in stay, and shall be found.
        run.make_findable()
    harvest.refresh_from_db()
    if harvest.problem:
        problem = sources.Problem.from_json(harvest.problem)
        raise Refused(sources.explain(problem, get_language() or "de"))
    return harvest


@dataclass(slots=True)
class _Page:
    """What came since the last checkpoint and is not saved yet."""

    entries: list[sources.Entry] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    problems: list[sources.Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def note(self, problem: sources.Problem) -> None:
        if problem.level == "error":
            self.errors += 1
        else:
            self.warnings += 1
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append(problem)


class _Run:
    """One run on its way: the state it stands at, and the page that is coming in."""

    def __init__(self, harvest: Harvest, progress: Progress) -> None:
        self.harvest, self.source, self.progress = harvest, harvest.source, progress
        self.plan: HarvestPlan = harvest.source.plan
        self.actor = harvest.job.created_by if harvest.job else None
        self.state = _state(self.plan.state)
        self.since = min(harvest.created_at, self.state.began if self.state else timezone.now())
        self.page = _Page()
        self.heard = timezone.now()

    def take(self, item: sources.Item) -> None:
        match item:
            case sources.Entry():
                self.page.entries.append(item)
                if len(self.page.entries) >= importing.BATCH:
                    self._take_in()
            case sources.Unchanged():
                self.page.seen.append(item.external_id)
            case sources.Checkpoint():
                self._keep(item.state, item.total)
            case sources.Finished():
                self._finish(item)
            case _:
                self.page.note(item)
        if timezone.now() - self.heard > SIGN_OF_LIFE:
            self._say()

    def rest(self, seconds: float) -> None:
        """Wait as the source asks for, with a sign of life now and then."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, SIGN_OF_LIFE.total_seconds()))
            if timezone.now() - self.heard > SIGN_OF_LIFE:
                self._say()

    def _say(self, total: int | None = None, name: str = "") -> None:
        self.progress(self.state.read if self.state else 0, total, name)
        self.heard = timezone.now()

    def _keep(self, state: sources.State, total: int | None) -> None:
        """Save the page together with where to go on after it."""
        name = self.page.entries[-1].name if self.page.entries else ""
        before = self.state
        read = state.read
        if before and before.position is not None and before.began == state.began:
            read -= before.read
        with transaction.atomic():
            # First: a worker that was given up for dead must not save what another one saves now.
            self.state = state
            self._say(total, name)
            self._take_in()
            self._see(state.began)
            page = self.page
            room = max(0, PROBLEMS_KEPT - len(self.harvest.problems))
            self.harvest.problems += [one.to_json() for one in page.problems[:room]]
            Harvest.objects.filter(pk=self.harvest.pk).update(
                read=F("read") + read,
                errors=F("errors") + page.errors,
                warnings=F("warnings") + page.warnings,
                problems=self.harvest.problems,
            )
            HarvestPlan.objects.filter(pk=self.plan.pk).update(state=state.to_json())
        self.page = _Page()

    @transaction.atomic
    def _take_in(self) -> None:
        """Save the entries at hand; before the end of a page that is early, and does no harm."""
        entries = self.page.entries
        if not entries:
            return
        counted, _touched = importing.take_in(self.actor, entries)
        for one in counted.values():
            Harvest.objects.filter(pk=self.harvest.pk).update(
                created=F("created") + one.created,
                changed=F("changed") + one.changed,
                software=F("software") + one.software,
            )
        self.page.seen += [one.external_id for one in entries]
        self.page.entries = []

    def _see(self, began: datetime) -> None:
        """Note that these records are there, and take the mark off those that have come back."""
        returned = 0
        for some in batches(self.page.seen):
            there = self.source.records.filter(external_id__in=some)
            back = list(there.filter(vanished_at__isnull=False).select_related("software"))
            there.update(seen_at=began, vanished_at=None)
            self._tell("catalogue.record-returned", back)
            changing.seen_or_gone(Change.Kind.RETURNED, self.source, back)
            returned += len(back)
        if returned:
            Harvest.objects.filter(pk=self.harvest.pk).update(returned=F("returned") + returned)

    def _finish(self, end: sources.Finished) -> None:
        with transaction.atomic():
            self.state = end.state
            self._say()
            HarvestPlan.objects.filter(pk=self.plan.pk).update(state=end.state.to_json())
            vanished = self._mark_vanished(end.state.began) if end.full else 0
            Harvest.objects.filter(pk=self.harvest.pk).update(vanished=vanished)
            state = Harvest.State.DONE if end.full else Harvest.State.FAILED
            _end(self.harvest, state, end.problem, end.retry_at)

    def _mark_vanished(self, began: datetime) -> int:
        unseen = Q(seen_at__lt=began) | Q(seen_at__isnull=True, fetched_at__lt=began)
        gone = self.source.records.filter(unseen, vanished_at__isnull=True)
        records = list(gone.select_related("software").defer("payload"))
        gone.update(vanished_at=began)
        self._tell("catalogue.record-vanished", records)
        changing.seen_or_gone(Change.Kind.VANISHED, self.source, records)
        return len(records)

    def _tell(self, kind: str, records: Iterable[SourceRecord]) -> None:
        name = self.source.name
        events.record_all(
            self.actor, [Happening(kind, one.software, {"source": name}) for one in records]
        )

    def make_findable(self) -> None:
        """Bring proposals and search up to date with all that this pass brought, kills included."""
        new = Software.objects.filter(
            records__source=self.source, records__fetched_at__gte=self.since
        )
        touched = set(new.values_list("pk", flat=True))
        if touched:
            searching.refresh(touched | proposing.refresh_all())


def _state(kept: Any) -> sources.State | None:
    """Where the source stands; None: it is read from the beginning."""
    try:
        return sources.State.from_json(kept) if kept else None
    except sources.NotOfThisShape:
        return None


@transaction.atomic
def _end(
    harvest: Harvest,
    state: Harvest.State,
    problem: sources.Problem | None = None,
    retry_at: datetime | None = None,
) -> None:
    """End a run, and plan the next one: after the rhythm, or sooner where this one failed."""
    now = timezone.now()
    told = problem.to_json() if problem else None
    mine = Harvest.objects.filter(pk=harvest.pk, state=Harvest.State.OPEN)
    if not mine.update(state=state, problem=told, ended_at=now):
        return
    harvest.refresh_from_db()
    plan, source = _plan(harvest.source), harvest.source
    rhythm = timedelta(days=plan.every)
    if state == Harvest.State.DONE:
        plan.succeeded_at, plan.failing_since, plan.problem = now, None, None
        plan.next_at = now + rhythm
        Source.objects.filter(pk=source.pk).update(imported_at=now)
    elif state == Harvest.State.FAILED:
        if plan.failing_since is None:
            plan.failing_since = now
            code = problem.code if problem else "-"
            events.record(_actor(harvest), "catalogue.harvest-failed", source, problem=code)
        plan.problem = told
        # The longer it has failed, the more seldom it is asked.
        wait = min(rhythm, max(SOONEST, now - plan.failing_since))
        plan.next_at = max(now + wait, retry_at or now)
    else:
        plan.next_at = now + rhythm
    plan.save(update_fields=["succeeded_at", "failing_since", "problem", "next_at"])
    if harvest.created or harvest.changed or harvest.vanished or harvest.returned:
        events.record(
            _actor(harvest),
            "catalogue.harvested",
            source,
            read=harvest.read,
            created=harvest.created,
            changed=harvest.changed,
            vanished=harvest.vanished,
        )


def _stopped(harvest: Harvest) -> None:
    """End the run that was asked to stop; one that another worker has taken over goes on there."""
    job = harvest.job
    if job is not None:
        started = job.attempts
        job.refresh_from_db()
        if job.cancel_requested and job.attempts == started:
            _end(harvest, Harvest.State.STOPPED)


def _actor(harvest: Harvest) -> Any:
    return harvest.job.created_by if harvest.job else None
