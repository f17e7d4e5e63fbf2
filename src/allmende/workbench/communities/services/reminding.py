# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Remind of consultations before their day, by mail, quiet for whoever chose so."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from allmende.workbench.cases.deadlines import is_working_day
from allmende.workbench.cases.definitions import calendar
from allmende.workbench.cases.queries.telling import preference
from allmende.workbench.communities import queries
from allmende.workbench.communities.models import Consultation, Reminder
from allmende.workbench.core import events

log = logging.getLogger(__name__)

STAGES = (2, 7, queries.SOON)
"""Days before the day at which somebody is reminded, once each; then once more when it is past."""
TRIES = 5


def remind(on: date | None = None) -> int:
    """Write the reminders that are due; on days off none. A second call writes none anew.

    Gives how many are new.
    """
    day = on or timezone.localdate()
    if not is_working_day(day, calendar()):
        return 0
    return sum(_remind(one, day) for one in queries.to_remind(day))


@transaction.atomic
def _remind(one: Consultation, day: date) -> int:
    if one.due_on is None:
        return 0
    left = (one.due_on - day).days
    stage = "late" if left < 0 else str(next(each for each in STAGES if left <= each))
    occasion = f"{one.due_on.isoformat()}:{stage}"
    told = set(one.reminders.filter(occasion=occasion).values_list("person", flat=True))
    fresh = [
        Reminder(consultation=one, person=person, occasion=occasion)
        for person in queries.recipients(one, day)
        if person.pk not in told and preference(person).mails
    ]
    Reminder.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        events.record(None, "communities.reminded", one, number=len(fresh))
    return len(fresh)


def send_waiting(beat: Callable[[int], Any] | None = None) -> dict[str, int]:
    """Send what is not sent; one that fails waits for the next time, five times at most."""
    sent = failed = 0
    waiting = Reminder.objects.filter(sent_at=None, attempts__lt=TRIES)
    for one in waiting.select_related("person", "consultation__body")[:500]:
        mine = Reminder.objects.filter(pk=one.pk, attempts=one.attempts, sent_at=None)
        if not mine.update(attempts=F("attempts") + 1):
            continue
        try:
            delivered = _send(one)
        except OSError as error:  # smtplib's errors are OSErrors
            log.warning("reminder %s was not sent: %s", one.pk, error)
            failed += 1
            continue
        Reminder.objects.filter(pk=one.pk).update(sent_at=timezone.now())
        sent += delivered
        if beat:
            beat(sent)
    return {"sent": sent, "failed": failed}


def _send(one: Reminder) -> int:
    found = one.consultation
    if not one.person.email or not found.is_open or found.due_on is None:
        return 0
    with translation.override(preference(one.person).language or settings.LANGUAGE_CODE):
        day = formats.date_format(found.due_on, "SHORT_DATE_FORMAT")
        late = one.occasion.endswith(":late")
        subject = _("Past its day: {title}") if late else _("Due on {day}: {title}")
        text = _(
            "{body} asks for an answer by {day}: {title}\n\nIt is {state} so far. "
            "Write our position, or say why we decline:\n{link}"
        )
        values = {
            "title": found.title,
            "day": day,
            "body": found.body.name,
            "state": found.get_state_display(),
            "link": settings.SITE_ADDRESS + found.get_absolute_url(),
        }
        mail = EmailMessage(
            " ".join(subject.format(**values).split())[:300],
            text.format(**values) + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [one.person.email],
            headers={"Auto-Submitted": "auto-generated"},  # RFC 3834, against answers of absence
        )
    return mail.send()
