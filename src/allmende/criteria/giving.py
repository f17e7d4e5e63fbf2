# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person states about a criterion, until when it holds, and which statement counts."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from allmende.criteria.model import Criterion

Text = dict[str, str]
GivenState = Literal["met", "partly", "not-met", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer by a person: state, reason, who and when; `expires` is the last day it holds.

    Without `expires` the criterion says how long it holds. Raises ValueError where the state is
    none that can be given, or where the reason or the name is missing.
    """

    criterion: str
    state: GivenState
    reason: str
    who: str
    when: date
    expires: date | None = None

    def __post_init__(self) -> None:
        if self.state not in get_args(GivenState):
            raise ValueError(f"a person cannot answer {self.state!r}")
        if not self.reason.strip() or not self.who.strip():
            raise ValueError("an answer by a person needs a reason and a name")

    def last_day(self, months: int | None) -> date | None:
        """The last day it holds, `months` being the criterion's own limit; None: no end."""
        if self.expires is not None or months is None:
            return self.expires
        return later(self.when, months)

    def as_json(self) -> dict[str, Any]:
        return {
            "criterion": self.criterion,
            "state": self.state,
            "reason": self.reason,
            "who": self.who,
            "when": self.when.isoformat(),
            "expires": self.expires.isoformat() if self.expires else None,
        }


@dataclass(frozen=True, slots=True)
class SetAside:
    """A statement that does not count, and why."""

    given: Given
    why: Text

    def as_json(self) -> dict[str, Any]:
        return {"given": self.given.as_json(), "why": self.why}


NOT_ASKED: Text = {
    "de": "Diese Frage beantwortet allein die Prüfung.",
    "en": "This question is answered by the inspection alone.",
}
REPLACED: Text = {
    "de": "Es gibt eine neuere Beurteilung.",
    "en": "There is a more recent judgement.",
}
TO_COME: Text = {
    "de": "Die Beurteilung ist nach dem Stichtag entstanden.",
    "en": "The judgement was made after the day in question.",
}
NO_SUCH_CRITERION: Text = {
    "de": "Dieses Kriterium gibt es hier nicht.",
    "en": "There is no such criterion here.",
}


def expired(day: date) -> Text:
    return {
        "de": f"Die Beurteilung galt bis {day:%d.%m.%Y}.",
        "en": f"The judgement held until {day.isoformat()}.",
    }


def choose(
    criterion: Criterion, given: Iterable[Given], on: date
) -> tuple[Given | None, tuple[SetAside, ...]]:
    """The newest statement on this criterion that holds on a day, and those that do not count."""
    chosen: Given | None = None
    aside = []
    newest_first = sorted(
        (one for one in given if one.criterion == criterion.id),
        key=lambda one: one.when,
        reverse=True,
    )
    for one in newest_first:
        why = _why_not(criterion, one, on) or (REPLACED if chosen else None)
        if why:
            aside.append(SetAside(one, why))
        else:
            chosen = one
    return chosen, tuple(aside)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _why_not(criterion: Criterion, given: Given, on: date) -> Text | None:
    if not criterion.takes_human_answers:
        return NOT_ASKED
    if given.when > on:
        return TO_COME
    last = given.last_day(criterion.expires_after_months)
    return expired(last) if last is not None and last < on else None
