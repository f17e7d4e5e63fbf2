# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people answer and suppress: who may, what counts, for how long, and what stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.workbench.assessments import stored
from tests.workbench.assessments.making import answer_to, fresh

from allmende import policies
from allmende.workbench.accounts.models import User
from allmende.workbench.assessments.models import Assessment, Statement, Suppression
from allmende.workbench.assessments.services import (
    answering,
    judging,
    renewing,
    suppressing,
)
from allmende.workbench.core import jobs
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Event, Job

pytestmark = pytest.mark.django_db
HUMAN = "rights-cleared"
"""A criterion of the publication check that only a person can answer."""
TODAY = timezone.localdate


def in_a_month() -> date:
    return TODAY() + timedelta(days=30)


@pytest.fixture
def assessment(office: User) -> Assessment:
    return stored.report(office)


# --- answers ------------------------------------------------------------------------------------


def test_an_answer_counts_at_once_and_says_whose_it_is(
    office: User, assessment: Assessment
) -> None:
    assert answer_to(assessment, HUMAN)["state"] == "needs-human"
    met = assessment.summary["must"]["met"]
    answering.answer(office, assessment, HUMAN, "met", "All of it was written by us.")
    after = fresh(assessment)
    given = answer_to(after, HUMAN)
    assert (given["state"], given["by"]) == ("met", "human")
    assert given["human"]["who"] == "Olga Office"
    assert given["machine"]["state"] == "needs-human"
    assert after.summary["must"]["met"] == met + 1


def test_the_newest_answer_counts_and_the_others_stay(office: User, assessment: Assessment) -> None:
    answering.answer(office, assessment, HUMAN, "met", "So I thought.")
    answering.answer(office, assessment, HUMAN, "not-met", "A contract says otherwise.")
    assert answer_to(fresh(assessment), HUMAN)["state"] == "not-met"
    assert [one.state for one in Statement.objects.order_by("id")] == ["met", "not-met"]


def test_a_withdrawal_gives_the_word_back_to_the_machine(
    office: User, assessment: Assessment
) -> None:
    answering.answer(office, assessment, HUMAN, "met", "So I thought.")
    answering.withdraw(office, assessment, HUMAN, "I looked at the wrong repository.")
    assert answer_to(fresh(assessment), HUMAN)["by"] == "machine"
    assert Statement.objects.count() == 2
    with pytest.raises(Refused):
        answering.withdraw(office, assessment, HUMAN, "Once more.")


@pytest.mark.parametrize(
    ("criterion", "state", "reason", "days"),
    [
        ("no-secrets", "met", "I am sure.", None),  # answered by the inspection alone
        (HUMAN, "met", "  ", None),
        (HUMAN, "unknown", "Who knows.", None),
        (HUMAN, "withdrawn", "Out of order.", None),
        (HUMAN, "met", "It was so.", -1),
        ("invented", "met", "Why not.", None),
    ],
)
def test_what_cannot_be_stated_is_refused(
    criterion: str,
    state: str,
    reason: str,
    days: int | None,
    office: User,
    assessment: Assessment,
) -> None:
    until = None if days is None else TODAY() + timedelta(days=days)
    with pytest.raises(Refused):
        answering.answer(office, assessment, criterion, state, reason, until)
    assert not Statement.objects.exists()
    assert not Event.objects.filter(kind="assessments.answered").exists()


def test_only_the_office_answers(colleague: User, legal: User, assessment: Assessment) -> None:
    for person in (colleague, legal):
        with pytest.raises(NotAllowed):
            answering.answer(person, assessment, HUMAN, "met", "Trust me.")


def test_the_next_analysis_takes_answers_over_while_they_hold(
    office: User, assessment: Assessment
) -> None:
    answering.answer(office, assessment, HUMAN, "met", "All ours.", in_a_month())
    assert answer_to(stored.report(office), HUMAN)["by"] == "human"
    Statement.objects.update(valid_until=TODAY() - timedelta(days=1))
    third = answer_to(stored.report(office), HUMAN)
    assert third["by"] == "machine" and third["set_aside"]


def test_an_older_report_takes_no_answers_and_stays_as_it_was(
    office: User, assessment: Assessment
) -> None:
    stored.report(office)
    old = fresh(assessment)
    with pytest.raises(Refused, match="newest"):
        answering.answer(office, old, HUMAN, "met", "Late.")
    with pytest.raises(Refused, match="older report"):
        judging.judge_again(office, old)


def test_answers_to_one_set_say_nothing_in_another(office: User, assessment: Assessment) -> None:
    answering.answer(office, assessment, HUMAN, "met", "All ours.")
    other = stored.report(office, "usability-analysis")
    assert all(one["by"] == "machine" for one in other.report["answers"])


def test_what_lapses_is_judged_anew_by_the_daily_work(office: User, assessment: Assessment) -> None:
    answering.answer(office, assessment, HUMAN, "met", "All ours.", TODAY())
    tomorrow = TODAY() + timedelta(days=1)
    assert fresh(assessment).recheck_on == tomorrow
    assert renewing.judge_lapsed(TODAY()) == 0
    Statement.objects.update(valid_until=TODAY() - timedelta(days=1))
    assert renewing.judge_lapsed(tomorrow) == 1
    assert answer_to(fresh(assessment), HUMAN)["by"] == "machine"
    assert Event.objects.filter(kind="assessments.judged-again").count() == 1


def test_a_report_is_judged_by_another_policy_only_when_asked(
    office: User, assessment: Assessment, settings: Any
) -> None:
    settings.POLICY = policies.load("plain")
    assert fresh(assessment).policy.startswith("munich")
    judging.judge_again(office, assessment)
    after = fresh(assessment)
    assert after.policy.startswith("plain")
    assert after.report["policy"]["name"] == "plain"
    assert after.inspected_at == assessment.inspected_at


