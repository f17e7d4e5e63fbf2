# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What becomes due by itself: expired analyses, lapsed answers, bundles nobody came back for."""

import time
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.queries import assessments as queries
from allmende.workbench.assessments.services import bundles, judging, starting
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused

MONTHS = range(1, 61)
BUNDLES_KEPT = 30 * 24 * 60 * 60
"""Seconds; an analysis of a bundle that did not succeed can be tried again for so long."""


def start_next(on: date | None = None) -> Assessment | None:
    """Start the analysis that is due the longest, unless one that was due still runs.

    Gives None where nothing is due; called as often as one likes, one runs at a time.
    """
    day = on or timezone.localdate()
    if queries.running_renewals().exists():
        return None
    for subject in queries.due(day):
        try:
            return starting.again(None, subject)
        except Refused:
            continue
    return None


def judge_lapsed(on: date | None = None) -> int:
    """Judge anew where what people stated no longer holds. Gives the number of reports."""
    day = on or timezone.localdate()
    found = list(queries.lapsed(day))
    for assessment in found:
        judging.refresh(None, assessment, "lapsed", day)
    return len(found)


def forget_bundles() -> int:
    """Remove bundles that have waited too long for another try."""
    old = time.time() - BUNDLES_KEPT
    waited = [one for one in bundles.folder().glob("*") if one.stat().st_mtime < old]
    for path in waited:
        path.unlink(missing_ok=True)
    return len(waited)


@transaction.atomic
def set_renewal(actor: Any, subject: Subject, *, months: int, renews: bool) -> None:
    """Say how long an analysis holds, and if it is renewed then. Raises NotAllowed, Refused."""
    require(actor, "assessments.start")
    if months not in MONTHS:
        raise Refused(_("An analysis holds between 1 and 60 months."))
    subject.months, subject.renews = months, renews
    subject.save(update_fields=["months", "renews"])
    if subject.latest is not None:
        latest = subject.latest
        latest.expires_on = judging.end_of(latest, months)
        latest.save(update_fields=["expires_on"])
    events.record(
        actor,
        "assessments.renewal-set",
        subject,
        months=months,
        renewal="on" if renews else "off",
    )
