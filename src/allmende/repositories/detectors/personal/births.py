# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Dates of birth, where a field or a word says that it is one."""

import re
from datetime import date

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.surroundings import line_after, softened, stands_alone

_DATE = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[ ]?[0-9]{1,2}\.[ ]?(?:19|20)[0-9]{2}"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}/[0-9]{2}/[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]"
    r"|[0-9]{1,2}\. (?:Januar|Februar|M(?:ä|ae)rz|April|Mai|Juni|Juli|August|September|Oktober|"
    r"November|Dezember) (?:19|20)[0-9]{2}"
)
_FIELDS = (
    r"geburts[_-]?(?:datum|tag)|geb[_-]?datum|geb\.|geboren(?: am)?|gebdat"
    r"|date[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day)|\bdob|\bborn(?: on)?"
)
_MONTHS = ("jan", "feb", "m", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")

# First days of years and other dates that one types when any date will do.
_ANY_DATE = frozenset([(1, 1), (12, 31), (12, 24), (2, 2), (3, 3), (4, 4), (5, 5), (12, 12)])


def patterns() -> tuple[Pattern, ...]:
    """The pattern for dates of birth."""
    return (
        Pattern(
            id="date-of-birth",
            kind="personal-data",
            title={"de": "Geburtsdatum", "en": "Date of birth"},
            regex=rf"(?i)(?:{_FIELDS})(?:[ \t:=.>\"'(*_#|,;-]{{1,8}}({_DATE}))",
            anchor=r"(?i)(?:geburts[_-]?(?:datum|tag)|geb[_-]?datum|geb\.|geboren(?: am)?|gebdat"
            r"|of[ _-]?birth|birth[ _-]?(?:date|day)|dob|born(?: on)?)"
            r"[ \t:=.>\"'(*_#|,;-]{1,8}[0-9]",
            judge=judge_birth,
            source="Art. 4 Nr. 1 DSGVO; ISO 8601-1",
            keywords=("geb", "birth", "dob", "born"),
            matches=Examples(lambda _: _births(), "birth"),
            misses=(
                "geburtsdatum: 1871-13-45",
                'birthday: "today"',
                "geboren am Rhein",
                "dob: 2999-01-07",
                "Geburtsdatum: 0000-00-00",
            ),
        ),
    )


def judge_birth(candidate: Candidate) -> float | None:
    """A day on which somebody alive can have been born."""
    day = _day(candidate.value)
    if day is None or not 1905 <= day.year <= date.today().year:
        return None
    if line_after(candidate, 1)[:1].isdigit() or not stands_alone(candidate, "_"):
        return None
    if (day.month, day.day) in _ANY_DATE:
        return softened(0.4, candidate.path)
    return softened(0.7, candidate.path)


def _day(text: str) -> date | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 1:
        numbers = [int(text[:4]), int(text[4:6]), int(text[6:])]
    if len(numbers) == 2:
        month = next(at for at, name in enumerate(_MONTHS, 1) if name in text.lower())
        numbers.insert(1, month)
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    if month > 12 and "/" in text:
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _births() -> tuple[str, ...]:
    return (
        '"geburtsdatum": "19' + '64-07-23"',
        "geb. 14.0" + "9.1978",
        "geboren am 3. Mä" + "rz 1951",
        "<dateOfBirth>19" + "83-11-05</dateOfBirth>",
        "birth_date = '0" + "5/27/1990'",
    )
