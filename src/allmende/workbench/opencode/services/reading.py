# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Read our groups on openCode, and where our own repositories stand beside that.

What a page brought and where to go on from are saved together. No transaction is held while the
other side is waited for. What cannot be read leaves what was read last.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allmende import repositories, sources
from allmende.workbench.api import queries as api
from allmende.workbench.assessments.services import addresses
from allmende.workbench.catalogue.services import harvesting
from allmende.workbench.core import events, jobs
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.opencode import queries
from allmende.workbench.opencode.models import Head, Project, Reading
from allmende.workbench.opencode.pairing import key_of, pair

JOB = "opencode.read"
SOURCE = "opencode"
RHYTHM = timedelta(days=7)
SOONEST = timedelta(hours=1)
"""Before it is tried again after a failure."""
PROBLEMS_KEPT = 50
LIMITS = repositories.Limits(clone_seconds=60)
"""One address is asked for one line."""

Progress = Callable[[int, int | None, str], None]


@transaction.atomic
def start(actor: Any) -> Reading:
    """Put a reading in line. Raises NotAllowed, Refused."""
    require(actor, "opencode.manage")
    if settings.DEMO:
        raise Refused(_("The demo office calls no other host; openCode is read in your own."))
    if not queries.office().groups:
        raise Refused(_("The policy names no group of ours on openCode."))
    reading = _held()
    if reading.is_running:
        raise Refused(_("openCode is being read already."))
    reading.job = jobs.start(actor, JOB)
    reading.attempted_at = timezone.now()
    reading.save(update_fields=["job", "attempted_at"])
    if actor is not None:
        events.record(actor, "opencode.reading", reading)
    return reading


@transaction.atomic
def stop(actor: Any) -> None:
    """Ask the reading to stop; what its pages brought stays. Raises NotAllowed, Refused."""
    require(actor, "opencode.manage")
    reading = _held()
    if reading.job is None or not reading.is_running:
        raise Refused(_("openCode is not being read."))
    jobs.cancel(actor, reading.job)


def start_due() -> int:
    """Start the reading where it is due; the number started."""
    if settings.DEMO or not queries.office().groups:
        return 0
    reading = queries.reading()
    if reading.is_running or reading.next_at > timezone.now():
        return 0
    start(None)
    return 1


def _held() -> Reading:
    """The one row, held until the transaction ends."""
    Reading.objects.get_or_create(pk=1)
    return Reading.objects.select_for_update(of=("self",)).select_related("job").get(pk=1)


def carry_out(job: int, actor: Any, progress: Progress) -> dict[str, Any]:
    """Read everything: the projects there, then our own addresses. Raises Refused.

    A job that was killed goes on from its last page; one that had all projects reads only the
    addresses that are left.
    """
    reading = Reading.objects.get(pk=1)
    began = reading.attempted_at or timezone.now()
    counted = {"projects": 0, "new": 0, "vanished": 0}
    if reading.listed_by != job:
        problem = _Pass(reading, job, progress).go(counted)
        if problem is not None:
            _failed(actor, reading, problem)
            raise Refused(sources.explain(problem, get_language() or "de"))
    asked = _ask_ours(began, progress)
    with transaction.atomic():
        _note_differing()
        _done(actor, reading, counted)
    return {**counted, "asked": asked}


class _Pass:
    """One pass over the groups: the state it stands at, and the page that is coming in."""

    def __init__(self, reading: Reading, job: int, progress: Progress) -> None:
        self.reading, self.job, self.progress = reading, job, progress
        self.state = _state(reading.state)
        self.entries: list[sources.Entry] = []
        self.seen: list[str] = []
        self.problems: list[dict[str, Any]] = []

    def go(self, counted: dict[str, int]) -> sources.Problem | None:
        """Read to the end; why it stopped short, where it did."""
        office = queries.office()
        options = sources.Options(address=office.address.rstrip("/"), only=tuple(office.groups))
        with harvesting.calling() as client:
            for item in sources.harvest_standing(client, SOURCE, options, self.state):
                match item:
                    case sources.Entry():
                        self.entries.append(item)
                    case sources.Unchanged():
                        self.seen.append(item.external_id)
                    case sources.Problem():
                        self.problems.append(item.to_json())
                    case sources.Checkpoint():
                        self._keep(item.state, counted, item.total)
                    case sources.Finished():
                        return self._finish(item, counted)
        return None

    def _keep(self, state: sources.State, counted: dict[str, int], total: int | None) -> None:
        name = self.entries[-1].name if self.entries else ""
        with transaction.atomic():
            # First: a worker that was given up for dead must not save what another one saves now.
            self.progress(state.read, total, name)
            counted["new"] += sum(_take_in(one, state.began) for one in self.entries)
            seen = Project.objects.filter(external_id__in=self.seen)
            seen.update(seen_at=state.began, vanished_at=None)
            self.reading.problems = self.problems[:PROBLEMS_KEPT]
            self.reading.state = state.to_json()
            self.reading.save(update_fields=["state", "problems"])
        counted["projects"] = state.read
        self.entries, self.seen = [], []

    def _finish(self, end: sources.Finished, counted: dict[str, int]) -> sources.Problem | None:
        with transaction.atomic():
            self.progress(end.state.read, None, "")
            self.reading.state = end.state.to_json()
            if end.full:
                there = Project.objects.filter(vanished_at=None, example=False)
                gone = there.exclude(seen_at__gte=end.state.began)
                counted["vanished"] = gone.update(vanished_at=end.state.began)
                self.reading.listed_by = self.job
            self.reading.save(update_fields=["state", "listed_by"])
        return end.problem


