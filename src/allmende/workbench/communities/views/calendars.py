# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is due in a month, and the feed for calendar programs."""

import calendar
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.cases.queries import feeds
from allmende.workbench.cases.views import calendars
from allmende.workbench.communities import queries
from allmende.workbench.communities.models import Consultation
from allmende.workbench.communities.views.consultations import row
from allmende.workbench.core.access import requires


@requires("communities.view")
def month(request: HttpRequest) -> HttpResponse:
    """The month of `?month=2026-11`, this one without: as a sheet, and as a list by day."""
    first = _first(request.GET.get("month", "")) or timezone.localdate().replace(day=1)
    found = queries.in_month(first)
    context = {
        "first": first,
        "before": first - timedelta(days=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "weeks": _weeks(first, found),
        "weekdays": [first - timedelta(days=first.weekday()) + timedelta(days=n) for n in range(7)],
        "rows": [row(one) for one in found],
        "without_day": [row(one) for one in queries.without_day()],
    }
    return render(request, "communities/consultations/calendar.html", context)


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """All consultations with a day; whoever knows the secret of a person reads it."""
    person = feeds.person_of(secret)
    if person is None or not person.has_perm("communities.view"):
        raise Http404
    return calendars.answer(_("Allmende: consultations"), queries.entries())


def _first(written: str) -> date | None:
    """The first day of a month as `2026-11`; None where it is none a calendar can show."""
    try:
        first = date.fromisoformat(f"{written}-01")
    except ValueError:
        return None
    return first if 1970 <= first.year <= 2199 else None


def _weeks(first: date, found: list[Consultation]) -> list[list[dict[str, Any]]]:
    """The days of a month by week from Monday, each with what is due; days beside it are empty."""
    return [
        [
            {
                "day": day,
                "inside": day.month == first.month,
                "today": day == timezone.localdate(),
                "rows": [row(one) for one in found if one.due_on == day],
            }
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
