# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How many people carry the repository, as numbers: no name, no mail, no order of persons.

The bus factor is counted at the level of files: each file of today's tree is carried by whoever
changed it most often (merges and bots left out, files in folders for foreign code too); the factor
is the smallest number of people who together carry more than half of the files. It follows the
greedy step of Avelino, Passos, Hora and Valente, "A Novel Approach for Estimating Truck Factors"
(ICPC 2016), with the number of changes in the place of their degree of authorship. A renamed file
begins anew, since renames are not followed; who owns a file without changing it is not seen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from allmende.repositories.facts.fact import Fact, Text, counted, unknown, value
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.past import Contribution
from allmende.repositories.facts.places import place_of
from allmende.repositories.facts.reading.people import Author, Mailmap, mailmap, people
from allmende.repositories.facts.reading.texts import text_of
from allmende.repositories.facts.reading.times import DAY, SIX_MONTHS, dated, now

YEAR = 365 * DAY

INCOMPLETE: Text = {
    "de": "Die Geschichte ist unvollständig; wer früher beitrug, fehlt",
    "en": "The history is incomplete; earlier contributors are missing",
}
NOBODY: Text = {
    "de": "In diesem Zeitraum gibt es keinen Commit eines Menschen",
    "en": "There is no commit by a person in this period",
}
SAME_PERSON: Text = {
    "de": "Gleiche Mailadressen (nach .mailmap) und gleiche volle Namen gelten als eine Person",
    "en": "Identical mails (after .mailmap) and identical full names count as one person",
}
BY_DOMAIN: Text = {
    "de": "Nach Maildomains; freie Anbieter und Adressen ohne Postfach sagen nichts über"
    " Organisationen",
    "en": "By mail domains; free providers and no-reply addresses say nothing about organisations",
}
NOT_VERIFIED: Text = {
    "de": "Eine Signatur ist vorhanden; ob sie gilt, wurde nicht geprüft",
    "en": "A signature is there; whether it holds was not verified",
}


def find(look: Look) -> Iterator[Fact]:
    """Keys `contributors.*`; "last-year" are the 365 days before now, "last-6-months" 183."""
    today = now()
    by_people = dated((one for one in look.history.commits if not one.author.bot), today)
    times = {one.id: when for when, one in by_people}
    commits = [one for _, one in by_people]
    recent = [one for when, one in by_people if when > today - YEAR]
    known = mailmap(text_of(look, ".mailmap"), look.history.key)
    numbers = people((one.author for one in commits), known)
    yield _authors(look, commits, recent, numbers)
    yield from _bus_factors(look, commits, numbers, times, today)
    yield _organisations("contributors.organisations", commits, known)
    yield _organisations("contributors.organisations-last-year", recent, known)
    yield _merges(recent)
    yield from _trailers(recent)
    yield _signed(recent)


def _authors(
    look: Look,
    commits: Sequence[Contribution],
    recent: Sequence[Contribution],
    numbers: Mapping[Author, int],
) -> Fact:
    counts = {
        "overall": len({numbers[one.author] for one in commits}),
        "last-year": len({numbers[one.author] for one in recent}),
    }
    if not commits:
        return unknown("contributors.authors", NOBODY)
    shown = (
        counted(counts["overall"], "people"),
        counted(counts["last-year"], "people, last 365 days"),
    )
    return value(
        "contributors.authors",
        counts,
        *shown,
        note=SAME_PERSON if look.history.complete else INCOMPLETE,
    )


def _bus_factors(
    look: Look,
    commits: Sequence[Contribution],
    numbers: Mapping[Author, int],
    times: Mapping[str, int],
    today: int,
) -> Iterator[Fact]:
    authors = {one.id: numbers[one.author] for one in commits if not one.merge}
    files = {path for path in look.paths if place_of(path) != "vendored"}
    overall = [one for one in look.history.changes if one.path in files and one.commit in authors]
    recent = [one for one in overall if times[one.commit] > today - YEAR]
    latest = [one for one in recent if times[one.commit] > today - SIX_MONTHS]
    for key, changes in (
        ("contributors.bus-factor", overall),
        ("contributors.bus-factor-last-year", recent),
        ("contributors.bus-factor-last-6-months", latest),
    ):
        if not look.history.complete:
            yield unknown(key, INCOMPLETE)
        elif not changes:
            yield unknown(key, NOBODY)
        else:
            touched = _by_file((one.path, authors[one.commit]) for one in changes)
            factor = bus_factor(touched.values())
            yield value(key, factor, counted(factor, "people"), counted(len(touched), "files"))


