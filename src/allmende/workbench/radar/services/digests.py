# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The mail of the radar: one a person and rhythm, of what fits the watches since the last one.

Nothing happened, no mail. Written is a row in one transaction, a job sends it.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.workbench.accounts.models import User
from allmende.workbench.cases.deadlines import is_working_day
from allmende.workbench.cases.definitions import calendar
from allmende.workbench.cases.queries.telling import preference
from allmende.workbench.communities.models import Consultation
from allmende.workbench.radar import queries, showing
from allmende.workbench.radar.models import Digest, Watch, Wish

log = logging.getLogger(__name__)

JOB = "radar.mail"
FROM_HOUR = 6
"""No mail before this hour, so that it tells of the whole night."""
SETTLED = timedelta(minutes=10)
"""What happened so shortly before may still be in a transaction; the next mail tells of it."""
SHOWN = 20
"""Entries of a watch that a mail names; the radar shows all."""
TRIES = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One watch of a mail: what fits it, the newest first."""

    watch: Watch
    pks: tuple[int, ...]
    consultations: tuple[Consultation, ...]


def write(now: datetime | None = None) -> int:
    """Write the mails that are due; a second call on the same day writes none. How many are new."""
    at = now or timezone.now()
    local = timezone.localtime(at)
    if local.hour < FROM_HOUR or not is_working_day(local.date(), calendar()):
        return 0
    people = User.objects.filter(is_active=True, pk__in=Wish.objects.values("person"))
    return sum(_write(person, rhythm, at) for person in people for rhythm in Wish.Rhythm.values)


def _occasion(rhythm: str, at: datetime) -> str:
    day = timezone.localtime(at).date()
    if rhythm == Wish.Rhythm.WEEKLY:
        year, week, _weekday = day.isocalendar()
        return f"weekly:{year}-{week:02}"
    return f"daily:{day.isoformat()}"


@transaction.atomic
def _write(person: User, rhythm: str, at: datetime) -> bool:
    wishes = [one for one in _wishes(person) if one.rhythm == rhythm]
    wanted = preference(person)
    if not wishes or not wanted.mails or not person.has_perm("radar.use"):
        return False
    occasion = _occasion(rhythm, at)
    before = Digest.objects.filter(person=person, rhythm=rhythm)
    if before.filter(occasion=occasion).exists():
        return False
    last = before.order_by("-until").values_list("until", flat=True).first()
    until = at - SETTLED
    with translation.override(wanted.language or settings.LANGUAGE_CODE):
        written = _told(person, wishes, last, until)
    if written is None:
        return False
    subject, text = written
    _row, created = Digest.objects.get_or_create(
        person=person,
        occasion=occasion,
        defaults={"rhythm": rhythm, "until": until, "subject": subject, "text": text},
    )
    return created


def _wishes(person: User) -> list[Wish]:
    """Of the watches this person still sees."""
    mine = Wish.objects.filter(person=person, watch__in=queries.watches_of(person).order_by())
    rows = mine.select_related("watch__software", "watch__body")
    return list(rows.order_by("watch__name", "watch_id"))


def _told(
    person: User, wishes: Sequence[Wish], last: datetime | None, until: datetime
) -> tuple[str, str] | None:
    """Subject and text of a mail; None where nothing happened."""
    begins = {one.watch_id: max(filter(None, (last, one.since))) for one in wishes}
    since = min(begins.values())
    parts = _parts(person, wishes, begins, since, until)
    number = sum(len((*one.pks, *one.consultations)) for one in parts)
    if not number:
        return None
    subject = ngettext(
        "Radar: {n} entry fits your watches", "Radar: {n} entries fit your watches", number
    ).format(n=number)
    return subject, _text(person, parts, since, until)


def _parts(
    person: User,
    wishes: Sequence[Wish],
    begins: dict[int, datetime],
    since: datetime,
    until: datetime,
) -> list[Part]:
    """What to tell by watch; each software once, under the first watch it fits."""
    seen = queries.seen_by(person)
    news = queries.happened(person, since, until, seen)
    talked = queries.talked((one.watch.body_id for one in wishes), since, until, seen)
    told = _of_other_mails(person, wishes, news)
    parts = []
    for wish in wishes:
        begin = begins[wish.watch_id]
        fits = queries.fitting(person, wish.watch, news)
        pks = tuple(pk for pk in fits if news[pk].at > begin and pk not in told)
        told |= set(pks)
        asked = talked.get(wish.watch.body_id or 0, ())
        consultations = tuple(one for one in asked if one.changed_at > begin)
        if pks or consultations:
            parts.append(Part(wish.watch, pks, consultations))
    return parts


def _of_other_mails(person: User, wishes: Sequence[Wish], news: dict[int, Any]) -> set[int]:
    """What the daily mail told already is not told once more by the weekly one."""
    if all(one.rhythm == Wish.Rhythm.DAILY for one in wishes):
        return set()
    daily = [one for one in _wishes(person) if one.rhythm == Wish.Rhythm.DAILY]
    return {
        pk
        for wish in daily
        for pk in queries.fitting(person, wish.watch, news)
        if news[pk].at > wish.since
    }


def _text(person: User, parts: Iterable[Part], since: datetime, until: datetime) -> str:
    parts = list(parts)
    shown = list(dict.fromkeys(pk for part in parts for pk in part.pks[:SHOWN]))
    rows = {one.pk: one for one in queries.rows_of(person, shown)}
    told = queries.lines(shown, since, until)
    lines = []
    for part in parts:
        lines += [part.watch.name, "=" * len(part.watch.name), ""]
        for pk in part.pks[:SHOWN]:
            if pk in rows:
                lines.append(f"- {rows[pk].name}")
                lines += [f"  {showing.as_text(one).sentence}" for one in told.get(pk, ())]
                lines.append(f"  {_whole(rows[pk].get_absolute_url())}")
        for one in part.consultations:
            lines += [f"- {one.title}: {one.get_state_display()}", f"  {_whole(one)}"]
        if (more := len(part.pks) - SHOWN) > 0:
            said = ngettext("and {n} more", "and {n} more", more).format(n=more)
            address = showing.address(watch=part.watch.pk, since=90)
            lines.append(f"- {said}: {_whole(address)}")
        lines.append("")
    lines += [
        _("All of it: {address}").format(address=_whole(reverse("radar:index"))),
        _("Change or end these mails: {address}").format(address=_whole(reverse("radar:watches"))),
    ]
    return "\n".join(lines) + "\n"


def _whole(where: Any) -> str:
    """The full address of a page, for who is not on one."""
    path = where if isinstance(where, str) else where.get_absolute_url()
    return f"{settings.SITE_ADDRESS}{path}"


def send_waiting(beat: Callable[[int], Any] | None = None) -> dict[str, int]:
    """Send what is written; one that fails waits for the next time, five times at most.

    A row is claimed before it is sent, by one sender alone. Who is killed in between leaves the
    claim, and what is claimed is not sent again.
    """
    sent = failed = 0
    waiting = Digest.objects.filter(sent_at=None, claimed_at=None, attempts__lt=TRIES)
    for one in waiting.select_related("person")[:500]:
        mine = Digest.objects.filter(pk=one.pk, claimed_at=None, sent_at=None)
        if not mine.update(claimed_at=timezone.now(), attempts=F("attempts") + 1):
            continue
        try:
            delivered = _send(one)
        except OSError as error:  # smtplib's errors are OSErrors
            log.warning("digest %s was not sent: %s", one.pk, error)
            Digest.objects.filter(pk=one.pk).update(claimed_at=None)
            failed += 1
            continue
        Digest.objects.filter(pk=one.pk).update(sent_at=timezone.now())
        sent += delivered
        if beat:
            beat(sent)
    return {"sent": sent, "failed": failed}


def _send(one: Digest) -> int:
    if not one.person.email or not one.person.is_active:
        return 0
    mail = EmailMessage(
        one.subject,
        one.text,
        settings.DEFAULT_FROM_EMAIL,
        [one.person.email],
        headers={
            "Auto-Submitted": "auto-generated",  # RFC 3834, against answers of absence
            "List-Unsubscribe": f"<{_whole(reverse('radar:watches'))}>",  # RFC 2369
        },
    )
    return mail.send()
