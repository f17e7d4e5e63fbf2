# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""From the order to the report, on real repositories: what is kept, what is refused, what fails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.repositories.making import Made
from tests.workbench.assessments import making
from tests.workbench.catalogue.making import software

from allmende import repositories as library
from allmende.workbench.accounts.models import User
from allmende.workbench.assessments import tasks
from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.services import addresses, bundles, inspecting, starting
from allmende.workbench.core import jobs
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job

pytestmark = pytest.mark.django_db


def test_a_bundle_becomes_a_report_with_its_evidence(office: User, made: Made) -> None:
    assessment = making.finished(office, made)
    assert assessment.state == "done" and assessment.complete
    assert assessment.commit == made.git("rev-parse", "HEAD")
    assert making.answer_to(assessment, "licence-file")["state"] == "met"
    secrets = making.answer_to(assessment, "no-secrets")
    assert (secrets["state"], secrets["by"]) == ("not-met", "machine")
    assert secrets["evidence"][0]["path"] == "settings.py"
    assert assessment.summary["must"]["not_met"] >= 1 and assessment.open_musts
    assert assessment.policy.startswith("munich ") and assessment.criteria_version


def test_nothing_of_a_secret_is_kept_in_clear(office: User, made: Made) -> None:
    assessment = making.finished(office, made)
    kept = f"{assessment.report}{assessment.inspection.findings}{assessment.inspection.facts}"
    assert making.SECRET not in kept and making.MAIL not in kept


def test_the_path_of_the_upload_is_nobodys_business(office: User, made: Made) -> None:
    assessment = making.finished(office, made, name="Portal")
    assert assessment.report["repository"] == "Portal"


