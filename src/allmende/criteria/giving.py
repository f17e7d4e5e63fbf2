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
Origin = Literal["office", "repository"]
GivenState = Literal["met", "partly", "not-met", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer by a person: state, reason, who and when; `expires` is the last day it holds.

    Without `expires` the criterion says how long it holds. `reason` is one text or one by language.
    `criteria` is the set that it speaks of; None: whichever has the criterion. `origin` says whose
    judgement it is, the office's or that of the repository's own people, `source` where it stands.
    Raises ValueError where the state is none that can be given, or where the reason or the name is
    missing.
    """

    criterion: str
    state: GivenState
    reason: str | Text
    who: str
    when: date
    expires: date | None = None
    criteria: str | None = None
    origin: Origin = "office"
    source: str | None = None

    def __post_init__(self) -> None:
        if self.state not in get_args(GivenState):
            raise ValueError(f"a person cannot answer {self.state!r}")
        if not all(one.strip() for one in self.reasons.values()) or not self.who.strip():
            raise ValueError("an answer by a person needs a reason and a name")

    @property
    def reasons(self) -> Text:
        """The reason in German and English; one text stands for both."""
        if isinstance(self.reason, str):
            return {"de": self.reason, "en": self.reason}
        either = next(iter(self.reason.values()), "")
        return {code: self.reason.get(code, either) for code in ("de", "en")}

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
            "criteria": self.criteria,
            "origin": self.origin,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a file of answers holds and does not count, and why; `line` from 1."""

    why: Text
    line: int | None = None
    source: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"why": self.why, "line": self.line, "source": self.source}


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
NOT_OURS: Text = {
    "de": "Das sagen die Beteiligten des Repositorys selbst; die Beurteilung der eigenen Stelle"
    " ersetzt es nicht.",
    "en": "This is what the repository's own people say; it does not replace the office's own"
    " judgement.",
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
    criterion: Criterion, given: Iterable[Given], on: date, own: bool = False
) -> tuple[Given | None, tuple[SetAside, ...]]:
    """The newest statement on this criterion that holds on a day, and those that do not count.

    `own`: the repository is the office's own, so that what its people state in it counts.
    """
    chosen: Given | None = None
    aside = []
    newest_first = sorted(
        (one for one in given if one.criterion == criterion.id),
        key=lambda one: one.when,
        reverse=True,
    )
    for one in newest_first:
        why = _why_not(criterion, one, on, own) or (REPLACED if chosen else None)
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


def _why_not(criterion: Criterion, given: Given, on: date, own: bool) -> Text | None:
    if not criterion.takes_human_answers:
        return NOT_ASKED
    if given.origin == "repository" and not own:
        return NOT_OURS
    if given.when > on:
        return TO_COME
    last = given.last_day(criterion.expires_after_months)
    return expired(last) if last is not None and last < on else None
