# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which groups of records a person should look at: evidence found in blocks, weighed, with reasons.

Two groups are compared only where they share a block (a repository, a name, a homepage; for similar
names a homepage's host or a repository's owner), and blocks are bounded: near-linear altogether.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz

from allmende.identity.aliases import DEFAULT, Aliases
from allmende.identity.hosts import is_forge, is_shared_site
from allmende.identity.matching import group_readings
from allmende.identity.names import is_generic_key, name_words
from allmende.identity.reasons import Proposal, Reason, ReasonCode
from allmende.identity.records import REPOSITORY, Reading, Record, in_order, read

MINIMUM_SCORE = 0.2
MINIMUM_SIMILARITY = 0.85

WEIGHTS = {
    ReasonCode.HOMEPAGE_IS_REPOSITORY: 0.85,
    ReasonCode.LISTED_APART: 0.6,
    ReasonCode.SAME_NAME: 0.6,
    ReasonCode.SAME_HOMEPAGE: 0.6,
    ReasonCode.SIMILAR_NAME: 0.45,
    ReasonCode.OTHER_FOLDER: 0.4,
    ReasonCode.SAME_SITE: 0.2,
    ReasonCode.SAME_OWNER: 0.2,
}
"""Each reason for takes this share of the doubt that is left: score = 1 - product(1 - weight)."""

PENALTIES = {
    ReasonCode.OTHER_REPOSITORY: 0.85,
    ReasonCode.OTHER_NAME: 0.6,
    ReasonCode.SAME_SOURCE: 0.6,
    ReasonCode.OTHER_IDENTIFIER: 0.5,
    ReasonCode.OTHER_OWNER_AND_HOMEPAGE: 0.45,
}
"""Each reason against multiplies the score."""

_LARGEST_BLOCK = 30
"""Groups; a name or homepage that more share says nothing about any two of them."""

_NEIGHBOURS = 8
"""In a large block similar names are looked for among so many followers in alphabetical order."""


def propose(
    records: Iterable[Record],
    kept_apart: Collection[frozenset[int | str]] = frozenset(),
    *,
    groups: Sequence[Sequence[Record]] | None = None,
    aliases: Aliases = DEFAULT,
    minimum: float = MINIMUM_SCORE,
) -> list[Proposal]:
    """Pairs of groups that may be the same software, best first.

    A group is represented by its smallest record id. `kept_apart` holds pairs of record ids that a
    person declared to be different: one such pair keeps both their groups apart. `groups`, where
    the caller holds them (people may have joined more), replaces the grouping by strong keys.
    """
    profiles = _profiles(records, groups, aliases)
    of_record = {
        record_id: index for index, profile in enumerate(profiles) for record_id in profile.ids
    }
    decided = {
        frozenset(of_record[record_id] for record_id in pair if record_id in of_record)
        for pair in kept_apart
    }
    found = []
    for left, right in _pairs(profiles):
        if frozenset((left, right)) in decided:
            continue
        proposal = _weigh(profiles[left], profiles[right])
        if proposal is not None and proposal.score >= minimum:
            found.append((-proposal.score, left, right, proposal))
    return [proposal for *_, proposal in sorted(found, key=lambda entry: entry[:3])]


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    generic: bool
    telling: frozenset[str]  # the words that say which product it is


@dataclass(frozen=True, slots=True)
class _Profile:
    """Everything the records of one group say, pooled."""

    ids: tuple[int | str, ...]
    names: dict[str, _Name] = field(default_factory=dict)  # by comparable key
    homepages: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    folders: dict[str, set[str]] = field(default_factory=dict)  # repository key -> folders
    owners: set[str] = field(default_factory=set)  # "github.com/keycloak"
    homepage_repositories: set[str] = field(default_factory=set)
    identifiers: dict[str, set[str]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)


def _profiles(
    records: Iterable[Record], groups: Sequence[Sequence[Record]] | None, aliases: Aliases
) -> list[_Profile]:
    if groups is None:
        readings = [read(record, aliases) for record in sorted(records, key=in_order)]
        return [_profile([readings[index] for index in ids]) for ids in group_readings(readings)]
    ordered = sorted((sorted(members, key=in_order) for members in groups if members), key=_first)
    return [_profile([read(record, aliases) for record in members]) for members in ordered]


