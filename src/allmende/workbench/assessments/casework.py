# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What kinds of cases may use of the assessments: guards, computations, panels, a document.

See `allmende.workbench.cases.registry`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from allmende.criteria import load_criteria
from allmende.documents import Document, Note
from allmende.reporting import report_document
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment, CaseCheck
from allmende.workbench.assessments.policy import profile
from allmende.workbench.assessments.queries import assessments, checks
from allmende.workbench.assessments.reports import comparing, filtering
from allmende.workbench.assessments.services import checking, judging, recording
from allmende.workbench.cases import registry
from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case
from allmende.workbench.core.panels import Panel

ANALYSIS = "usability-analysis"
OPEN_SHOWN = 8
NO_REPORT = {
    "de": "Es liegt noch kein Bericht vor.",
    "en": "There is no report yet.",
}
REPORT = {"de": "Bericht", "en": "Report"}


def _done(criteria: str) -> Callable[[Case], bool | None]:
    def guard(case: Case) -> bool | None:
        """Whether a report lies there and has not expired; None where none could be made."""
        check = checks.newest(case, criteria)
        if check is None:
            return False
        if report := check.report:
            return not report.has_expired
        return False if check.is_running else None

    return guard


def _run(criteria: str) -> Callable[[Any, Case], None]:
    def computation(actor: Any, case: Case) -> None:
        """The workbench starts the analysis; whoever took the step need not be allowed to."""
        checking.start(case, criteria)

    return computation


def _shown(criteria: str) -> Callable[[HttpRequest, Case], Iterator[Panel]]:
    def panel(request: HttpRequest, case: Case) -> Iterator[Panel]:
        """How the analysis stands, and what its report says."""
        if not request.user.has_perm("assessments.view"):
            return
        check = checks.newest(case, criteria)
        context = _context(request.user, check) if check else {}
        title = words.criteria_title(criteria)
        yield Panel("assessments/panels/case.html", {"title": title, "check": check, **context})

    return panel


for _name, _set in (("usability-analysis", ANALYSIS), ("publication-check", words.OWN)):
    registry.guard(f"{_name}-done")(_done(_set))
    registry.computation(f"run-{_name}")(_run(_set))
    registry.panel(_name)(_shown(_set))


def _context(user: Any, check: CaseCheck) -> dict[str, Any]:
    run = _state(check)
    told = {"run": words.RUNS[run], "tag": words.RUN_TAGS.get(run, ""), "why": _why_not(check)}
    shown = check.report or (check.assessment.subject.latest if check.assessment else None)
    if shown is None:
        return told
    before = assessments.previous_of(shown)
    open_ones = [
        one
        for one in shown.report["answers"]
        if one["level"] == "must" and one["state"] not in ("met", "not-applicable")
    ]
    address = shown.get_absolute_url()
    return {
        **told,
        "report": shown,
        "is_older": check.report is None,
        "must": shown.summary.get("must"),
        "should": shown.summary.get("should"),
        "address": address,
        "open": [_line(one, address) for one in open_ones[:OPEN_SHOWN]],
        "more": len(open_ones) - len(open_ones[:OPEN_SHOWN]),
        "before": before,
        "changes": comparing.changes(before.report, shown.report) if before else [],
        "comparison": reverse("assessments:comparison", args=[shown.pk]),
        # What a scan found is for few; that it found something stands in the report for all.
        "findings": shown.open_findings if user.has_perm("assessments.view_findings") else None,
        "findings_address": reverse("assessments:findings", args=[shown.pk]),
    }


def _state(check: CaseCheck) -> str:
    """A key of words.RUNS."""
    if check.report:
        return "expired" if check.report.has_expired else "finished"
    if check.assessment is None:
        return "failed"
    if check.is_running:
        return "running"
    job = check.assessment.job
    return "cancelled" if job is not None and job.state == job.State.CANCELLED else "failed"


