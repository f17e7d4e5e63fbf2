# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every read of the radar: what happened, whose watches it fits, what is seen already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Change, Software, Source
from allmende.workbench.communities.models import Consultation
from allmende.workbench.radar.models import Seen, Watch, Wish
from allmende.workbench.radar.targets import asked

KINDS: Mapping[str, str] = {
    Change.Kind.NEW: "new",
    Change.Kind.CHANGED: "changed",
    Change.Kind.RETURNED: "changed",
    Change.Kind.VANISHED: "gone",
}
"""Kind of a change to the word under which the radar shows it."""
WHOLE = ("name", "licences", "latest_release", "latest_release_at", "archived", "repository",
         "homepage", "developer", "descriptions")  # fmt: skip
"""Fields of which several changes are told as one: from the first value to the last."""
MOST_SOURCES = 1_000
MOST_TALKED = 100


# --- watches --------------------------------------------------------------------------------------


def watches_of(user: Any) -> QuerySet[Watch]:
    """The person's own, and the office's for who shares them; None sees the office's alone."""
    if user is None:
        mine = Q(owner=None)
    else:
        mine = Q(owner=user) | (Q(owner=None) if user.has_perm("radar.share") else Q(pk__in=[]))
    return Watch.objects.filter(mine).select_related("software", "body").order_by("name", "id")


def with_wishes(user: User) -> list[Watch]:
    """The same, each with `my_wishes`."""
    mine = Prefetch("wishes", Wish.objects.filter(person=user), to_attr="my_wishes")
    return list(watches_of(user).prefetch_related(mine))


def watch(user: Any, pk: int) -> Watch | None:
    return watches_of(user).filter(pk=pk).first()


def watching(user: Any, **subject: Any) -> Watch | None:
    """The watch on a subject that the person has; the own one before that of the office."""
    return watches_of(user).filter(**subject).order_by("owner_id").last()


# --- what happened --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """What happened to one software since a moment: "new", "changed", "gone"; `at` is the last."""

    kinds: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class SeenUntil:
    """Up to when a person has seen what."""

    everything: datetime | None = None
    subjects: Mapping[str, datetime] = field(default_factory=dict)

    def covers(self, subject: str, at: datetime) -> bool:
        moments = [one for one in (self.everything, self.subjects.get(subject)) if one]
        return any(at <= one for one in moments)


def seen_by(person: User) -> SeenUntil:
    subjects = dict(Seen.objects.filter(person=person).values_list("subject", "at"))
    return SeenUntil(subjects.pop("", None), subjects)


def happened(
    user: Any, since: datetime, until: datetime | None = None, seen: SeenUntil | None = None
) -> dict[int, News]:
    """What happened to software this person may see, the newest first; one query."""
    rows = Change.objects.filter(at__gt=since, kind__in=list(KINDS))
    if until is not None:
        rows = rows.filter(at__lte=until)
    visible = catalogue.visible_to(user).order_by().values("pk")
    told = rows.annotate(of=Coalesce("software__merged_into", "software")).filter(of__in=visible)
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    for pk, kind, at in told.order_by().values_list("of", "kind").annotate(at=Max("at")):
        word = KINDS[kind]
        found[pk][word] = max(at, found[pk].get(word, at))
    news = {pk: _news(kinds) for pk, kinds in found.items()}
    if seen is not None:
        news = {pk: one for pk, one in news.items() if not seen.covers(f"software:{pk}", one.at)}
    return dict(sorted(news.items(), key=lambda item: (item[1].at, item[0]), reverse=True))


def _news(kinds: Mapping[str, datetime]) -> News:
    """Whatever changed of something that is new belongs to its being new."""
    words = set(kinds) - ({"changed"} if "new" in kinds else set())
    return News(frozenset(words), max(kinds.values()))