def _first(members: list[Record]) -> tuple[object, ...]:
    return in_order(members[0])


def _profile(readings: Sequence[Reading]) -> _Profile:
    profile = _Profile(tuple(reading.record.id for reading in readings))
    for reading in readings:
        profile.sources.add(reading.record.source)
        if reading.name:
            profile.names.setdefault(reading.name, _name(reading))
        for key, folder in reading.signs:
            if key.scheme == REPOSITORY:
                profile.folders.setdefault(key.value, set()).add(folder)
            else:
                profile.identifiers.setdefault(key.scheme, set()).add(key.value)
        for address in reading.addresses:
            if is_forge(address.host):
                profile.owners.add(address.key.rpartition("/")[0])
        _read_homepage(profile, reading)
    return profile


def _name(reading: Reading) -> _Name:
    words = name_words(reading.record.name)
    telling = (word for word in words.split() if len(word) > 2 and not is_generic_key(word))
    return _Name(words, is_generic_key(reading.name), frozenset(telling))


def _read_homepage(profile: _Profile, reading: Reading) -> None:
    at = reading.homepage_address
    if at is not None and is_forge(at.host):
        profile.homepage_repositories.add(at.key)
    elif reading.homepage is not None:
        host = reading.homepage.partition("/")[0]
        if is_forge(host) or (is_shared_site(host) and "/" not in reading.homepage):
            return
        profile.homepages.add(reading.homepage)
        profile.sites.add(host)


# --- which pairs to compare ----------------------------------------------------------------------