# --- suppressions -------------------------------------------------------------------------------


def test_a_suppressed_finding_no_longer_counts_and_stays_in_sight(
    legal: User, assessment: Assessment
) -> None:
    assert answer_to(assessment, "no-secrets")["state"] == "not-met"
    suppressing.suppress(legal, assessment, stored.FINDING, "Invalid for years.", in_a_month())
    after = fresh(assessment)
    answer = answer_to(after, "no-secrets")
    assert answer["state"] == "met" and "1" in answer["explanation"]["en"]
    assert after.open_findings == 0
    assert after.inspection.findings[0]["suppressed"] is None  # what was seen is not rewritten


def test_it_counts_for_every_set_of_criteria_of_that_repository(
    office: User, assessment: Assessment
) -> None:
    other = stored.report(office, "house-standard")
    elsewhere = stored.report(office, address="https://github.com/example/other")
    suppressing.suppress(office, assessment, stored.FINDING, "An example.", in_a_month())
    assert fresh(other).open_findings == 0
    assert fresh(elsewhere).open_findings == 1


def test_after_its_last_day_it_counts_again(office: User, assessment: Assessment) -> None:
    suppressing.suppress(office, assessment, stored.FINDING, "An example.", TODAY())
    assert fresh(assessment).open_findings == 0
    renewing.judge_lapsed(TODAY() + timedelta(days=1))
    assert fresh(assessment).open_findings == 1


def test_it_can_be_taken_back_and_said_anew(
    office: User, legal: User, assessment: Assessment
) -> None:
    suppressing.suppress(office, assessment, stored.FINDING, "An example.", in_a_month())
    suppressing.suppress(legal, assessment, stored.FINDING, "Checked again.", in_a_month())
    suppressing.withdraw(office, fresh(assessment), stored.FINDING)
    assert fresh(assessment).open_findings == 1
    assert Suppression.objects.filter(withdrawn_at__isnull=False).count() == 2


@pytest.mark.parametrize(("reason", "days"), [(" ", 30), ("Why.", -1), ("Why.", 800)])
def test_without_reason_or_a_near_end_it_is_refused(
    reason: str, days: int, office: User, assessment: Assessment
) -> None:
    with pytest.raises(Refused):
        suppressing.suppress(
            office, assessment, stored.FINDING, reason, TODAY() + timedelta(days=days)
        )
    assert not Suppression.objects.exists()


def test_a_finding_that_is_not_there_cannot_be_suppressed(
    office: User, assessment: Assessment
) -> None:
    with pytest.raises(Refused):
        suppressing.suppress(office, assessment, "f" * 16, "Why not.", in_a_month())


def test_what_the_repository_suppresses_is_its_own_word(office: User) -> None:
    said = {"reason": "An example.", "origin": "repository", "expires": None}
    assessment = stored.report(office, findings=[stored.finding(suppressed=said)])
    assert assessment.open_findings == 0
    with pytest.raises(Refused):
        suppressing.suppress(office, assessment, stored.FINDING, "Ours.", in_a_month())


def test_only_office_and_legal_suppress(
    colleague: User, community: User, administrator: User, assessment: Assessment
) -> None:
    for person in (colleague, community, administrator):
        with pytest.raises(NotAllowed):
            suppressing.suppress(person, assessment, stored.FINDING, "Why.", in_a_month())


# --- expiry -------------------------------------------------------------------------------------

YEAR = timedelta(days=400)


def test_an_expired_analysis_is_renewed_one_at_a_time(office: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("allmende.workbench.assessments.services.addresses.refuse_private", print)
    older = stored.report(office, age=YEAR * 2).subject
    stored.report(office, address="https://github.com/example/other", age=YEAR)
    stored.report(office, address="https://github.com/example/fresh")
    started = renewing.start_next()
    assert started and started.subject == older and started.asked_by is None
    assert renewing.start_next() is None
    assert Event.objects.filter(kind="assessments.started", actor=None).count() == 1


def test_the_tick_starts_the_renewal_once_a_day(office: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("allmende.workbench.assessments.services.addresses.refuse_private", print)
    expired = stored.report(office, age=YEAR)
    for _twice in range(2):
        jobs.tick()
    (work,) = Job.objects.filter(kind="assessments.renew")
    jobs.run(work.pk)
    work.refresh_from_db()
    assert work.result == {"judged_again": 0, "started": expired.subject.name}
    assert Assessment.objects.filter(asked_by=None, state="waiting").count() == 1


@pytest.mark.parametrize("what", ["opted out", "a bundle", "failed a moment ago"])
def test_not_everything_expired_is_renewed(office: User, what: str) -> None:
    address = "" if what == "a bundle" else "https://github.com/example/portal"
    assessment = stored.report(office, address=address, age=YEAR)
    if what == "opted out":
        renewing.set_renewal(office, assessment.subject, months=12, renews=False)
    if what == "failed a moment ago":
        assessment.subject.newest = Assessment.objects.create(
            subject=assessment.subject, state=Assessment.State.FAILED
        )
        assessment.subject.save()
    assert renewing.start_next() is None


def test_how_long_it_holds_can_be_set(office: User, assessment: Assessment) -> None:
    renewing.set_renewal(office, assessment.subject, months=6, renews=True)
    after = fresh(assessment)
    assert after.expires_on and after.expires_on < TODAY() + timedelta(days=190)
    with pytest.raises(Refused):
        renewing.set_renewal(office, assessment.subject, months=0, renews=True)
