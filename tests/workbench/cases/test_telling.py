# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Who is told what: by mail, once; and in the own calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from tests.workbench.cases import making

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.models import Case, FeedToken, LaneRun, Notice
from allmende.workbench.cases.queries import feeds as reading
from allmende.workbench.cases.services import (
    feeds,
    lanes,
    moving,
    notices,
    reminding,
    retaining,
    talking,
)
from allmende.workbench.core import audit
from allmende.workbench.core.errors import NotAllowed
from allmende.workbench.core.models import Event

Asked = Callable[..., Case]
MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 22)
with_cases = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]


class TestMails:
    pytestmark = with_cases

    def test_the_role_that_has_to_act_is_told_and_who_acted_is_not(
        self, asked: Asked, colleague: User, legal: User
    ) -> None:
        address(legal, colleague)
        moving.take(colleague, asked(question="May we?"), "ask")
        notices.send_waiting()
        (sent,) = mail.outbox
        assert sent.to == ["legal@example.org"]
        assert "May we?" in sent.subject
        assert "https://werkbank.example.org/" in sent.body
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_nothing_is_sent_twice(self, asked: Asked, colleague: User, legal: User) -> None:
        address(legal)
        moving.take(colleague, asked(), "ask")
        assert notices.send_waiting()["sent"] == 1
        assert notices.send_waiting()["sent"] == 0

    def test_a_mail_that_fails_is_tried_again_later(
        self, asked: Asked, colleague: User, legal: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address(legal)
        moving.take(colleague, asked(), "ask")

        def broken(notice: Notice) -> int:
            raise ConnectionRefusedError

        with monkeypatch.context() as patched:
            patched.setattr(notices, "_send", broken)
            assert notices.send_waiting() == {"sent": 0, "failed": 1}
        assert notices.send_waiting()["sent"] == 0, "another sender may be at it"
        Notice.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
        assert notices.send_waiting()["sent"] == 1

    def test_each_reads_the_own_language_and_quiet_is_kept(
        self, asked: Asked, colleague: User, legal: User
    ) -> None:
        other = making.person("other-legal", "legal")
        quiet = making.person("quiet-legal", "legal")
        address(legal, other)
        talking.set_preference(legal, mails=True, language="de")
        talking.set_preference(quiet, mails=False)
        moving.take(colleague, asked(), "ask")
        notices.send_waiting()
        texts = {one.to[0]: one.subject for one in mail.outbox}
        assert "Rechtsfrage" in texts["legal@example.org"]
        assert "legal question" in texts["other-legal@example.org"]
        assert len(texts) == 2

    def test_who_does_not_see_the_case_is_told_nothing(
        self, asked: Asked, colleague: User, legal: User
    ) -> None:
        case = moving.set_confidential(colleague, asked(), True)
        stranger = making.person("watcher")
        with pytest.raises(NotAllowed):
            talking.watch(stranger, case, muted=False)
        moving.take(colleague, case, "ask")
        (notice,) = Notice.objects.all()
        assert notice.person == legal
        assert case.title not in notice.subject + notice.text

    def test_who_followed_a_case_that_became_confidential_is_told_no_more(
        self, asked: Asked, colleague: User, legal: User, office: User
    ) -> None:
        case = asked()
        talking.watch(office, case, muted=False)
        case = moving.set_confidential(colleague, case, True)
        moving.take(colleague, case, "ask")
        assert [one.person for one in Notice.objects.all()] == [legal]

    def test_a_follower_is_told_and_who_muted_the_case_is_not(
        self, asked: Asked, colleague: User, legal: User, office: User
    ) -> None:
        case = asked()
        talking.watch(office, case, muted=False)
        talking.watch(legal, case, muted=True)
        moving.take(colleague, case, "ask")
        assert [one.person for one in Notice.objects.all()] == [office]

    def test_what_stands_in_a_title_is_no_template(
        self, asked: Asked, colleague: User, legal: User
    ) -> None:
        moving.take(colleague, asked(question="{reason} {number} {x}"), "ask")
        notice = Notice.objects.get()
        assert "{reason} {number} {x}" in notice.subject
        assert "\n" not in notice.subject


class TestReminders:
    pytestmark = with_cases

    @pytest.fixture
    def late(self, every_kind: Any, office: User) -> Case:
        case = making.brought_to(making.person("asker"), every_kind["publication"], "review")
        LaneRun.objects.filter(case=case, state="running").update(due_on=MONDAY - timedelta(days=9))
        return case

    def test_a_late_lane_is_chased_once_a_day(self, late: Case, office: User) -> None:
        number = late.lanes.filter(state="running").count()
        assert reminding.remind(MONDAY)["lane"] >= number
        before = Notice.objects.count(), Event.objects.count()
        assert reminding.remind(MONDAY).get("lane", 0) == 0
        assert (Notice.objects.count(), Event.objects.count()) == before
        assert reminding.remind(MONDAY + timedelta(days=1))["lane"] >= number

    def test_nobody_is_chased_on_a_sunday(self, late: Case, office: User) -> None:
        assert reminding.remind(SUNDAY) == {}

    def test_no_lane_is_chased_while_the_case_waits_for_who_asked(
        self, late: Case, office: User
    ) -> None:
        Case.objects.update(figure="waiting")
        assert reminding.remind(MONDAY).get("lane", 0) == 0

    def test_the_reminder_names_lane_and_day(self, late: Case, office: User) -> None:
        reminding.remind(MONDAY)
        notice = Notice.objects.filter(person=office).first()
        assert notice is not None
        assert "2026-11-14" in notice.text


class TestRetention:
    pytestmark = with_cases

    def test_what_is_over_is_deleted_with_its_files_and_its_events_stay(
        self, asked: Asked, colleague: User
    ) -> None:
        case = moving.withdraw(colleague, asked())
        assert retaining.delete_expired() == {"deleted": 0, "kept": 0}
        assert case.delete_on is not None
        number, title = case.number, case.title
        assert retaining.delete_expired(case.delete_on) == {"deleted": 1, "kept": 0}
        assert not Case.objects.exists()
        assert Event.objects.get(kind="cases.deleted").subject_label == number
        assert audit.verify().broken_at is None
        assert not Event.objects.filter(subject_label__contains=title).exists()
        assert not Event.objects.filter(data__icontains=title).exists()


class TestFeeds:
    pytestmark = with_cases

    def test_a_secret_opens_the_own_calendar_until_it_is_ended(
        self, colleague: User, stranger: Any
    ) -> None:
        secret = feeds.make_address(colleague)
        assert reading.person_of(secret) == colleague
        assert secret not in str(FeedToken.objects.values())
        newer = feeds.make_address(colleague)
        assert reading.person_of(secret) is None
        feeds.end_address(colleague)
        assert reading.person_of(newer) is None
        for nobody in (stranger, None):
            with pytest.raises(NotAllowed):
                feeds.make_address(nobody)

    def test_who_was_deactivated_has_no_calendar(self, colleague: User) -> None:
        secret = feeds.make_address(colleague)
        User.objects.filter(pk=colleague.pk).update(is_active=False)
        assert reading.person_of(secret) is None

    def test_lanes_and_conditions_stand_in_it(
        self, asked: Asked, legal: User, office: User
    ) -> None:
        case = asked("review", **{"personal-data": False})
        run = case.lanes.get(state="running")
        (entry,) = reading.entries_for(legal, "en")
        assert (entry.uid, entry.day) == (f"lane-{run.pk}@allmende", run.due_on)
        assert case.number in entry.title
        assert reading.entries_for(office, "en") == []
        lanes.assign(legal, run, legal)
        assert reading.entries_for(legal, "de")[0].uid == entry.uid
        assert reading.entries_for(making.person("second", "legal"), "de") == []


def address(*people: User) -> None:
    for one in people:
        one.email = f"{one.username}@example.org"
        one.save()