def _state(kept: Any) -> sources.State | None:
    try:
        return sources.State.from_json(kept) if kept else None
    except sources.NotOfThisShape:
        return None


def _take_in(entry: sources.Entry, began: datetime) -> bool:
    """Keep what was read of a project; whether it is a new one."""
    said = json.loads(entry.payload)
    commit = said["commit"] or {}
    return Project.objects.update_or_create(
        external_id=entry.external_id,
        defaults={
            "name": entry.name,
            "address": str(said["repository"].get("web_url") or "")[:2000],
            "said": said["repository"],
            "commit": str(commit.get("id") or "")[:64],
            "commit_at": _moment(commit.get("at")),
            "file": said["publiccode"],
            "read_at": timezone.now(),
            "seen_at": began,
            "vanished_at": None,
        },
    )[1]


def _moment(written: Any) -> datetime | None:
    try:
        found = parse_datetime(str(written or ""))
    except ValueError:
        return None
    return found if found is None or timezone.is_aware(found) else timezone.make_aware(found)


def _ask_ours(began: datetime, progress: Progress) -> int:
    """Ask each public address of ours where it stands, but those asked since; the number asked."""
    entries = [one for one in api.ours() if one.key and one.url]
    done = set(Head.objects.filter(tried_at__gte=began).values_list("key", flat=True))
    waiting = [one for one in entries if one.key not in done]
    for number, entry in enumerate(waiting):
        progress(number, len(waiting), entry.name)
        _keep_head(entry.key, entry.url, *_head_of(entry.url))
    progress(len(waiting), len(waiting), "")
    return len(waiting)


def _head_of(address: str) -> tuple[repositories.Head | None, dict[str, str] | None]:
    """What the address says of itself, or in both languages why not."""
    if why := _refused(address):
        return None, why
    try:
        return repositories.head_of(address, LIMITS), None
    except repositories.NotARepository as error:
        return None, dict(error.why)


def _refused(address: str) -> dict[str, str]:
    """Why the workbench does not call this address, in both languages; empty where it does."""
    why: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                addresses.read(address)
                addresses.refuse_private(address)
            except Refused as refused:
                why[code] = str(refused)
    return why


def _keep_head(
    key: str, address: str, found: repositories.Head | None, why: dict[str, str] | None
) -> None:
    now = timezone.now()
    head, _made = Head.objects.get_or_create(key=key, defaults={"address": address})
    head.address, head.tried_at, head.problem = address, now, why
    if found is not None:
        head.commit, head.branch, head.read_at = found.commit, found.branch, now
        head.failing_since = None
    elif head.failing_since is None:
        head.failing_since = now
    head.save()


def _note_differing() -> None:
    """Since when each project holds another commit than ours; it ends where they are equal."""
    entries = api.ours()
    heads = {one.key: one for one in Head.objects.exclude(commit="")}
    for one in pair(entries, queries.projects(), queries.verdicts())[0]:
        head, project = heads.get(one.entry.key), one.project
        if head is None or not project.commit or key_of(project.address) == one.entry.key:
            differs = False
        else:
            differs = head.commit != project.commit
        if differs != bool(project.differs_since):
            project.differs_since = timezone.now() if differs else None
            project.save(update_fields=["differs_since"])


def _done(actor: Any, reading: Reading, counted: dict[str, int]) -> None:
    now = timezone.now()
    reading.succeeded_at, reading.failing_since, reading.problem = now, None, None
    reading.next_at = now + RHYTHM
    reading.save(update_fields=["succeeded_at", "failing_since", "problem", "next_at"])
    if counted["new"] or counted["vanished"]:
        events.record(actor, "opencode.read", reading, **counted)


@transaction.atomic
def _failed(actor: Any, reading: Reading, problem: sources.Problem) -> None:
    """Note since when and why; the longer it has failed, the more seldom it is tried."""
    now = timezone.now()
    if reading.failing_since is None:
        reading.failing_since = now
        events.record(actor, "opencode.failed", reading, problem=problem.code)
    reading.problem = problem.to_json()
    reading.next_at = now + min(RHYTHM, max(SOONEST, now - reading.failing_since))
    reading.save(update_fields=["failing_since", "problem", "next_at"])


def explained(problems: Sequence[dict[str, Any]]) -> list[str]:
    """Problems as the library wrote them, as sentences in the active language."""
    language = get_language() or "de"
    return [sources.explain(sources.Problem.from_json(one), language) for one in problems]
