# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The radar as a person sees it: what happened, by the watch it fits, and the rest as figures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Change, Software
from allmende.workbench.communities.models import Consultation
from allmende.workbench.core.search import Highlighted
from allmende.workbench.radar import queries, words
from allmende.workbench.radar.models import Watch
from allmende.workbench.radar.queries import Line, News, SeenUntil
from allmende.workbench.radar.targets import Names, asked

SHOWN = 5
"""Entries of a watch on the overview; its own list shows all."""
FIRST = 30
"""Days shown to who was never here."""
MINE, REST = "mine", "rest"
"""Lists of their own: what fits any watch, and what fits none."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an entry as text: what of it, before and after, from whom and when."""

    label: str
    before: str
    after: str
    source: str
    at: datetime

    @property
    def sentence(self) -> str:
        """The same in one line of plain text."""
        if self.before or self.after:
            return f"{self.label}: {self.before or words.NOTHING} → {self.after or words.NOTHING}"
        return self.label


@dataclass(frozen=True, slots=True)
class Entry:
    """A software to which something happened, and why it is shown."""

    software: Software
    kinds: tuple[str, ...]
    at: datetime
    told: tuple[Told, ...]
    fits: tuple[Watch, ...] = ()
    excerpt: Highlighted = ()
    is_watched: bool = False
    """By a watch on this very software."""

    @property
    def subject(self) -> str:
        return f"software:{self.software.pk}"


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a new source fits a watch, and the list that shows it."""

    name: str
    number: int
    address: str


@dataclass(slots=True)
class Group:
    """One watch with what fits it; `total` counts what `entries` shows a part of."""

    watch: Watch
    why: list[str]
    pks: list[int]
    consultations: list[Consultation] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.pks) + len(self.consultations)


@dataclass(frozen=True, slots=True)
class Radar:
    """What a person's watches caught since a moment, and what passed them by."""

    user: Any
    since: datetime
    news: Mapping[int, News]
    groups: tuple[Group, ...]
    fits: Mapping[int, tuple[Watch, ...]]
    filled: tuple[queries.Filled, ...]

    def pks(self, which: str = MINE, kind: str = "") -> list[int]:
        """What fits any watch or none, of one kind or of all, the newest first."""
        return [
            pk
            for pk, one in self.news.items()
            if (pk in self.fits) == (which == MINE) and (not kind or kind in one.kinds)
        ]

    def counts(self, which: str) -> Counter[str]:
        """How many are new, changed and gone."""
        return Counter(kind for pk in self.pks(which) for kind in self.news[pk].kinds)

    def group(self, pk: int) -> Group | None:
        return next((one for one in self.groups if one.watch.pk == pk), None)

    def entries(self, pks: Sequence[int], group: Group | None = None) -> list[Entry]:
        """These entries with all that is told of them; constant queries."""
        told = queries.lines(pks, self.since)
        excerpts = self.excerpts(pks, group)
        return [
            Entry(
                row,
                tuple(kind for kind in words.KINDS if kind in self.news[row.pk].kinds),
                self.news[row.pk].at,
                tuple(as_text(one) for one in told.get(row.pk, ())),
                tuple(one for one in self.fits.get(row.pk, ()) if not group or one != group.watch),
                excerpts.get(row.pk, ()),
                any(one.software_id for one in self.fits.get(row.pk, ())),
            )
            for row in queries.rows_of(self.user, pks)
        ]

    def excerpts(self, pks: Sequence[int], group: Group | None) -> dict[int, Highlighted]:
        """Where the words of a search occur in each entry."""
        if group is None or not group.watch.query or not pks:
            return {}
        filters = asked(self.user, group.watch.query)
        if not filters.text:
            return {}
        some = {"keys": frozenset(pks), "limit": len(pks)}
        page = searching.find(self.user, filters.text, filters=filters.chosen, **some)
        return {hit.pk: hit.excerpt for hit in page.hits if any(mark for _t, mark in hit.excerpt)}


