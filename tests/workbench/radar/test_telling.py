# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The mail and the feed of the radar: who, when, in which words, and never twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from tests.workbench.catalogue.making import entry, record_of, take_in
from tests.workbench.communities import making as consulting
from tests.workbench.radar.making import known_source, new, watch

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.services import feeds, talking
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Change
from allmende.workbench.communities.models import Consultation
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job
from allmende.workbench.radar.models import Digest, Wish
from allmende.workbench.radar.services import digests, seeing

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MONDAY = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Europe/Berlin"))
DAY = timedelta(days=1)


def happens(name: str, at: datetime, **said: object) -> None:
    """A source says something of a software at that moment."""
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    take_in(entry(name, **said))
    searching.rebuild()
    Change.objects.filter(pk__gt=last).update(at=at)


@pytest.fixture
def me(office: User) -> User:
    """Somebody with an address who has daily mail of a software and weekly mail of a search."""
    known_source("Kimai", "Wekan")
    office.email = "office@example.org"
    office.save()
    watch(office, "software:kimai", "Our clock", rhythm="daily")
    watch(office, "search:q=board", "Boards", rhythm="weekly")
    Wish.objects.update(since=MONDAY - 3 * DAY)
    return office


def written() -> list[str]:
    return [one.occasion for one in Digest.objects.all()]


def test_nothing_happened_no_mail(me: User) -> None:
    assert digests.write(MONDAY) == 0


def test_each_rhythm_tells_of_its_own_watches(me: User) -> None:
    happens("Kimai", MONDAY - DAY, homepage="https://kimai.example.org")
    happens("Wekan", MONDAY - DAY, descriptions={"en": "A board"})
    assert digests.write(MONDAY) == 2
    daily, weekly = Digest.objects.all()
    assert daily.occasion == "daily:2026-11-23" and weekly.occasion == "weekly:2026-48"
    assert "Our clock" in daily.text and "Homepage: – → https://kimai.example.org" in daily.text
    assert "Boards" in weekly.text and "Wekan" in weekly.text and "Kimai" not in weekly.text
    assert "/en/catalogue/software/kimai" in daily.text and "/en/radar/watches/" in daily.text


def test_no_day_and_no_thing_is_told_twice(me: User) -> None:
    happens("Kimai", MONDAY - DAY, homepage="https://kimai.example.org")
    days = [MONDAY, MONDAY + timedelta(hours=3), MONDAY + DAY]
    assert [digests.write(day) for day in days] == [1, 0, 0]
    said = {"homepage": "https://kimai.example.org", "licences": ("MIT",)}
    happens("Kimai", MONDAY + DAY, **said)
    assert digests.write(MONDAY + 2 * DAY) == 1
    latest = Digest.objects.latest("pk").text
    assert "Licence: – → MIT" in latest and "Homepage" not in latest


def test_what_happened_a_moment_ago_waits_for_the_next_mail(me: User) -> None:
    happens("Kimai", MONDAY - timedelta(minutes=1), licences=("MIT",))
    assert digests.write(MONDAY) == 0
    assert digests.write(MONDAY + DAY) == 1


@pytest.mark.parametrize(
    "when", [MONDAY - 3 * timedelta(hours=1), MONDAY - DAY], ids=["at five", "on a Sunday"]
)
def test_no_mail_goes_at_night_and_on_days_off(me: User, when: datetime) -> None:
    happens("Kimai", when - timedelta(hours=2), licences=("MIT",))
    assert digests.write(when) == 0


def test_what_was_before_the_wish_is_not_told(me: User) -> None:
    happens("Kimai", MONDAY - 5 * DAY, licences=("MIT",))
    assert digests.write(MONDAY) == 0


def test_what_is_seen_is_not_told(me: User) -> None:
    happens("Kimai", MONDAY - DAY, licences=("MIT",))
    seeing.seen(me, f"software:{record_of('list-a', 'Kimai').software_id}")
    assert digests.write(MONDAY) == 0


def test_what_fits_both_rhythms_is_told_by_the_daily_mail(me: User) -> None:
    happens("Kimai", MONDAY - DAY, descriptions={"en": "A board with a clock"})
    assert digests.write(MONDAY) == 1 and written() == ["daily:2026-11-23"]


def test_what_was_before_the_daily_wish_is_told_by_the_weekly_mail(me: User) -> None:
    Wish.objects.filter(rhythm="daily").update(since=MONDAY - DAY)
    happens("Kimai", MONDAY - 2 * DAY, descriptions={"en": "A board with a clock"})
    assert digests.write(MONDAY) == 1 and written() == ["weekly:2026-48"]


