# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Messages: who is told what, written in the transaction of the cause and sent by a job."""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.urls import NoReverseMatch
from django.utils import timezone

from allmende.workbench.accounts.models import User
from allmende.workbench.cases import relations
from allmende.workbench.cases.kinds import Kind, Notification
from allmende.workbench.cases.kinds.roles import GRANTED
from allmende.workbench.cases.models import Case, LaneRun, Move, Notice, Preference, Watch
from allmende.workbench.core import jobs

log = logging.getLogger(__name__)

JOB = "cases.mail"
TRIES = 5
CLAIM = timedelta(minutes=10)
"""A message whose sender has not been heard of for so long is sent by another."""
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a message is about; `key` tells it apart from others of the same kind."""

    key: str
    lane: Mapping[str, str] | None = None
    reason: str = ""
    due: date | None = None


def after_move(actor: Any, case: Case, kind: Kind, move: Move) -> int:
    """Tell whom the kind names for this step or the state it leads to; gives how many."""
    wanted = [
        one
        for one in kind.notifications
        if move.transition in one.transitions or move.to_state in one.states
    ]
    occasion = Occasion(f"move:{move.pk}", reason=move.reason, due=case.due_on)
    return sum(tell(case, kind, one, occasion, without=actor) for one in wanted)


def tell(
    case: Case,
    kind: Kind,
    notification: Notification,
    occasion: Occasion,
    *,
    people: Iterable[int] = (),
    without: Any = None,
    public: bool = False,
) -> int:
    """Write the messages of one notification; gives how many are new.

    Told are its recipients, `people` and whoever follows the case; not who caused it, who wants
    quiet, or, unless what it says is `public`, who does not see the case.
    """
    runs = list(case.lanes.filter(current=True))
    chosen = _recipients(case, notification, runs, people)
    if without is not None:
        chosen.discard(without.pk)
    found = User.objects.filter(pk__in=chosen, is_active=True).prefetch_related("grants")
    wishes = {one.person_id: one for one in Preference.objects.filter(person__in=chosen)}
    told = Notice.objects.filter(
        case=case, notification=notification.id, occasion=occasion.key
    ).values_list("person_id", flat=True)
    before = set(told)
    fresh = []
    for person in found:
        wish = wishes.get(person.pk)
        if person.pk in before or (wish and not wish.mails):
            continue
        if not (public or relations.sees(person.pk, _standing(person), case, runs)):
            continue
        language = (wish.language if wish else "") or settings.LANGUAGE_CODE
        values = _values(case, kind, occasion, language)
        fresh.append(
            Notice(
                case=case,
                person=person,
                notification=notification.id,
                occasion=occasion.key,
                subject=" ".join(filled(notification.subject[language], values).split())[:300],
                text=filled(notification.text[language], values).strip() + "\n",
            )
        )
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        jobs.start(None, JOB)
    return len(fresh)


def send_waiting(beat: Any = None) -> dict[str, int]:
    """Send what is not sent; one that fails waits for the next time, five times at most."""
    sent = failed = 0
    free = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM)
    waiting = Notice.objects.filter(free, sent_at=None, attempts__lt=TRIES)
    for notice in waiting.select_related("person").order_by("id")[:500]:
        mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at=None)
        if not mine.update(attempts=F("attempts") + 1, claimed_at=timezone.now()):
            continue
        try:
            delivered = _send(notice)
        except OSError as error:  # smtplib's errors are OSErrors
            log.warning("message %s was not sent: %s", notice.pk, error)
            Notice.objects.filter(pk=notice.pk).update(claimed_at=timezone.now())
            failed += 1
            continue
        Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now())
        sent += delivered
        if beat:
            beat(sent)
    return {"sent": sent, "failed": failed}


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its placeholders filled; what stands in a value is never a template."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


def address_of(case: Case) -> str:
    """The full address of a case's page, for who is not on a page."""
    try:
        return settings.SITE_ADDRESS + case.get_absolute_url()
    except NoReverseMatch:
        return f"{settings.SITE_ADDRESS}/"


def _send(notice: Notice) -> int:
    if not notice.person.email:
        return 0
    mail = EmailMessage(
        notice.subject,
        notice.text,
        settings.DEFAULT_FROM_EMAIL,
        [notice.person.email],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834, against answers of absence
    )
    return mail.send()


def _recipients(
    case: Case, notification: Notification, runs: list[LaneRun], people: Iterable[int]
) -> set[int]:
    chosen = set(people)
    granted = set(notification.to) & set(GRANTED)
    if granted:
        chosen |= set(
            User.objects.filter(grants__role__in=granted, is_active=True).values_list(
                "pk", flat=True
            )
        )
    if "requester" in notification.to:
        chosen.add(case.requester_id)
    if "reviewer" in notification.to:
        working = (LaneRun.State.WAITING, LaneRun.State.RUNNING)
        chosen |= {one.reviewer_id for one in runs if one.reviewer_id and one.state in working}
    for watch in Watch.objects.filter(case=case):
        (chosen.discard if watch.muted else chosen.add)(watch.person_id)
    return chosen


def _standing(person: User) -> relations.Roles:
    held = {grant.role for grant in person.grants.all()}
    return frozenset({"employee"} | (held & set(GRANTED)))


def _values(case: Case, kind: Kind, occasion: Occasion, language: str) -> dict[str, str]:
    due = occasion.due.isoformat() if occasion.due else ""
    return {
        "number": case.number,
        # A mail goes further than the workbench: what few may see is named by number alone.
        "title": case.number if case.confidential else case.title or case.number,
        "state": kind.state(case.state).label[language],
        "lane": (occasion.lane or {}).get(language, ""),
        "reason": occasion.reason,
        "due": due if language == "en" else ".".join(reversed(due.split("-"))),
        "link": address_of(case),
    }