def radar(user: Any, since: datetime, seen: SeenUntil | None = None) -> Radar:
    """What happened since then that the person has not seen, held against the watches."""
    news = queries.happened(user, since, seen=seen)
    watches = list(queries.watches_of(user))
    sources = tuple(queries.filled(since, seen))
    talked = queries.talked((one.body_id for one in watches), since, seen=seen)
    fits: dict[int, list[Watch]] = defaultdict(list)
    groups, names = [], Names()
    for one in watches:
        pks = queries.fitting(user, one, news)
        for pk in pks:
            fits[pk].append(one)
        consultations = talked.get(one.body_id or 0, [])
        shares = list(_shares(user, one, sources))
        if pks or consultations or shares:
            groups.append(Group(one, why(user, one, names), pks, consultations, shares))
    caught = {pk: tuple(some) for pk, some in fits.items()}
    return Radar(user, since, news, tuple(groups), caught, sources)


def with_entries(found: Radar) -> Radar:
    """Fill each group with its first entries; constant queries, however many groups."""
    first = {one.watch.pk: one.pks[:SHOWN] for one in found.groups}
    wanted = list(dict.fromkeys(pk for pks in first.values() for pk in pks))
    known = {one.software.pk: one for one in found.entries(wanted)}
    for group in found.groups:
        pks = first[group.watch.pk]
        excerpts = found.excerpts(pks, group)
        group.entries = [
            _in_group(known[pk], group, excerpts.get(pk, ())) for pk in pks if pk in known
        ]
    return found


def _in_group(entry: Entry, group: Group, excerpt: Highlighted) -> Entry:
    others = tuple(one for one in entry.fits if one != group.watch)
    return replace(entry, fits=others, excerpt=excerpt)


def _shares(user: Any, one: Watch, filled: Sequence[queries.Filled]) -> Iterable[Share]:
    numbers = queries.fitting_by_source(user, one) if filled else {}
    for each in filled:
        if number := numbers.get(each.source.slug, 0):
            query = QueryDict(one.query, mutable=True)
            query["source"] = each.source.slug
            address = f"{reverse('catalogue:index')}?{query.urlencode()}"
            yield Share(each.source.name, number, address)


def why(user: Any, one: Watch, names: Names) -> list[str]:
    """What a watch is about, in phrases."""
    if one.software:
        return [_("this software: {name}").format(name=one.software.name)]
    if one.body:
        return [_("what this body asks: {name}").format(name=one.body.name)]
    return names.parts(asked(user, one.query))


def address_of(one: Watch) -> str:
    """The page that shows all a watch is about, new or not."""
    if one.software:
        return one.software.get_absolute_url()
    if one.body:
        return one.body.get_absolute_url()
    return f"{reverse('catalogue:index')}?{one.query}"


def as_text(line: Line) -> Told:
    """A line as one reads it in the active language."""
    if line.kind == Change.Kind.CHANGED:
        label = words.field(line.field)
        before, after = (words.value(line.field, one) for one in (line.before, line.after))
        if not line.is_list:
            return Told(label, before, after, line.source, line.at)
        came = _("added: {values}").format(values=after) if line.after else ""
        went = _("gone: {values}").format(values=before) if line.before else ""
        said = "; ".join(filter(None, (came, went)))
        return Told(f"{label}: {said}", "", "", line.source, line.at)
    label = {
        Change.Kind.NEW: _("new in the catalogue"),
        Change.Kind.VANISHED: _("no longer listed there"),
        Change.Kind.RETURNED: _("listed there again"),
    }[Change.Kind(line.kind)]
    return Told(label, "", "", line.source, line.at)


def moment(choice: str, visit: datetime | None) -> datetime:
    """The moment an address asks for: `visit`, or a number of days; of who was never here, 30."""
    if choice != "visit":
        return timezone.now() - timedelta(days=int(choice))
    return visit or timezone.now() - timedelta(days=FIRST)


def address(**choices: Any) -> str:
    """The radar with these choices; empty ones are left out."""
    kept = {key: value for key, value in choices.items() if value not in (None, "")}
    return reverse("radar:index") + (f"?{urlencode(kept)}" if kept else "")
