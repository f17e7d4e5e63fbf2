# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Times of commits and tags, which are whatever their authors' clocks said."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from operator import itemgetter

from allmende.repositories.facts.past import Contribution

DAY = 86_400
SIX_MONTHS = 183 * DAY
"""Half a year as whole days, so that the figure does not depend on the months it covers."""
_FIRST, _LAST = -62_135_596_800, 253_402_300_799
"""The years 1 and 9999, beyond which there is no date."""


def now() -> int:
    return int(datetime.now(UTC).timestamp())


def day_of(seconds: int) -> date:
    return datetime.fromtimestamp(min(max(seconds, _FIRST), _LAST), UTC).date()


def iso(seconds: int | None) -> str | None:
    return None if seconds is None else day_of(seconds).isoformat()


def days_between(earlier: int, later: int) -> int:
    return (later - earlier) // DAY


def dated(commits: Iterable[Contribution], today: int) -> list[tuple[int, Contribution]]:
    """Commits by when they were committed, newest first; those of the future say nothing."""
    some = [(one.at, one) for one in commits if one.at is not None and one.at <= today + DAY]
    return sorted(some, key=itemgetter(0), reverse=True)
