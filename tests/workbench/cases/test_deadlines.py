# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Deadlines in working days: weekends, holidays of Bavaria and of Munich, and the office's own."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allmende.policies import PolicyError, load
from allmende.workbench.cases.deadlines import (
    Calendar,
    NoSuchCalendar,
    add_working_days,
    calendar_of,
    holidays_of,
    is_working_day,
    working_days_between,
)

BAVARIA = Calendar("DE", "BY")
MUNICH = calendar_of(load("munich").office)
BERLIN = Calendar("DE", "BE")
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "calendar", "expected"),
    [
        (date(2026, 11, 23), 1, BAVARIA, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, BAVARIA, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 23), 10, BAVARIA, date(2026, 12, 7)),
        (date(2026, 11, 28), 1, BAVARIA, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 11, 28), 0, BAVARIA, date(2026, 11, 30)),
        (date(2026, 11, 23), 0, BAVARIA, date(2026, 11, 23)),
        (date(2026, 11, 30), -1, BAVARIA, date(2026, 11, 27)),
        (date(2026, 4, 2), 1, BAVARIA, date(2026, 4, 7)),  # over Easter
        (date(2026, 6, 3), 1, BAVARIA, date(2026, 6, 5)),  # Corpus Christi
        (date(2026, 6, 3), 1, BERLIN, date(2026, 6, 4)),
        (date(2026, 1, 5), 1, BAVARIA, date(2026, 1, 7)),  # Epiphany
        (date(2025, 8, 14), 1, BAVARIA, date(2025, 8, 15)),
        (date(2025, 8, 14), 1, MUNICH, date(2025, 8, 18)),  # Assumption Day, a Friday
        (date(2026, 12, 23), 1, MUNICH, date(2026, 12, 28)),  # closed on 24 December
        (date(2026, 12, 23), 1, BAVARIA, date(2026, 12, 24)),
        (date(2026, 12, 30), 1, MUNICH, date(2027, 1, 4)),
    ],
)
def test_a_deadline(start: date, count: int, calendar: Calendar, expected: date) -> None:
    assert add_working_days(start, count, calendar) == expected


def test_holidays_have_names_in_both_languages() -> None:
    german, english = dict(holidays_of(MUNICH, 2026)), dict(holidays_of(MUNICH, 2026, "en"))
    assert german[date(2026, 8, 15)] == "Mariä Himmelfahrt"
    assert english[date(2026, 8, 15)] == "Assumption Day"


@settings(deadline=None)
@given(day=days, count=st.integers(0, 300), calendar=st.sampled_from([BAVARIA, MUNICH, BERLIN]))
def test_adding_and_counting_agree(day: date, count: int, calendar: Calendar) -> None:
    end = add_working_days(day, count, calendar)
    assert is_working_day(end, calendar)
    if count:
        assert working_days_between(day, end, calendar) == count
        assert working_days_between(end, day, calendar) == -count


@settings(deadline=None)
@given(start=days, length=st.integers(0, 800))
def test_counting_is_what_counting_on_the_fingers_gives(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    one_by_one = sum(
        is_working_day(start + timedelta(days=n), MUNICH) for n in range(1, length + 1)
    )
    assert working_days_between(start, end, MUNICH) == one_by_one


@pytest.mark.parametrize(
    "calendar", [Calendar("QQ"), Calendar("DE", "XX"), Calendar("DE", "BY", ("lunar",))]
)
def test_a_calendar_nobody_knows_is_named(calendar: Calendar) -> None:
    with pytest.raises(NoSuchCalendar):
        holidays_of(calendar, 2026)


def test_plain_has_the_days_of_bavaria() -> None:
    assert calendar_of(load("plain").office) == BAVARIA


@pytest.mark.parametrize("closed", ["02-30", "24-12", "xmas"])
def test_a_day_off_that_no_year_has_is_refused(closed: str, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "office.yaml").write_text(
        f"name: {{de: A, en: A}}\noffice: {{de: O, en: O}}\nworking_days:\n  closed: [{closed}]\n",
        encoding="utf-8",
    )
    with pytest.raises(PolicyError, match=r"office\.yaml:4"):
        load(str(folder))
