# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start an analysis for a case, and tell the case what came of it.

The workbench acts here: whoever takes the step may not start analyses, but the kind says that the
step brings one.
"""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment, CaseCheck, Subject
from allmende.workbench.assessments.queries import checks as queries
from allmende.workbench.assessments.services import addresses, starting
from allmende.workbench.cases import files
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.services import lanes
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import events, jobs
from allmende.workbench.core.errors import Refused

UPLOAD = "sha256:"
"""How the answer to a field begins that is an uploaded file."""
CHUNK = 1 << 20


@transaction.atomic
def start(case: Case, criteria: str) -> CaseCheck:
    """Analyse the repository of a case; what cannot be opened is kept with the reason.

    While the same repository is being analysed already, the case waits for that. Raises Refused
    where an earlier file of the case still is.
    """
    written = str(answer_of(case, "repository") or "")
    if problem := words.in_both_languages(lambda: _refuse_unusable(written)):
        check = CaseCheck.objects.create(case=case, criteria=criteria, problem=problem)
        events.record(
            None, "assessments.case-not-checked", case, criteria_set=criteria, problem=problem
        )
        return check
    try:
        assessment = _begun(case, criteria, written)
    except starting.AlreadyRunning as running:
        assessment = running.assessment
        if assessment.bundle and assessment.bundle != written.removeprefix(UPLOAD):
            raise Refused(
                _("The file from before is still being checked. Please try again after that.")
            ) from running
        before = queries.newest(case, criteria)
        if before is not None and before.assessment_id == assessment.pk:
            return before
    check = CaseCheck.objects.create(case=case, criteria=criteria, assessment=assessment)
    events.record(
        None, "assessments.case-checked", case, criteria_set=criteria, assessment=assessment.pk
    )
    return check


def tell(assessment: Assessment) -> None:
    """Give the cases that wait for an analysis its answers, and let them move on; again and again.

    A case that begins its lanes later asks for them then.
    """
    for case in queries.waiting_cases(assessment):
        lanes.ask_machine(case)
        jobs.start(None, lanes.ADVANCE, case=case.pk)


def answer_of(case: Case, type_: str) -> object:
    """The answer to the first field of a type that has one."""
    fields = (one.id for one in declared(case).fields if one.type == type_)
    return next(filter(None, map(case.values.get, fields)), None)


def software_of(case: Case) -> Software | None:
    """The entry of the catalogue that the case names, or that came of it."""
    if slug := answer_of(case, "software"):
        named = Software.objects.filter(slug=slug).select_related("merged_into").first()
        return named and (named.merged_into or named)
    asked = CaseCheck.objects.filter(case=case.pk).exclude(assessment__subject__software=None)
    last = asked.select_related("assessment__subject__software").order_by("id").last()
    return last.assessment.subject.software if last and last.assessment else None


def name_software(case: Case, software: Software) -> None:
    """From now on what was analysed for the case is this entry."""
    subjects = Subject.objects.filter(assessments__case_checks__case=case.pk, software=None)
    Subject.objects.filter(pk__in=subjects.values("pk")).update(software=software)


def _refuse_unusable(written: str) -> None:
    if not written:
        raise Refused(_("No repository is named."))
    if not written.startswith(UPLOAD):
        addresses.read(written)
    elif not _file(written).is_file():
        raise Refused(_("The uploaded file is gone; please upload it again."))


def _begun(case: Case, criteria: str, written: str) -> Assessment:
    wanted = starting.Wanted(criteria, software_of(case), case.unit, of_case=True)
    if written.startswith(UPLOAD):
        # By its number, since names are chosen twice and those of confidential cases tell too much.
        return starting.of_bundle(None, wanted, case.number, _chunks(_file(written)))
    return starting.of_address(None, wanted, written)


def _file(written: str) -> Path:
    return files.path_of(written.removeprefix(UPLOAD))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