def fitting(user: Any, one: Watch, news: Mapping[int, News]) -> list[int]:
    """What of the news a watch is about, in their order."""
    if one.software is not None:
        subject = one.software.merged_into_id or one.software.pk
        return [subject] if subject in news else []
    if one.body_id or not news:
        return []
    filters = asked(user, one.query)
    found = set(
        searching.all_pks(
            user, filters.text, filters=filters.chosen, keys=frozenset(news), sort="name"
        )
    )
    return [pk for pk in news if pk in found]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened to a software; of a field the value before and after."""

    kind: str
    field: str
    before: Any
    after: Any
    source: str
    at: datetime

    @property
    def is_list(self) -> bool:
        """Whether before and after are what went and what came."""
        return self.kind == Change.Kind.CHANGED and self.field not in WHOLE


def lines(
    pks: Sequence[int], since: datetime, until: datetime | None = None
) -> dict[int, list[Line]]:
    """What exactly happened to these software, the newest first; one query."""
    rows = Change.objects.filter(at__gt=since, kind__in=list(KINDS))
    if until is not None:
        rows = rows.filter(at__lte=until)
    told = rows.annotate(of=Coalesce("software__merged_into", "software")).filter(of__in=pks)
    found: dict[int, list[Line]] = defaultdict(list)
    # With what it has changed since, a new entry would only be told twice.
    new = set()
    for row in told.select_related("source").order_by("id"):
        pk = row.of
        new |= {pk} if row.kind == Change.Kind.NEW else set()
        if pk in new and row.kind == Change.Kind.CHANGED:
            continue
        name = row.source.name if row.source else ""
        found[pk].append(Line(row.kind, row.field, row.before, row.after, name, row.at))
    return {pk: _together(some) for pk, some in found.items()}


def _together(told: Sequence[Line]) -> list[Line]:
    """A field that changed several times, from its first value to its last."""
    first: dict[str, Line] = {}
    rest = []
    for one in told:
        if one.kind == Change.Kind.CHANGED and one.field in WHOLE:
            before = first[one.field].before if one.field in first else one.before
            first[one.field] = Line(one.kind, one.field, before, one.after, one.source, one.at)
        else:
            rest.append(one)
    whole = [one for one in first.values() if one.before != one.after]
    return sorted([*whole, *rest], key=lambda one: one.at, reverse=True)


def rows_of(user: Any, pks: Sequence[int]) -> list[Software]:
    return list(catalogue.for_list(user, pks))


# --- whole sources, and what bodies ask -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """A source that came in for the first time, with how many entries."""

    source: Source
    number: int
    at: datetime


def filled(since: datetime, seen: SeenUntil | None = None) -> list[Filled]:
    """The sources that came in since then, the newest first."""
    rows = Change.objects.filter(kind=Change.Kind.FILLED, at__gt=since).select_related("source")
    return [
        Filled(row.source, int(row.after or 0), row.at)
        for row in rows.order_by("-at")
        if row.source and not (seen and seen.covers(f"source:{row.source_id}", row.at))
    ]


def fitting_by_source(user: Any, one: Watch) -> Mapping[str, int]:
    """How many entries of each source a watch fits, as its list in the catalogue counts them."""
    if one.software_id or one.body_id:
        return {}
    filters = asked(user, one.query)
    if "source" in filters.chosen:
        return {}
    counted = {"facets": ("source",), "facet_limit": MOST_SOURCES, "limit": 1}
    page = searching.find(user, filters.text, filters=filters.chosen, **counted)
    return dict(page.facets["source"])


def talked(
    bodies: Iterable[int | None],
    since: datetime,
    until: datetime | None = None,
    seen: SeenUntil | None = None,
) -> dict[int, list[Consultation]]:
    """Consultations of these bodies that were noted or changed since then, by body."""
    wanted = [pk for pk in bodies if pk]
    if not wanted:
        return {}
    rows = Consultation.objects.filter(body__in=wanted, changed_at__gt=since)
    if until is not None:
        rows = rows.filter(changed_at__lte=until)
    found: dict[int, list[Consultation]] = defaultdict(list)
    for row in rows.select_related("body").order_by("-changed_at")[:MOST_TALKED]:
        if not (seen and seen.covers(f"consultation:{row.pk}", row.changed_at)):
            found[row.body_id].append(row)
    return found
