# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether the repository is alive: people's commits over time, bots told apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from allmende.repositories.facts.fact import Fact, Text, counted, in_commit, no, unknown, value, yes
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.past import Contribution
from allmende.repositories.facts.reading.times import (
    DAY,
    SIX_MONTHS,
    dated,
    day_of,
    days_between,
    iso,
    now,
)

MONTHS = 36
STEADY = 0.25
"""A change by less than this share is no trend."""
FEW = 10
"""Fewer commits than this in two years are too few for a trend."""
BULK_FILES = 100
BULK_SHARE = 0.3
"""A first commit with so many files, and so large a share of today's number, is an import."""

INCOMPLETE: Text = {
    "de": "Die Geschichte ist unvollständig (flacher Klon oder fehlende Objekte)",
    "en": "The history is incomplete (shallow clone or missing objects)",
}
NO_COMMITS: Text = {
    "de": "Es gibt keinen datierten Commit eines Menschen",
    "en": "There is no dated commit by a person",
}
IMPORTED: Text = {
    "de": "Der erste Commit bringt einen fertigen Bestand: ein Hinweis, dass nicht von Anfang an"
    " öffentlich entwickelt wurde; sicher sagen es nur die Beteiligten",
    "en": "The first commit brings a finished stock of files: a hint that development was not"
    " public from the start; only those involved know",
}
GREW: Text = {
    "de": "Der Bestand ist Commit für Commit gewachsen; seit wann er öffentlich ist, weiß nur die"
    " Plattform",
    "en": "The files grew commit by commit; since when they are public only the forge knows",
}
BOTS: Text = {
    "de": "Bots sind an den üblichen Mustern von Namen und Mailadressen erkannt",
    "en": "Bots are recognised by the usual patterns of names and mail addresses",
}


def find(look: Look) -> Iterator[Fact]:
    """Keys `activity.*`; commits are HEAD's, dates are those of committing, months in UTC."""
    today = now()
    bots = [one for one in look.history.commits if one.author.bot]
    people = dated((one for one in look.history.commits if not one.author.bot), today)
    yield _commits(look, len(bots))
    yield _last_six_months(look, people, today)
    if not people:
        for key in ("last-commit", "first-commit", "months", "trend", "active-months"):
            yield unknown(f"activity.{key}", NO_COMMITS)
        yield unknown("activity.bulk-import", NO_COMMITS)
        return
    yield _last(people[0], dated(bots, today), today)
    yield _first(look, people[-1])
    days = Counter(when // DAY for when, _ in people)
    months: Counter[str] = Counter()
    for day, count in days.items():
        months[_month(day_of(day * DAY))] += count
    yield _months(months, today)
    yield _trend(look, people, today)
    last = _latest_months(today, 12)
    active = sum(bool(months[one]) for one in last)
    yield value("activity.active-months", active, counted(active, "of the last 12 months"))
    yield _bulk_import(look, today)


def _commits(look: Look, bots: int) -> Fact:
    total = len(look.history.commits)
    counts = {
        "head": total,
        "all-refs": look.history.total,
        "people": total - bots,
        "bots": bots,
        "merges": sum(one.merge for one in look.history.commits),
    }
    note = BOTS if look.history.complete else INCOMPLETE
    return value("activity.commits", counts, counted(total, "commits"), note=note)


def _last_six_months(look: Look, people: Sequence[tuple[int, Contribution]], today: int) -> Fact:
    """Commits by people on HEAD in the 183 days before now.

    A clone that is cut off may show fewer than there are.
    """
    key = "activity.commits-last-6-months"
    recent = [one for when, one in people if when > today - SIX_MONTHS]
    shown = counted(len(recent), "commits by people, last 183 days", iso(today))
    if not look.history.complete:
        return unknown(key, INCOMPLETE, shown)
    return value(key, len(recent), shown, note=BOTS)


def _last(
    newest: tuple[int, Contribution], bots: Sequence[tuple[int, Contribution]], today: int
) -> Fact:
    when, commit = newest
    stated = {
        "date": iso(when),
        "age-days": max(0, days_between(when, today)),
        "as-of": iso(today),
        "of-a-bot": iso(bots[0][0]) if bots else None,
    }
    return value("activity.last-commit", stated, in_commit(commit.id, iso(when)))


def _first(look: Look, oldest: tuple[int, Contribution]) -> Fact:
    when, commit = oldest
    shown = in_commit(commit.id, iso(when))
    if not look.history.complete:
        return unknown("activity.first-commit", INCOMPLETE, shown)
    return value("activity.first-commit", {"date": iso(when)}, shown)


def _months(months: Counter[str], today: int) -> Fact:
    latest = {one: months[one] for one in _latest_months(today, MONTHS)}
    return value("activity.months", latest, counted(sum(latest.values()), "commits by people"))


def _trend(look: Look, people: Sequence[tuple[int, Contribution]], today: int) -> Fact:
    """The last 365 days beside the 365 before."""
    year = 365 * DAY
    last = sum(when > today - year for when, _ in people)
    before = sum(today - 2 * year < when <= today - year for when, _ in people)
    counts = {"last-year": last, "year-before": before}
    shown = (counted(last, "commits, last 365 days"), counted(before, "commits, 365 days before"))
    if not look.history.complete and before < FEW:
        return unknown("activity.trend", INCOMPLETE, *shown, value=counts)
    return value("activity.trend", {**counts, "direction": _direction(last, before)}, *shown)


def _direction(last: int, before: int) -> str:
    if not last:
        return "none"
    if last + before < FEW:
        return "sparse"
    if not before:
        return "new"
    change = (last - before) / before
    return "steady" if abs(change) < STEADY else "rising" if change > 0 else "falling"


def _bulk_import(look: Look, today: int) -> Fact:
    """Whether one of the first three commits brought a large part of what is there today."""
    key = "activity.bulk-import"
    if not look.history.complete:
        return unknown(key, INCOMPLETE)
    first = [one.id for _, one in dated(look.history.commits, today)[-3:]]
    commits = {one.id for one in look.history.commits}
    if not any(one.commit in commits for one in look.history.changes):
        return unknown(key, INCOMPLETE)
    added = Counter(
        one.commit for one in look.history.changes if one.commit in first and one.status == "A"
    )
    commit, files = next(iter(added.most_common(1)), (first[-1], 0))
    shown = (
        in_commit(commit),
        counted(files, "files added by it"),
        counted(len(look.paths), "files today"),
    )
    large = files >= BULK_FILES and files >= BULK_SHARE * len(look.paths)
    return yes(key, *shown, note=IMPORTED) if large else no(key, *shown, note=GREW)


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _latest_months(today: int, number: int) -> list[str]:
    """This month and those before it, oldest first."""
    day = day_of(today)
    count = day.year * 12 + day.month - 1
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(count - number + 1, count + 1)]