def test_the_bundle_is_deleted_once_it_was_read(
    office: User, made: Made, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    assessment = making.started(office, made)
    assert bundles.is_kept(assessment.bundle)
    with django_capture_on_commit_callbacks(execute=True):
        making.run(assessment)
    assert not bundles.is_kept(assessment.bundle)


def test_a_broken_bundle_fails_and_says_why_in_both_languages(office: User) -> None:
    wanted = starting.Wanted("usability-analysis")
    assessment = starting.of_bundle(office, wanted, "odd", [b"# v2 git bundle\n", b"no more"])
    failed = making.run(assessment)
    assert failed.state == "failed" and failed.job and failed.job.state == "done"
    assert failed.problem["de"] and failed.problem["en"]
    assert Event.objects.filter(kind="assessments.failed").count() == 1


def test_a_bundle_that_is_gone_and_a_host_that_moved_inside_fail_in_words(
    office: User, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = making.started(office, made)
    bundles.path_of(gone.bundle).unlink()
    assert "upload it again" in making.run(gone).problem["en"]
    monkeypatch.setattr(addresses, "_addresses_of", lambda _host: {"140.82.121.3"})
    wanted = starting.Wanted("usability-analysis")
    moved = starting.of_address(office, wanted, "https://git.example.org/a/b.git")
    monkeypatch.setattr(addresses, "_addresses_of", lambda _host: {"10.0.0.7"})
    problem = making.run(moved).problem
    assert "internal network" in problem["en"] and "internen Netz" in problem["de"]


def test_what_is_no_bundle_is_refused_and_not_kept(office: User) -> None:
    with pytest.raises(Refused, match="no git bundle"):
        starting.of_bundle(office, starting.Wanted("usability-analysis"), "x", [b"Hello"])
    assert list(bundles.folder().iterdir()) == []
    assert not Subject.objects.exists()


def test_a_file_address_is_read_where_the_settings_allow_it(
    office: User, made: Made, settings: Any
) -> None:
    settings.REPOSITORY_SCHEMES = ["https", "file"]
    wanted = starting.Wanted("usability-analysis")
    assessment = making.run(starting.of_address(office, wanted, f"file://{made.folder}"))
    assert assessment.is_done and assessment.subject.name == "portal"


def test_only_the_office_starts(colleague: User, legal: User, made: Made) -> None:
    for person in (colleague, legal):
        with pytest.raises(NotAllowed):
            making.started(person, made)


def test_an_unknown_set_of_criteria_is_refused(office: User) -> None:
    with pytest.raises(Refused):
        starting.of_address(office, starting.Wanted("invented"), "https://github.com/a/b")


def test_one_analysis_of_a_subject_at_a_time(office: User, made: Made) -> None:
    first = making.started(office, made)
    with pytest.raises(starting.AlreadyRunning) as refused:
        making.started(office, made)
    assert refused.value.assessment == first
    making.started(office, made, "usability-analysis")  # another set is another matter


def test_the_next_bundle_of_that_name_continues_the_subject(office: User, made: Made) -> None:
    first = making.finished(office, made)
    made.commit({"SECURITY.md": "Write to security@example.org.\n"})
    second = making.finished(office, made)
    assert second.subject == first.subject and second.subject.latest == second
    assert second.changed and second.commit != first.commit


def test_the_software_gives_its_unit(office: User, made: Made) -> None:
    zammad = software("Zammad")
    assessment = making.started(office, made, software=zammad)
    assert assessment.subject.software == zammad
    assert assessment.subject.unit == zammad.unit


def test_a_second_run_of_a_finished_analysis_changes_nothing(office: User, made: Made) -> None:
    assessment = making.finished(office, made)
    assert assessment.job
    before = assessment.judged_at
    result = tasks.assess(jobs.Running(assessment.job))
    assert result and result["state"] == "done"
    assert making.fresh(assessment).judged_at == before


def test_steps_and_progress_are_told(
    office: User, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = making.started(office, made)
    told: list[str] = []
    inspecting.run(office, assessment, lambda step, _done, _all: told.append(step))
    assert told[-1] == "judging"
    assessment = making.started(office, made, "usability-analysis")
    monkeypatch.setattr(inspecting, "BEAT", 0.001)
    seen: list[tuple[str, int]] = []
    inspecting.run(office, assessment, lambda step, done, _all: seen.append((step, done)))
    assert len(seen) > 1 and seen[0][0] in inspecting_steps()


def inspecting_steps() -> set[str]:
    return {"", "scan", "history", "facts", "judging"}


def test_stopping_a_waiting_analysis_ends_it_at_once(office: User, made: Made) -> None:
    assessment = making.started(office, made)
    starting.stop(office, assessment)
    stopped = making.fresh(assessment)
    assert stopped.job and stopped.job.state == Job.State.CANCELLED
    assert not stopped.is_done and not stopped.is_running
    with pytest.raises(Refused):
        starting.stop(office, stopped)


def test_stopping_a_running_one_ends_the_inspection(
    office: User, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = making.started(office, made)
    monkeypatch.setattr(inspecting, "BEAT", 0.001)
    inspect = library.inspect

    def slow(*words: Any, progress: Any, **more: Any) -> Any:
        Waiting.started.set()
        assert Waiting.asked.wait(10)
        return inspect(*words, progress=progress, **more)

    class Waiting:
        from threading import Event as Flag

        started, asked = Flag(), Flag()

    def told(_step: str, _done: int, _all: int) -> None:
        Waiting.started.wait(10)
        Waiting.asked.set()
        raise jobs.Cancelled

    monkeypatch.setattr(inspecting.library, "inspect", slow)
    with pytest.raises(jobs.Cancelled):
        inspecting.run(office, assessment, told)
    assert Assessment.objects.get(pk=assessment.pk).state == "waiting"


def test_a_stopped_bundle_can_be_tried_again_and_a_read_one_not(
    office: User, made: Made, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    assessment = making.started(office, made)
    starting.stop(office, assessment)
    second = starting.again(office, Subject.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert making.run(second).is_done
    with pytest.raises(Refused, match="upload"):
        starting.again(office, Subject.objects.get())


def test_a_shallow_copy_says_so_first(
    office: User, made: Made, tmp_path: Path, settings: Any
) -> None:
    settings.REPOSITORY_SCHEMES = ["file"]
    made.git("clone", "--quiet", "--depth=1", f"file://{made.folder}", str(tmp_path / "flat"))
    address = f"file://{tmp_path / 'flat'}"
    assessment = making.run(
        starting.of_address(office, starting.Wanted("publication-check"), address)
    )
    assert assessment.is_done and not assessment.complete
    assert making.answer_to(assessment, "no-secrets")["state"] == "unknown"


def test_every_step_leaves_an_event(office: User, made: Made) -> None:
    making.finished(office, made)
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"assessments.started", "assessments.finished"} <= kinds
