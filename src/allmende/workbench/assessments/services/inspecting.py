# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Inspect a repository for an analysis, tell how far that is, and keep what was seen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from allmende import repositories as library
from allmende.repositories.inspecting import SHAPE
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment, Inspection, Subject
from allmende.workbench.assessments.services import addresses, bundles, judging
from allmende.workbench.core import events
from allmende.workbench.core.errors import Refused

BEAT = 2.0
"""Seconds between two signs of life, also while a clone says nothing."""
LIMITS = library.Limits(clone_seconds=1_800)

Told = Callable[[str, int, int], None]
"""Is told the step and how much of it is done, of how much (0: not known); may raise to stop."""


def run(actor: Any, assessment: Assessment, told: Told) -> Assessment:
    """Inspect and judge; what cannot be inspected becomes a failed analysis that says why.

    Raises whatever `told` raises.
    """
    try:
        source = _source(assessment)
    except Refused:
        return _fail(actor, assessment, words.in_both_languages(lambda: _source(assessment)))
    try:
        found = _inspected(source, told)
    except library.NotARepository as error:
        return _fail(actor, assessment, error.why)
    except library.StoreUnusable as error:
        return _fail(actor, assessment, dict(error.why))
    told("judging", 0, 0)
    return _store(actor, assessment, found)


def _inspected(source: str | Path, told: Told) -> library.Inspection:
    names = library.read_internal_names(settings.POLICY)
    published = library.read_published_names(settings.POLICY)
    heard = _Heard()
    # In a thread, since a clone says nothing for minutes and the job must show that it lives. The
    # thread never touches the workbench's database.
    with ThreadPoolExecutor(1) as pool:
        inspection = pool.submit(
            library.inspect,
            source,
            names=names,
            published=published,
            store=_made(settings.REPOSITORY_STORE),
            cache=_made(settings.REPOSITORY_CACHE),
            limits=LIMITS,
            progress=heard,
        )
        try:
            while not wait([inspection], timeout=BEAT).done:
                told(*heard.last())
        except BaseException:
            heard.stop()
            raise
        return inspection.result()


def _source(assessment: Assessment) -> str | Path:
    subject = assessment.subject
    if assessment.bundle:
        if not bundles.is_kept(assessment.bundle):
            raise Refused(_("The uploaded file is gone; please upload it again."))
        return bundles.path_of(assessment.bundle)
    addresses.refuse_private(subject.address)
    return subject.address


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Stopped(Exception):
    """Ends an inspection that nobody waits for any more."""


@dataclass(slots=True)
class _Heard:
    """What an inspection last said of itself, passed from its thread to the job's."""

    _now: tuple[str, int, int] = ("", 0, 0)
    _stop: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped
        with self._lock:
            self._now = (step, done, total)

    def last(self) -> tuple[str, int, int]:
        with self._lock:
            return self._now

    def stop(self) -> None:
        self._stop.set()


@transaction.atomic
def _fail(actor: Any, assessment: Assessment, why: dict[str, str]) -> Assessment:
    assessment.state, assessment.problem = Assessment.State.FAILED, why
    assessment.save(update_fields=["state", "problem"])
    events.record(actor, "assessments.failed", assessment, problem=why)
    return assessment


@transaction.atomic
def _store(actor: Any, assessment: Assessment, found: library.Inspection) -> Assessment:
    subject = Subject.objects.select_for_update(of=("self",)).get(pk=assessment.subject_id)
    assessment.subject = subject
    data = found.as_json()
    Inspection.objects.update_or_create(
        assessment=assessment,
        defaults={
            "shape": SHAPE,
            "coverage": data["coverage"],
            "facts": data["facts"],
            "findings": None if data["findings"] is None else list(data["findings"]),
            "rejected": data["rejected_suppressions"],
            "answers": found.answers,
        },
    )
    assessment.state, assessment.step, assessment.problem = Assessment.State.DONE, "", None
    assessment.commit = found.commit or ""
    assessment.complete = bool(found.coverage_json["complete"])
    assessment.inspected_at = found.inspected_at
    judging.judge(assessment)
    subject.latest = assessment
    subject.save(update_fields=["latest"])
    must = assessment.summary.get("must", {})
    events.record(
        actor,
        "assessments.finished",
        assessment,
        met=must.get("met", 0),
        applicable=must.get("applicable", 0),
        policy=assessment.policy,
        commit=assessment.commit,
    )
    digest = assessment.bundle
    transaction.on_commit(lambda: bundles.forget(digest))
    return assessment