@pytest.mark.parametrize("how", ["no mails", "left", "no longer office"])
def test_who_wants_none_or_may_not_has_none(
    me: User, how: str, person: Callable[..., User]
) -> None:
    happens("Kimai", MONDAY - DAY, licences=("MIT",))
    if how == "no mails":
        talking.set_preference(me, mails=False, language="")
    elif how == "left":
        User.objects.update(is_active=False)
    else:
        wish = Wish.objects.get(rhythm="daily")
        wish.watch.owner = None
        wish.watch.save()
        me.grants.all().delete()
    assert digests.write(MONDAY) == 0


def test_what_a_body_asks_is_told(me: User) -> None:
    body = consulting.body()
    watch(me, f"body:{body.pk}", "The board", rhythm="daily")
    Wish.objects.update(since=MONDAY - 3 * DAY)
    found = consulting.consultation(body=body)
    Consultation.objects.filter(pk=found.pk).update(changed_at=MONDAY - DAY)
    assert digests.write(MONDAY) == 1
    assert "Draft of the guideline: noted" in Digest.objects.get().text


def test_the_mail_is_german_for_who_wants_german_and_is_sent_once(me: User) -> None:
    talking.set_preference(me, mails=True, language="de")
    happens("Kimai", MONDAY - DAY, licences=("MIT",))
    digests.write(MONDAY)
    assert digests.send_waiting() == {"sent": 1, "failed": 0}
    assert digests.send_waiting() == {"sent": 0, "failed": 0}
    (sent,) = mail.outbox
    assert sent.subject == "Radar: 1 Eintrag passt zu Ihren Beobachtungen"
    assert "Lizenz: – → MIT" in sent.body and "/de/radar/watches/" in sent.body
    assert sent.to == ["office@example.org"] and "List-Unsubscribe" in sent.extra_headers


def test_a_sender_that_was_killed_is_not_followed_by_a_second_mail(
    me: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens("Kimai", MONDAY - DAY, licences=("MIT",))
    digests.write(MONDAY)

    def killed(_mail: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(KeyboardInterrupt):
            digests.send_waiting()
    assert digests.write(MONDAY) == 0
    assert digests.send_waiting() == {"sent": 0, "failed": 0} and not mail.outbox


def test_a_mail_that_fails_waits_for_the_next_time_and_ends(
    me: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens("Kimai", MONDAY - DAY, licences=("MIT",))
    digests.write(MONDAY)

    def broken(_mail: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    for _time in range(digests.TRIES):
        assert digests.send_waiting() == {"sent": 0, "failed": 1}
    assert digests.send_waiting() == {"sent": 0, "failed": 0}


def test_the_job_runs_by_itself(work_off_jobs: Callable[..., list[Job]]) -> None:
    assert jobs.KINDS[digests.JOB].every
    jobs.start(None, digests.JOB)
    assert [one.result for one in work_off_jobs()] == [{"written": 0, "sent": 0, "failed": 0}]


# --- feed -----------------------------------------------------------------------------------------


def entries(secret: str) -> list[tuple[str, str, str]]:
    answer = Client().get(f"/en/radar/feed/{secret}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "no-store" in answer["Cache-Control"]
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own words
    return [
        tuple(one.findtext(f"{ATOM}{part}") or "" for part in ("title", "id", "content"))  # type: ignore[misc]
        for one in root.findall(f"{ATOM}entry")
    ]


def test_the_feed_tells_what_fits_and_under_a_new_id_what_happens_next(me: User) -> None:
    secret = feeds.make_address(me)
    known_source()
    take_in(entry("Kimai", licences=("MIT",)))
    new("Zulip")
    ((title, uid, content),) = entries(secret)
    assert title == "Kimai: Licence: – → MIT" and "Fits: “Our clock”" in content
    assert entries(secret)[0][1] == uid
    Change.objects.update(at=MONDAY - DAY)
    take_in(entry("Kimai", licences=("GPL-3.0-only",)))
    assert entries(secret)[0][1] != uid


def test_a_renewed_secret_ends_the_old_one(me: User, client_of: Callable[[User], Client]) -> None:
    old = feeds.make_address(me)
    page = client_of(me).post("/en/cases/calendar").content.decode()
    assert "/en/radar/feed/" in page
    assert Client().get(f"/en/radar/feed/{old}.atom").status_code == 404
