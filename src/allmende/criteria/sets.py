# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A set of criteria as it is put to repositories, and how one set differs from `plain`'s."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from allmende.criteria.model import CriteriaFile, Criterion, Group

Text = dict[str, str]


class Mistake(NamedTuple):
    """Where (keys and positions from the outside in) and why."""

    place: tuple[str | int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of one name in one profile; `version` is twelve hex digits over its files."""

    id: str
    profile: str
    version: str
    title: Text
    about: Text | None
    computed: Text | None
    source: str | None
    tier: Text | None
    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]

    def facts(self) -> tuple[str, ...]:
        """Keys of all facts that any criterion needs, sorted."""
        return tuple(sorted({key for one in self.criteria for key in one.facts()}))

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "profile": self.profile,
            "version": self.version,
            "title": self.title,
            "about": self.about,
            "computed": self.computed,
            "source": self.source,
            "tier": self.tier,
            "groups": [{"id": one.id, "title": one.title} for one in self.groups],
        }


def merged(own: CriteriaFile, base: CriteriaFile) -> CriteriaFile:
    """`base` with what `own` says otherwise; the order of `base` is kept."""
    instead = {one.id: one for one in own.criteria}
    kept = [one for one in base.criteria if one.id not in own.without]
    known = {one.id for one in kept}
    criteria = [instead.get(one.id, one) for one in kept]
    criteria += [one for one in own.criteria if one.id not in known]
    titles = {one.id: one for one in (*base.groups, *own.groups)}
    return CriteriaFile(
        title=own.title or base.title,
        about=own.about or base.about,
        computed=own.computed or base.computed,
        source=own.source or base.source,
        tier=own.tier or base.tier,
        groups=tuple(titles.values()),
        criteria=by_group(criteria, tuple(titles)),
    )


def by_group(criteria: list[Criterion], groups: tuple[str, ...]) -> tuple[Criterion, ...]:
    """In the order of their groups, and within a group as they came."""
    places = {group: place for place, group in enumerate(groups)}
    return tuple(sorted(criteria, key=lambda one: places.get(one.group, len(places))))


def first_mistake(content: CriteriaFile, base: CriteriaFile | None) -> Mistake | None:
    """The first mistake that no single key shows, or None."""
    return next(_mistakes(content, base), None)


def _mistakes(content: CriteriaFile, base: CriteriaFile | None) -> Iterator[Mistake]:
    if base is None:
        yield from _missing_head(content)
    yield from _named_twice("groups", (one.id for one in content.groups))
    yield from _named_twice("criteria", (one.id for one in content.criteria))
    groups = {one.id for one in (*content.groups, *(base.groups if base else ()))}
    for place, one in enumerate(content.criteria):
        if one.group not in groups:
            yield Mistake(("criteria", place, "group"), f"there is no group {one.group!r}")
        for key, why in _of_one(one):
            yield Mistake(("criteria", place, *key), why)
    known = {one.id for one in base.criteria} if base else set()
    for place, name in enumerate(content.without):
        if name not in known:
            yield Mistake(("without", place), f"plain has no criterion {name!r}")


def _missing_head(content: CriteriaFile) -> Iterator[Mistake]:
    for key in ("title", "groups", "criteria"):
        if not getattr(content, key):
            yield Mistake(
                (key,), f"{key} is missing, and there is no based_on: plain to take it from"
            )


def _named_twice(key: str, ids: Iterable[str]) -> Iterator[Mistake]:
    seen = set()
    for place, one in enumerate(ids):
        if one in seen:
            yield Mistake((key, place, "id"), f"{one!r} is there already")
        seen.add(one)


def _of_one(criterion: Criterion) -> Iterator[tuple[tuple[str, ...], str]]:
    if criterion.applies_when and criterion.applies_when.asks_a_human:
        yield ("applies_when",), "whether a criterion applies is computed, no person is asked"
    if criterion.check.asks_a_human and not criterion.hints:
        yield ("check",), "a check that asks a person needs hints"
    if criterion.check.asks_a_human and criterion.human_answers is False:
        yield ("human_answers",), "the check asks a person, whose answer would not count"
    if criterion.level != "info" and not criterion.remedy:
        yield ("level",), "a criterion that must or should be met needs a remedy"
