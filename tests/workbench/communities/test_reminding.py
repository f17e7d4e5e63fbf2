# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reminders of consultations: who, when, once, and quiet for whoever wants quiet."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from tests.workbench.communities import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.services import talking
from allmende.workbench.communities import policy
from allmende.workbench.communities.models import Consultation, Reminder
from allmende.workbench.communities.services import reminding
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def due(days: int, **fields: object) -> Consultation:
    return making.consultation(due_on=MONDAY + timedelta(days=days), **fields)  # type: ignore[arg-type]


def reminded() -> list[str]:
    return sorted(Reminder.objects.values_list("person__username", flat=True))


@pytest.mark.parametrize(
    ("days", "stage"),
    [(15, None), (14, "14"), (8, "14"), (7, "7"), (2, "2"), (0, "2"), (-1, "late"), (-90, "late")],
)
def test_the_stage_follows_from_the_days_that_are_left(
    office: User, days: int, stage: str | None
) -> None:
    due(days)
    assert reminding.remind(MONDAY) == (stage is not None)
    told = [one.occasion.partition(":")[2] for one in Reminder.objects.all()]
    assert told == ([stage] if stage else [])


def test_each_stage_is_told_once_and_not_on_days_off(office: User) -> None:
    due(7)
    assert reminding.remind(MONDAY - timedelta(days=1)) == 0  # a Sunday
    counted = [reminding.remind(MONDAY + timedelta(days=each)) for each in (0, 0, 1, 4, 8, 9)]
    assert counted == [1, 0, 0, 0, 1, 0]


def test_a_day_that_is_moved_counts_anew(office: User) -> None:
    found = due(7)
    assert reminding.remind(MONDAY) == 1
    found.due_on = MONDAY + timedelta(days=6)
    found.save()
    assert reminding.remind(MONDAY) == 1


def test_the_responsible_is_told_else_the_delegates_else_the_office(
    office: User, colleague: User, legal: User, person: Callable[..., User]
) -> None:
    due(3, delegate=colleague, responsible=legal)
    assert reminding.remind(MONDAY) and reminded() == ["legal"]
    due(3, delegate=colleague)
    assert reminding.remind(MONDAY) and reminded() == ["colleague", "legal"]
    due(3, delegate=person(is_active=False, username="gone"))
    assert reminding.remind(MONDAY) and reminded() == ["colleague", "legal", "office"]


@pytest.mark.parametrize("state", ["submitted", "declined", "ended"])
def test_nobody_is_told_of_what_is_closed(office: User, state: str) -> None:
    due(3, state=state)
    assert reminding.remind(MONDAY) == 0


def test_who_wants_quiet_is_not_told(office: User) -> None:
    due(3)
    talking.set_preference(office, mails=False, language="")
    assert reminding.remind(MONDAY) == 0


def test_the_mail_speaks_the_language_of_the_person_and_is_sent_once(office: User) -> None:
    User.objects.update(email="office@example.org")
    found = due(3)
    talking.set_preference(office, mails=True, language="de")
    reminding.remind(MONDAY)
    assert reminding.send_waiting() == {"sent": 1, "failed": 0}
    assert reminding.send_waiting() == {"sent": 0, "failed": 0}
    (sent,) = mail.outbox
    assert sent.subject == "Fällig am 26.11.2026: Entwurf der Leitlinie"
    assert found.body.name_de in sent.body and f"/consultations/{found.pk}" in sent.body
    assert sent.to == ["office@example.org"]


def test_what_was_answered_in_between_is_not_sent(office: User) -> None:
    User.objects.update(email="office@example.org")
    found = due(3)
    reminding.remind(MONDAY)
    found.state = "submitted"
    found.save()
    assert reminding.send_waiting()["sent"] == 0 and not mail.outbox


def test_a_mail_that_fails_waits_for_the_next_time_and_ends(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.update(email="office@example.org")
    due(3)
    reminding.remind(MONDAY)

    def broken(_mail: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    for _time in range(reminding.TRIES):
        assert reminding.send_waiting() == {"sent": 0, "failed": 1}
    assert reminding.send_waiting() == {"sent": 0, "failed": 0}


def test_both_jobs_run_by_themselves(work_off_jobs: Callable[..., list[Job]]) -> None:
    kinds = ("communities.bodies", "communities.remind")
    assert all(jobs.KINDS[one].every for one in kinds)
    for one in kinds:
        jobs.start(None, one)
    assert [one.result for one in work_off_jobs()] == [
        {"added": len(policy.bodies()), "changed": 0},
        {"written": 0, "sent": 0, "failed": 0},
    ]
