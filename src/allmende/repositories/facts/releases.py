# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Releases as the tags tell them: which versions, how often, how small, and whether signed.

A forge's own releases and packages are not in a clone; a tag that states a version stands for one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from allmende.repositories.facts.fact import (
    Evidence,
    Fact,
    Text,
    at,
    counted,
    in_commit,
    no,
    unknown,
    value,
    yes,
)
from allmende.repositories.facts.look import Look, Tag
from allmende.repositories.facts.reading.texts import lines_of
from allmende.repositories.facts.reading.times import DAY, SIX_MONTHS, days_between, iso, now
from allmende.repositories.facts.reading.versions import Version, version_of

RECENT = 20
"""The newest releases, by which the scheme and the steps are judged."""
SHOWN = 10
MOST = 10_000

_CHANGELOG = re.compile(
    r"(?:docs?/)?(?:changelog|changes|change[-_]log|history|news|release)", re.IGNORECASE
)

NO_TAGS: Text = {
    "de": "Keine Tags mit Versionen; Veröffentlichungen der Plattform zeigt ein Klon nicht",
    "en": "No tags with versions; a clone does not show the forge's releases",
}
SHALLOW: Text = {
    "de": "Der Klon ist unvollständig, Tags können fehlen",
    "en": "The clone is incomplete, tags may be missing",
}
NOT_VERIFIED: Text = {
    "de": "Eine Signatur ist vorhanden; ob sie gilt, wurde nicht geprüft",
    "en": "A signature is there; whether it holds was not verified",
}
NONE_RECENT: Text = {
    "de": "In den letzten 183 Tagen gibt es keine Tags mit Versionen",
    "en": "There are no tags with versions in the last 183 days",
}
TOO_FEW: Text = {
    "de": "Zu wenige datierte Veröffentlichungen",
    "en": "Too few releases with a date",
}
NO_CHANGELOG: Text = {"de": "Es gibt kein Änderungsprotokoll", "en": "There is no changelog"}
_KEYS = (
    "scheme",
    "semver",
    "newest",
    "last-year",
    "cadence-days",
    "steps",
    "pre-releases",
    "signed",
    "signed-last-6-months",
    "annotated",
    "in-changelog",
)


@dataclass(frozen=True, slots=True)
class Release:
    """A tag that states a version; `date` in seconds since 1970, None where unknown."""

    tag: Tag
    version: Version
    date: int | None

    @property
    def evidence(self) -> Evidence:
        return in_commit(self.tag.commit, iso(self.date), self.tag.name)


def find(look: Look) -> Iterator[Fact]:
    """Keys `releases.*`; dates and ages as of now, in days."""
    today = now()
    some = releases(look, today)
    yield _tags(look, some)
    if not some:
        for key in _KEYS:
            yield unknown(f"releases.{key}", NO_TAGS if look.history.complete else SHALLOW)
        return
    finals = [one for one in some if not one.version.pre_release]
    yield from _scheme(some)
    yield _newest(finals or some, today)
    yield _last_year(finals, today)
    yield _cadence(finals)
    yield _steps(finals)
    pre = [one for one in some if one.version.pre_release]
    yield value("releases.pre-releases", len(pre), *(one.evidence for one in pre[:SHOWN]))
    yield from _signed(some)
    yield _signed_last_six_months(look, some, today)
    yield _in_changelog(look, finals or some)


def releases(look: Look, today: int) -> list[Release]:
    """Newest first, undated and future ones last; a moving alias such as v4 is none."""
    read = [(tag, version_of(tag.name)) for tag in look.tags[:MOST]]
    dotted = any(version and "." in version.written for _, version in read)
    some = [
        Release(
            tag, version, tag.date if tag.date is not None and tag.date <= today + DAY else None
        )
        for tag, version in read
        if version and not (dotted and version.written.isdigit())
    ]
    return sorted(
        some,
        key=lambda one: (one.date if one.date is not None else -(10**18), one.version.numbers),
        reverse=True,
    )


def _tags(look: Look, some: Sequence[Release]) -> Fact:
    counts = {"tags": len(look.tags), "versions": len(some)}
    if look.tags:
        return yes("releases.tags", counted(len(look.tags), "tags"), value=counts)
    return (
        no("releases.tags", value=counts)
        if look.history.complete
        else unknown("releases.tags", SHALLOW)
    )


def _scheme(some: Sequence[Release]) -> Iterator[Fact]:
    """By the newest releases, since a project may have changed its mind."""
    schemes = Counter(one.version.scheme for one in some[:RECENT])
    counts = {name: schemes[name] for name in ("semver", "calver", "other")}
    shown = [one.evidence for one in some[:SHOWN]]
    yield value("releases.scheme", counts, *shown)
    strange = [one.evidence for one in some[:RECENT] if one.version.scheme != "semver"]
    if strange:
        yield no("releases.semver", *strange[:SHOWN], value=counts)
    else:
        yield yes("releases.semver", *shown, value=counts)


