# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Deadlines in working days: Monday to Friday, without holidays and the office's own days off.

The day on which something happens does not count (§ 187 (1) BGB); a deadline of n days ends with
the n-th working day after it.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from allmende.policies import Office

LANGUAGES = {"de": "de", "en": "en_US"}


class NoSuchCalendar(Exception):
    """No holidays are known of that country, subdivision or category."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are free: ISO 3166 country and subdivision, and the categories that count.

    Assumption Day is a holiday in most Bavarian municipalities, Munich among them, by their
    Catholic majority (Art. 1 (1) 2 FTG): the category `catholic`. `closed` are days of every year,
    `12-24`, on which the office does not work although they are no holidays.
    """

    country: str = "DE"
    subdivision: str = ""
    categories: tuple[str, ...] = ("public",)
    closed: tuple[str, ...] = ()


def calendar_of(office: Office) -> Calendar:
    """The calendar that `office.yaml` sets. Raises NoSuchCalendar."""
    days = office.working_days
    calendar = Calendar(days.country, days.subdivision, days.categories, days.closed)
    holidays_of(calendar, 2026)
    return calendar


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether the office works on that day."""
    return day.weekday() < 5 and day not in _off(calendar, day.year)


def add_working_days(day: date, days: int, calendar: Calendar) -> date:
    """The working day that many after the day, before it where negative.

    With 0 the day itself, or the next working day where it is none.
    """
    step = timedelta(days=-1 if days < 0 else 1)
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day, calendar)
    while not is_working_day(day, calendar):
        day += step
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after `start`, up to and with `end`; below 0 where it is before."""
    if end < start:
        return -working_days_between(end, start, calendar)
    weekdays = _weekdays_until(end) - _weekdays_until(start)
    off = 0
    for year in range(start.year, end.year + 1):
        days = _off(calendar, year)
        off += bisect_right(days, end) - bisect_right(days, start)
    return weekdays - off


@lru_cache(maxsize=256)
def holidays_of(
    calendar: Calendar, year: int, language: str = "de"
) -> tuple[tuple[date, str], ...]:
    """The public holidays of a year with their names, by date. Raises NoSuchCalendar."""
    try:
        known = holidays.country_holidays(
            calendar.country,
            subdiv=calendar.subdivision or None,
            years=year,
            categories=calendar.categories,
            language=LANGUAGES[language],
        )
    except (RuntimeError, ValueError) as error:  # both come, by what is not known
        raise NoSuchCalendar(str(error)) from error
    return tuple(sorted(known.items()))


@lru_cache(maxsize=256)
def _off(calendar: Calendar, year: int) -> tuple[date, ...]:
    """Weekdays of the year that are free, sorted."""
    closed = {date.fromisoformat(f"{year}-{one}") for one in calendar.closed}
    days = closed | {day for day, _ in holidays_of(calendar, year)}
    return tuple(sorted(day for day in days if day.weekday() < 5))


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the first Monday of the calendar up to and with the day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
