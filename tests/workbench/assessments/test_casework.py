# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What cases get of the assessments: a check that starts, its answers, its report, its guard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.repositories.making import Made
from tests.workbench.assessments import making
from tests.workbench.cases import making as cases
from tests.workbench.cases.conftest import every_kind  # noqa: F401
from tests.workbench.catalogue.making import software

from allmende.documents import as_html
from allmende.workbench.accounts.models import User
from allmende.workbench.assessments import casework, tasks
from allmende.workbench.assessments.models import Assessment, CaseCheck, Subject
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.queries import checks
from allmende.workbench.assessments.services import (
    addresses,
    answering,
    checking,
    judging,
    suppressing,
)
from allmende.workbench.cases import registry
from allmende.workbench.cases.models import Case, ChecklistAnswer
from allmende.workbench.cases.services import advancing, filing, filling, moving
from allmende.workbench.catalogue.models import Software, Stance
from allmende.workbench.core import jobs
from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Event

pytestmark = pytest.mark.django_db
Kinds = dict[str, Any]
CHECK = "publication-check"


@pytest.fixture
def publication(every_kind: Kinds, colleague: User, made: Made) -> Case:  # noqa: F811
    """A publication by the colleague, a draft with the bundle of a real repository."""
    case = cases.brought_to(colleague, every_kind["publication"], "draft")
    return with_bundle(colleague, case, made)


@pytest.fixture
def analysis(every_kind: Kinds, colleague: User, made: Made) -> Case:  # noqa: F811
    """A usability analysis by the colleague, a draft with a real repository."""
    values = {"software": None, "name": "Portal", "licence": "MIT"}
    case = cases.brought_to(colleague, every_kind["usability-analysis"], "draft", values)
    return with_bundle(colleague, case, made)


def with_bundle(by: User, case: Case, made: Made) -> Case:
    row = filing.attach(None, case, "portal.bundle", [making.bundle(made)])
    return filling.save_values(by, case, {"repository": f"sha256:{row.sha256}"}).case


def finished(case: Case, criteria: str = CHECK) -> Assessment:
    check = checks.newest(case, criteria)
    assert check and check.assessment
    return making.run(check.assessment)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("kept", "requester").get(pk=case.pk)


def said(case: Case, item: str) -> ChecklistAnswer:
    found = ChecklistAnswer.objects.filter(run__case=case, run__current=True, item=item)
    return found.filter(machine=True).latest("id")


def shown(client: Client, user: User, case: Case) -> str:
    client.force_login(user)
    return client.get(case.get_absolute_url()).content.decode()


def test_submitting_starts_the_check_though_the_person_may_not_start_one(
    publication: Case, colleague: User
) -> None:
    assert not colleague.has_perm("assessments.start")
    case = moving.take(colleague, publication, "submit")
    check = CaseCheck.objects.get()
    assert check.is_running and check.assessment
    assert check.assessment.asked_by is None and check.assessment.subject.of_case
    assert registry.GUARDS["publication-check-done"](case) is False
    assert Event.objects.filter(kind="assessments.case-checked").count() == 1


def test_a_finished_check_lets_the_case_move_on(publication: Case, colleague: User) -> None:
    case = moving.take(colleague, publication, "submit")
    finished(case)
    assert registry.GUARDS["publication-check-done"](case) is True
    job = jobs.Job.objects.filter(kind="cases.advance").latest("id")
    jobs.run(job.pk)
    assert fresh(case).state == "triage"


def test_an_expired_report_is_no_report(publication: Case, colleague: User) -> None:
    case = moving.take(colleague, publication, "submit")
    assessment = finished(case)
    assert assessment.inspected_at
    assessment.expires_on = assessment.inspected_at.date()
    assessment.save()
    assert registry.GUARDS["publication-check-done"](case) is False


def test_starting_twice_waits_for_the_same_check(publication: Case) -> None:
    first = checking.start(publication, CHECK)
    assert checking.start(publication, CHECK) == first
    assert Assessment.objects.count() == 1


def test_another_file_waits_until_the_check_of_the_first_is_over(
    publication: Case, colleague: User, made: Made
) -> None:
    checking.start(publication, CHECK)
    made.commit({"SECURITY.md": "Write to security@example.org.\n"})
    case = with_bundle(colleague, publication, made)
    with pytest.raises(Refused, match="still being checked"):
        checking.start(case, CHECK)