def _newest(some: Sequence[Release], today: int) -> Fact:
    newest = some[0]
    if newest.date is None:
        return unknown("releases.newest", TOO_FEW, newest.evidence, value={"tag": newest.tag.name})
    age = max(0, days_between(newest.date, today))
    stated = {
        "tag": newest.tag.name,
        "date": iso(newest.date),
        "age-days": age,
        "as-of": iso(today),
    }
    return value("releases.newest", stated, newest.evidence)


def _last_year(finals: Sequence[Release], today: int) -> Fact:
    some = [one for one in finals if one.date is not None and days_between(one.date, today) <= 365]
    return value("releases.last-year", len(some), *(one.evidence for one in some[:SHOWN]))


def _cadence(finals: Sequence[Release]) -> Fact:
    """Median of the days between the days of release, of all and of the newest."""
    days = sorted({one.date // DAY for one in finals if one.date is not None})
    gaps = [later - earlier for earlier, later in pairwise(days)]
    if not gaps:
        return unknown("releases.cadence-days", TOO_FEW)
    medians = {"overall": median(gaps), "recent": median(gaps[-RECENT:])}
    return value("releases.cadence-days", medians, counted(len(days), "days of release"))


def _steps(finals: Sequence[Release]) -> Fact:
    """How many of the newest steps raised the major, the minor or the patch number."""
    steps: Counter[str] = Counter()
    of_part: dict[str, list[tuple[int, int, int]]] = {}
    for one in finals:
        of_part.setdefault(one.version.what, []).append(one.version.numbers)
    for numbers in of_part.values():
        ordered = sorted(set(numbers))[-RECENT - 1 :]
        for earlier, later in pairwise(ordered):
            place = next(index for index in range(3) if earlier[index] != later[index])
            steps[("major", "minor", "patch")[place]] += 1
    counts = {name: steps[name] for name in ("major", "minor", "patch")}
    if not steps:
        return unknown("releases.steps", TOO_FEW)
    return value("releases.steps", counts, counted(sum(steps.values()), "steps"))


def _signed(some: Sequence[Release]) -> Iterator[Fact]:
    for key, several in (
        ("releases.signed", [one for one in some if one.tag.signed]),
        ("releases.annotated", [one for one in some if one.tag.annotated]),
    ):
        share = round(len(several) / len(some), 3)
        note = NOT_VERIFIED if key == "releases.signed" and several else None
        yield value(
            key,
            share,
            counted(len(several), "version tags"),
            *(one.evidence for one in several[:3]),
            note=note,
        )


def _signed_last_six_months(look: Look, some: Sequence[Release], today: int) -> Fact:
    """The share of signed tags among the version tags of the 183 days before now."""
    key = "releases.signed-last-6-months"
    recent = [one for one in some if one.date is not None and one.date > today - SIX_MONTHS]
    if not recent:
        return unknown(key, NONE_RECENT if look.history.complete else SHALLOW)
    signed = [one for one in recent if one.tag.signed]
    return value(
        key,
        round(len(signed) / len(recent), 3),
        counted(len(signed), "signed version tags, last 183 days"),
        counted(len(recent), "version tags, last 183 days"),
        *(one.evidence for one in signed[:3]),
        note=NOT_VERIFIED if signed else None,
    )


def _in_changelog(look: Look, some: Sequence[Release]) -> Fact:
    """How many of the ten newest releases the changelog mentions."""
    paths = [path for path in look.paths if path.count("/") < 2 and _CHANGELOG.match(path)]
    lines = [(path, number, line) for path in paths[:3] for number, line in _numbered(look, path)]
    if not lines:
        return unknown("releases.in-changelog", NO_CHANGELOG)
    newest = some[:SHOWN]
    shown: list[Evidence] = []
    for one in newest:
        written = re.compile(rf"(?<![\d.]){re.escape(one.version.written)}(?!\.?\d)")
        place = next((found for found in lines if written.search(found[2])), None)
        if place:
            shown.append(at(*place))
    share = {"mentioned": len(shown), "of": len(newest)}
    return value("releases.in-changelog", share, *(shown or [at(paths[0])]))


def _numbered(look: Look, path: str) -> Iterator[tuple[int, str]]:
    """Lines with a digit, which alone can name a version."""
    for number, line in enumerate(lines_of(look, path) or (), 1):
        if any(sign.isdigit() for sign in line[:200]):
            yield number, line[:200]