def _why_not(check: CaseCheck) -> str:
    if check.report:
        return ""
    return words.said(check.assessment.problem if check.assessment else check.problem)


def _line(answer: Mapping[str, Any], address: str) -> dict[str, Any]:
    return {
        "question": words.said(answer["question"]),
        "state": answer["state"],
        "label": words.state(answer["state"]),
        "tag": words.STATE_TAGS[answer["state"]],
        "says": words.said(answer["explanation"]),
        "address": f"{address}#{answer['criterion']}",
    }


@registry.document("usability-report")
def usability_report(user: Any, case: Case, language: str) -> Document:
    """The newest report of the case's usability analysis, as far as this person may read it."""
    code = "de" if language == "de" else "en"
    check = checks.newest(case, ANALYSIS)
    found = check.report if check else None
    office = settings.POLICY.office.name[code]
    if found is None:
        return Document(
            title=words.criteria_title(ANALYSIS),
            subtitle=case.title,
            language=code,  # type: ignore[arg-type]
            day=timezone.localdate(),
            office=office,
            opening=(Note(NO_REPORT[code], "warning"),),
            sections=(),
        )
    report = found.report
    if not user.has_perm("assessments.view_findings"):
        report = filtering.without_findings(report)
    return report_document(report, code, office=office, author="")  # type: ignore[arg-type]


@registry.evidence
def reports(case: Case) -> Iterator[registry.Evidence]:
    """The report of each analysis: its number, the commit, and the hash of its JSON."""
    for check in checks.newest_of_all(case):
        if found := checks.report_decided_on(case, check):
            label = {key: f"{REPORT[key]} {title}" for key, title in _titles(check).items()}
            commit = f", Commit {found.commit}" if found.commit else ""
            yield registry.Evidence(label, f"{found.pk}{commit}, SHA-256 {digest_of(found)}")


def digest_of(found: Assessment) -> str:
    """SHA-256 of a report as compact JSON with sorted keys."""
    written = json.dumps(
        found.report, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return sha256(written).hexdigest()


def _titles(check: CaseCheck) -> dict[str, str]:
    found = load_criteria(check.criteria, profile()).title if check.criteria in words.sets() else {}
    return {key: str(found.get(key, check.criteria)) for key in REPORT}


@registry.machine
def answers(case: Case) -> Iterator[registry.MachineAnswer]:
    """What the reports of a case say to the lines of its checklists that name a criterion.

    What people stated of the repository is not the machine's answer. A set that the case has no
    analysis by is asked of what the last inspection saw. Places of findings are left out, since a
    checklist is read by more people than those.
    """
    reports = {one.criteria: one.report for one in checks.newest_of_all(case)}
    finished = [one for one in reports.values() if one is not None]
    if not finished:
        return
    known: dict[str, dict[str, Any]] = {}
    for lane in declared(case).lanes:
        for item in lane.items:
            if item.criterion is None:
                continue
            name = item.criterion.set
            if name not in known:
                known[name] = _by_criterion(reports.get(name) or finished[-1], name)
            if said := known[name].get(item.criterion.id):
                state = said["machine"]["state"]
                yield registry.MachineAnswer(lane.id, item.id, state, "", [*_evidence(said)])


def _by_criterion(report: Assessment, name: str) -> dict[str, Any]:
    if name not in words.sets():
        return {}
    return {one["criterion"]: one for one in judging.answers_by(report, name)}


def _evidence(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The explanation in both languages, then where one sees it."""
    if said := answer["machine"]["explanation"]:
        yield {"says": dict(said)}
    for one in filter(filtering.is_of_a_fact, answer["evidence"]):
        yield {key: one.get(key) for key in ("path", "line", "quote", "commit", "number", "words")}


@registry.computation("record-stance")
def record_stance(actor: Any, case: Case) -> None:
    """What was decided of the software stands in the catalogue."""
    recording.record_stance(actor, case)
