# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start an analysis, again and anew, and stop one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.services import addresses, bundles
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import events, jobs
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Unit

JOB = "assessments.assess"


class AlreadyRunning(Refused):
    """The same analysis is being made; `assessment` is that one."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        super().__init__(_("This analysis is running already."))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be held against which criteria: the office's words for it."""

    criteria: str
    software: Software | None = None
    unit: Unit | None = None
    of_case: bool = False
    """A case wants it; then only who sees such a case sees what comes of it."""


def of_address(actor: Any, wanted: Wanted, written: str) -> Assessment:
    """Analyse the repository at an address. Raises NotAllowed, Refused, AlreadyRunning."""
    require(actor, "assessments.start")
    _refuse_unknown(wanted.criteria)
    place = addresses.read(written)
    return _begin(actor, wanted, place)


def of_bundle(actor: Any, wanted: Wanted, name: str, chunks: Iterable[bytes]) -> Assessment:
    """Analyse an uploaded git bundle; `name` is what the repository is called. Raises as above."""
    require(actor, "assessments.start")
    _refuse_unknown(wanted.criteria)
    # The file comes first: while the database waits for a transaction, nobody else can write.
    digest = bundles.keep(chunks)
    place = addresses.Place("", bundles.key_of(name), name.strip()[:300] or _("Repository"))
    try:
        return _begin(actor, wanted, place, digest)
    except Refused:
        bundles.forget(digest)
        raise


def again(actor: Any, subject: Subject) -> Assessment:
    """Analyse the same repository once more. Raises NotAllowed, Refused, AlreadyRunning.

    A bundle is analysed once more only while the last try did not succeed, since then it is kept.
    """
    require(actor, "assessments.start")
    _refuse_unknown(subject.criteria)
    newest = subject.newest
    digest = newest.bundle if newest and not newest.is_done else ""
    if not subject.address and not bundles.is_kept(digest):
        raise Refused(_("The bundle was not kept; please upload the present one."))
    if subject.address:
        addresses.read(subject.address)
    with transaction.atomic():
        return _start(actor, subject, digest, newest.bundle_name if newest else "")


@transaction.atomic
def _begin(actor: Any, wanted: Wanted, place: addresses.Place, digest: str = "") -> Assessment:
    software = wanted.software
    subject, _created = Subject.objects.get_or_create(
        software=software,
        key=place.key,
        criteria=wanted.criteria,
        defaults={
            "name": place.name,
            "address": place.address,
            "unit": wanted.unit or (software.unit if software else None),
            "of_case": wanted.of_case,
            "months": settings.ASSESSMENT_MONTHS,
            "created_by": actor,
        },
    )
    return _start(actor, subject, digest, place.name if digest else "")


def _start(actor: Any, subject: Subject, digest: str, bundle_name: str) -> Assessment:
    """A row of its own for each time; one at a time for each subject."""
    subject = Subject.objects.select_for_update(of=("self",)).get(pk=subject.pk)
    running = subject.assessments.filter(state=Assessment.State.WAITING).select_related("job")
    if open_one := next((one for one in running if one.is_running), None):
        raise AlreadyRunning(open_one)
    assessment = Assessment.objects.create(
        subject=subject, asked_by=actor, bundle=digest, bundle_name=bundle_name
    )
    assessment.job = jobs.start(actor, JOB, assessment=assessment.pk, name=subject.name)
    assessment.save(update_fields=["job"])
    subject.newest = assessment
    subject.save(update_fields=["newest"])
    events.record(actor, "assessments.started", assessment, criteria=subject.criteria)
    return assessment


@transaction.atomic
def stop(actor: Any, assessment: Assessment) -> None:
    """Ask an analysis to stop. Raises NotAllowed, Refused."""
    require(actor, "assessments.start")
    if not assessment.is_running or assessment.job is None:
        raise Refused(_("This analysis is over already."))
    jobs.cancel(actor, assessment.job)
    events.record(actor, "assessments.cancelled", assessment)


def _refuse_unknown(criteria: str) -> None:
    if criteria not in words.sets():
        raise Refused(_("The policy does not know this set of criteria."))