def _pairs(profiles: Sequence[_Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of indices with something in common, each once, the smaller first."""
    seen: set[tuple[int, int]] = set()
    for pairs in (
        _star(
            _blocks(profiles, lambda profile: {*profile.folders, *profile.homepage_repositories})
        ),
        _all(
            _blocks(
                profiles,
                lambda profile: {key for key, name in profile.names.items() if not name.generic},
            )
        ),
        _all(_blocks(profiles, lambda profile: profile.homepages)),
        _similar(profiles, _blocks(profiles, lambda profile: profile.sites)),
        _similar(profiles, _blocks(profiles, lambda profile: profile.owners)),
    ):
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(
    profiles: Sequence[_Profile], values: Callable[[_Profile], Iterable[str]]
) -> list[list[int]]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for value in values(profile):
            blocks[value].append(index)
    return [members for members in blocks.values() if len(members) > 1]


def _all(blocks: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for members in blocks:
        if len(members) <= _LARGEST_BLOCK:
            yield from combinations(members, 2)


def _star(blocks: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    """All pairs; in a block too large for that, everybody with the first."""
    for members in blocks:
        if len(members) <= _LARGEST_BLOCK:
            yield from combinations(members, 2)
        else:
            yield from ((members[0], other) for other in members[1:])


def _similar(
    profiles: Sequence[_Profile], blocks: Iterable[list[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of similarly named groups that no source lists as two."""
    for members in blocks:
        window = len(members) if len(members) <= _LARGEST_BLOCK else _NEIGHBOURS
        by_name = sorted(members, key=lambda index: (min(profiles[index].names, default=""), index))
        for place, one in enumerate(by_name):
            for other in by_name[place + 1 : place + 1 + window]:
                left, right = min(one, other), max(one, other)
                if profiles[left].sources & profiles[right].sources:
                    continue
                if _similar_names(profiles[left], profiles[right]):
                    yield left, right


# --- what speaks for and against -----------------------------------------------------------------


def _weigh(left: _Profile, right: _Profile) -> Proposal | None:
    reasons = [*_for(left, right)]
    if not reasons:
        return None
    if {reason.code for reason in reasons} == {ReasonCode.SAME_HOMEPAGE}:
        names = {
            "left": min(left.names, default=""),
            "right": min(right.names, default=""),
        }
        reasons.append(Reason(ReasonCode.OTHER_NAME, names))
    reasons += _against(left, right)
    doubt, factor = 1.0, 1.0
    for reason in reasons:
        if reason.code.speaks_against:
            factor *= PENALTIES[reason.code]
        else:
            doubt *= 1 - WEIGHTS[reason.code]
    return Proposal(left.ids[0], right.ids[0], round((1 - doubt) * factor, 3), tuple(reasons))


def _for(left: _Profile, right: _Profile) -> Iterator[Reason]:
    yield from _by_repository(left, right)
    for key in sorted(
        (left.homepage_repositories & right.folders.keys())
        | (right.homepage_repositories & left.folders.keys())
        | (left.homepage_repositories & right.homepage_repositories)
    )[:1]:
        if key not in left.folders or key not in right.folders:
            yield Reason(ReasonCode.HOMEPAGE_IS_REPOSITORY, {"key": key})
    for scheme in sorted(left.identifiers.keys() & right.identifiers.keys()):
        for value in sorted(left.identifiers[scheme] & right.identifiers[scheme])[:1]:
            yield Reason(ReasonCode.LISTED_APART, {"scheme": scheme, "key": value})
    named = [
        name
        for name in sorted(left.names.keys() & right.names.keys())
        if not left.names[name].generic
    ]
    homepages = sorted(left.homepages & right.homepages)
    similar = None if named else _similar_names(left, right)
    if named:
        yield Reason(ReasonCode.SAME_NAME, {"name": named[0]})
    if homepages:
        yield Reason(ReasonCode.SAME_HOMEPAGE, {"homepage": homepages[0]})
    sites = sorted(site for site in left.sites & right.sites if not is_shared_site(site))
    owners = sorted(left.owners & right.owners)
    if similar and (homepages or sites or owners):
        yield similar
    if (named or similar) and sites and not homepages:
        yield Reason(ReasonCode.SAME_SITE, {"host": sites[0]})
    if (named or similar) and owners:
        yield Reason(ReasonCode.SAME_OWNER, {"owner": owners[0]})


def _by_repository(left: _Profile, right: _Profile) -> Iterator[Reason]:
    for key in sorted(left.folders.keys() & right.folders.keys()):
        if left.folders[key] & right.folders[key]:
            yield Reason(ReasonCode.LISTED_APART, {"scheme": REPOSITORY, "key": key})
        else:
            values = {"left": min(left.folders[key]), "right": min(right.folders[key])}
            yield Reason(ReasonCode.OTHER_FOLDER, {"key": key, **values})
        return


def _against(left: _Profile, right: _Profile) -> Iterator[Reason]:
    if left.folders and right.folders and not left.folders.keys() & right.folders.keys():
        values = {"left": min(left.folders), "right": min(right.folders)}
        yield Reason(ReasonCode.OTHER_REPOSITORY, values)
    if (
        _forges(left) & _forges(right)
        and not left.owners & right.owners
        and left.homepages
        and right.homepages
        and not left.homepages & right.homepages
        and not left.sites & right.sites
    ):
        values = {"left": min(left.owners), "right": min(right.owners)}
        yield Reason(ReasonCode.OTHER_OWNER_AND_HOMEPAGE, values)
    for scheme in sorted(left.identifiers.keys() & right.identifiers.keys()):
        if not left.identifiers[scheme] & right.identifiers[scheme]:
            values = {
                "left": min(left.identifiers[scheme]),
                "right": min(right.identifiers[scheme]),
            }
            yield Reason(ReasonCode.OTHER_IDENTIFIER, {"scheme": scheme, **values})
            break
    for source in sorted(left.sources & right.sources)[:1]:
        yield Reason(ReasonCode.SAME_SOURCE, {"source": source})


def _forges(profile: _Profile) -> set[str]:
    return {owner.partition("/")[0] for owner in profile.owners}


def _similar_names(left: _Profile, right: _Profile) -> Reason | None:
    best: tuple[float, str, str] = (0.0, "", "")
    for one_key, one in left.names.items():
        for other_key, other in right.names.items():
            if one.generic or other.generic:
                continue
            likeness = fuzz.ratio(one_key, other_key, score_cutoff=100 * MINIMUM_SIMILARITY)
            likeness = max(likeness, 0.9 * _contained(one, other))
            best = max(best, (likeness, one.words, other.words))
    if best[0] < 100 * MINIMUM_SIMILARITY:
        return None
    similarity = f"{best[0] / 100:.2f}"
    values = {"left": best[1], "right": best[2], "similarity": similarity}
    return Reason(ReasonCode.SIMILAR_NAME, values)


def _contained(one: _Name, other: _Name) -> float:
    """100 where one name is the other and more words, as "Maven" in "Apache Maven"."""
    return fuzz.token_set_ratio(one.words, other.words) if one.telling & other.telling else 0.0