def _by_file(touched: Iterable[tuple[str, int]]) -> Mapping[str, Mapping[int, int]]:
    """How often whom touched each file."""
    files: dict[str, dict[int, int]] = defaultdict(dict)
    for (path, person), times in Counter(touched).items():
        files[path][person] = times
    return files


def bus_factor(touched: Any) -> int:
    """The factor for files, each given as how often whom touched it; see the head of this file.

    A file that several touched most equally often is carried by each of them.
    """
    carried: dict[int, set[int]] = defaultdict(set)
    number = 0
    for number, by_person in enumerate(touched, 1):
        most = max(by_person.values())
        for person, times in by_person.items():
            if times == most:
                carried[person].add(number)
    left = set(range(1, number + 1))
    factor = 0
    while len(left) * 2 >= number and carried:
        person = max(sorted(carried), key=lambda one: len(carried[one] & left))
        left -= carried.pop(person)
        factor += 1
    return factor


def _organisations(key: str, commits: Sequence[Contribution], known: Mailmap) -> Fact:
    """Organisations and the share of commits of the largest, by domain, without naming any."""
    if not commits:
        return unknown(key, NOBODY)
    kinds: Counter[str] = Counter()
    domains: Counter[str] = Counter()
    for author, count in Counter(one.author for one in commits).items():
        address = known.address(author)
        kinds[address.kind] += count
        if address.kind == "organisation":
            domains[address.domain] += count
    counts = {
        "organisations": len(domains),
        "share-of-largest": round(max(domains.values()) / len(commits), 3) if domains else None,
        "share-with-organisation": round(kinds["organisation"] / len(commits), 3),
        "share-of-free-mail": round(kinds["free"] / len(commits), 3),
        "share-of-noreply": round(kinds["noreply"] / len(commits), 3),
    }
    return value(key, counts, counted(len(commits), "commits by people"), note=BY_DOMAIN)


def _merges(recent: Sequence[Contribution]) -> Fact:
    """How much of the last year came through merges or squashed requests ("... (#12)")."""
    key = "contributors.through-requests"
    if not recent:
        return unknown(key, NOBODY)
    merges = sum(one.merge for one in recent)
    squashed = sum(one.request and not one.merge for one in recent)
    counts = {
        "share-of-merges": round(merges / len(recent), 3),
        "share-naming-a-request": round(squashed / len(recent), 3),
    }
    return value(key, counts, counted(len(recent), "commits by people, last 365 days"))


def _trailers(recent: Sequence[Contribution]) -> Iterator[Fact]:
    """Sign-offs of the Developer Certificate of Origin, and reviews, in the last year.

    What a forge knows of reviews is not in a clone: a share of reviews that commits tell of says
    nothing about the others.
    """
    plain = [one for one in recent if not one.merge]
    for key, name, with_it in (
        ("contributors.signed-off", "signed-off-by", sum(one.signed_off for one in plain)),
        ("contributors.reviewed", "reviewed-by", sum(one.reviewed for one in plain)),
    ):
        if not plain:
            yield unknown(key, NOBODY)
        else:
            share = round(with_it / len(plain), 3)
            yield value(key, share, counted(with_it, name), counted(len(plain), "commits"))


def _signed(recent: Sequence[Contribution]) -> Fact:
    if not recent:
        return unknown("contributors.signed-commits", NOBODY)
    signed = sum(one.signed for one in recent)
    return value(
        "contributors.signed-commits",
        round(signed / len(recent), 3),
        counted(signed, "commits"),
        counted(len(recent), "commits by people, last 365 days"),
        note=NOT_VERIFIED if signed else None,
    )