def test_an_address_that_is_not_opened_is_kept_with_the_reason(
    every_kind: Kinds,  # noqa: F811
    colleague: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(addresses, "_addresses_of", lambda _host: {"10.0.0.7"})
    case = cases.brought_to(colleague, every_kind["publication"], "draft")
    case = moving.take(colleague, case, "submit")
    check = CaseCheck.objects.get()
    assert check.assessment is None
    assert "internal network" in check.problem["en"] and "internen Netz" in check.problem["de"]
    assert registry.GUARDS["publication-check-done"](case) is None


def test_a_check_that_failed_cannot_be_told_until_the_office_tries_again(
    publication: Case, office: User
) -> None:
    check = checking.start(publication, CHECK)
    assert check.assessment and check.assessment.job
    Assessment.objects.filter(pk=check.assessment.pk).update(state="failed", problem={"en": "No."})
    jobs.Job.objects.filter(pk=check.assessment.job.pk).update(state="done")
    assert registry.GUARDS["publication-check-done"](publication) is None
    making.run(checking.starting.again(office, check.assessment.subject))
    assert registry.GUARDS["publication-check-done"](publication) is True


def test_the_machine_answers_when_the_lanes_begin(
    publication: Case, colleague: User, office: User
) -> None:
    case = moving.take(colleague, publication, "submit")
    finished(case)
    advancing.advance(case.pk)
    assert not ChecklistAnswer.objects.exists()
    case = moving.take(office, fresh(case), "begin-review", tier="product")
    assert said(case, "licence-file").state == "met"
    secrets = said(case, "no-secrets")
    assert secrets.state == "not-met" and secrets.evidence[0]["says"]["de"]
    # Of a set the case has no check by, the same inspection is asked.
    assert said(case, "static-analysis").state in ("not-met", "unknown", "partly")


def test_places_of_findings_are_not_in_a_checklist(
    publication: Case, colleague: User, office: User
) -> None:
    case = moving.take(colleague, publication, "submit")
    assert "settings.py" in str(finished(case).report)
    advancing.advance(case.pk)
    moving.take(office, fresh(case), "begin-review", tier="product")
    assert "settings.py" not in str(list(ChecklistAnswer.objects.values_list("evidence")))


def test_a_check_after_changes_shows_what_is_another_answer(
    publication: Case, colleague: User, office: User, made: Made, client: Client
) -> None:
    case = moving.take(colleague, publication, "submit")
    finished(case)
    advancing.advance(case.pk)
    case = moving.take(office, fresh(case), "begin-review", tier="product")
    assert said(case, "security-file").state == "not-met"
    case = moving.take(office, case, "request-changes", reason="Please add SECURITY.md.")
    made.commit({"SECURITY.md": "# Security\n\nPlease write to security@example.org.\n"})
    case = with_bundle(colleague, case, made)
    case = moving.take(colleague, case, "resubmit")
    assert CaseCheck.objects.count() == 2 and Subject.objects.count() == 1
    second = finished(case)
    assert second.changed
    assert said(case, "security-file").state == "met"
    assert f"/{second.pk}/comparison" in shown(client, colleague, case)


def test_a_second_run_of_the_job_answers_nothing_twice(
    publication: Case, colleague: User, office: User
) -> None:
    case = moving.take(colleague, publication, "submit")
    assessment = finished(case)
    advancing.advance(case.pk)
    moving.take(office, fresh(case), "begin-review", tier="product")
    number = ChecklistAnswer.objects.count()
    assert number and assessment.job
    tasks.assess(jobs.Running(assessment.job))
    assert ChecklistAnswer.objects.count() == number


def test_a_report_that_is_judged_anew_answers_anew(
    publication: Case,
    colleague: User,
    office: User,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    case = moving.take(colleague, publication, "submit")
    assessment = finished(case)
    advancing.advance(case.pk)
    case = moving.take(office, fresh(case), "begin-review", tier="product")
    assert said(case, "no-secrets").state == "not-met"
    (secret,) = [one for one in assessment.inspection.findings if one["kind"] == "secret"]
    with django_capture_on_commit_callbacks(execute=True):
        day = timezone.localdate() + timedelta(days=30)
        suppressing.suppress(office, assessment, secret["id"], "It was made up.", day)
    assert said(case, "no-secrets").state != "not-met"


def test_what_people_state_is_not_the_answer_of_the_machine(
    publication: Case, colleague: User, office: User
) -> None:
    case = moving.take(colleague, publication, "submit")
    answering.answer(office, finished(case), "rights-cleared", "met", "All by employees.")
    advancing.advance(case.pk)
    case = moving.take(office, fresh(case), "begin-review", tier="product")
    assert said(case, "rights-cleared").state == "needs-human"


def test_the_panel_tells_figures_and_findings_only_to_whom_may_see_them(
    publication: Case, colleague: User, office: User, client: Client
) -> None:
    assert "publication-check" in registry.PANELS
    case = moving.take(colleague, publication, "submit")
    assessment = finished(case)
    findings = f"/{assessment.pk}/findings"
    assert findings in shown(client, office, case)
    page = shown(client, colleague, case)
    assert assessment.get_absolute_url() in page and findings not in page
    assert client.get(assessment.get_absolute_url()).status_code == 200


def test_only_who_sees_the_case_sees_its_analysis(
    publication: Case, colleague: User, office: User
) -> None:
    case = moving.take(colleague, publication, "submit")
    assessment = finished(case)
    stranger = cases.person("stranger")
    assert queries.assessment(stranger, assessment.pk) is None
    assert queries.assessment(colleague, assessment.pk) == assessment
    assert queries.assessment(office, assessment.pk) == assessment
    assert case.title not in str(assessment.subject)


def test_the_report_is_a_document_of_the_case(analysis: Case, colleague: User) -> None:
    make = registry.DOCUMENTS["usability-report"]
    assert "no report yet" in as_html(make(colleague, analysis, "en"))
    case = moving.take(colleague, analysis, "request")
    finished(case, "usability-analysis")
    written = as_html(make(colleague, case, "de"))
    assert case.number in written and "noch kein Bericht" not in written


def test_the_decision_sheet_names_the_report_with_commit_and_hash(
    analysis: Case, colleague: User, made: Made
) -> None:
    case = moving.take(colleague, analysis, "request")
    found = finished(case, "usability-analysis")
    (evidence,) = casework.reports(case)
    assert made.git("rev-parse", "HEAD") in evidence.key
    assert casework.digest_of(found) in evidence.key and str(found.pk) in evidence.key
    assert evidence.label["de"].startswith("Bericht")


def decided(case: Case, office: User, step: str) -> Case:
    Case.objects.filter(pk=case.pk).update(state="recommendation", figure="working")
    return moving.take(office, fresh(case), step, reason="So it is.")


def test_a_recommended_software_is_added_to_the_catalogue_once(
    analysis: Case, colleague: User, office: User
) -> None:
    case = moving.take(colleague, analysis, "request")
    finished(case, "usability-analysis")
    case = decided(case, office, "recommend")
    added = Software.objects.get(name="Portal")
    assert (added.stance, added.licences) == (Stance.OBSERVED, ["MIT"])
    assert Subject.objects.get().software == added
    casework.record_stance(office, case)
    assert Software.objects.filter(name="Portal").count() == 1


def test_what_is_not_recommended_is_not_added(
    analysis: Case, colleague: User, office: User
) -> None:
    decided(moving.take(colleague, analysis, "request"), office, "reject")
    assert not Software.objects.filter(name="Portal").exists()


@pytest.mark.parametrize(("before", "after"), [("in-analysis", "observed"), ("in-use", "in-use")])
def test_the_analysis_ends_and_what_is_used_stays_in_use(
    before: str,
    after: str,
    every_kind: Kinds,  # noqa: F811
    colleague: User,
    office: User,
) -> None:
    entry = software("Zammad")
    casework.recording.editing.edit(office, entry, {"stance": before})
    kind = every_kind["usability-analysis"]
    values = {"software": entry.slug}
    case = cases.brought_to(colleague, kind, "recommendation", values)
    decided(case, office, "watch")
    entry.refresh_from_db()
    assert entry.stance == after


def test_a_running_check_says_so_on_the_page(
    publication: Case, colleague: User, client: Client
) -> None:
    case = moving.take(colleague, publication, "submit")
    page = shown(client, colleague, case)
    assert "Publication check" in page and "running" in page


def test_judging_by_another_set_uses_the_same_inspection(publication: Case) -> None:
    check = checking.start(publication, CHECK)
    assert check.assessment
    done = making.run(check.assessment)
    ids = {one["criterion"] for one in judging.answers_by(done, "house-standard")}
    assert "bill-of-materials" in ids
