# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is ours and public: catalogue and publications together, one entry a repository.

Every read is that of a stranger, whoever asks, so that an answer may be kept by anybody.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from allmende.identity import normalise_repository
from allmende.workbench.catalogue import queries as catalogue
from allmende.workbench.catalogue.models import Software, SourceRecord, Stance
from allmende.workbench.core import links
from allmende.workbench.publications import queries as publications
from allmende.workbench.publications.models import Publication


@dataclass(frozen=True, slots=True)
class Entry:
    """One software of ours: its repository, and what catalogue and publication say of it.

    `key` compares repositories and is empty where none is known; at least one of `software` and
    `publication` is there.
    """

    id: UUID
    key: str
    url: str
    software: Software | None
    publication: Publication | None
    created_at: datetime

    @property
    def slug(self) -> str:
        return self.software.slug if self.software else f"publication-{_pk(self.publication)}"

    @property
    def name(self) -> str:
        one = self.software or self.publication
        return one.name if one else ""

    @property
    def active(self) -> bool:
        """Whether it is still looked after: neither ended here nor archived there."""
        ended = self.publication is not None and bool(self.publication.end)
        return not ended and not (self.software and self.software.archived)

    @property
    def changed_at(self) -> datetime:
        """When the catalogue or a verification last said something new."""
        told = [self.created_at]
        if self.software:
            told.append(self.software.changed_at)
        if self.publication and self.publication.newest:
            told.append(self.publication.newest.at)
        return max(told)


def id_of(*words: str) -> UUID:
    """The id that these words always give, in the form of UUID version 4 that the shape demands."""
    return UUID(bytes=hashlib.sha256("\n".join(words).encode()).digest()[:16], version=4)


def ours(only: int | None = None) -> list[Entry]:
    """Every entry, or that of one software, the oldest first; three queries."""
    stranger = AnonymousUser()
    published: dict[str, Publication] = {}
    for one in publications.visible_to(stranger).select_related("newest", "unit").order_by("pk"):
        published[_key(one.address)] = one
    mine = Q(stance=Stance.PUBLISHING) | Q(repositories__key__in=list(published))
    found = catalogue.visible_to(stranger).filter(mine).distinct().order_by("pk")
    found = found if only is None else found.filter(pk=only)
    entries: list[Entry] = []
    taken: set[str] = set()
    for software in found.select_related("unit").prefetch_related("repositories"):
        entries.append(_of_software(software, published, taken))
    if only is not None:
        return entries
    for key, publication in published.items():
        if key not in taken:
            entries.append(_entry(id_of(key), key, publication.address, None, publication))
    return sorted(entries, key=lambda one: (one.created_at, str(one.id)))


def records_of(entries: Sequence[Entry]) -> Mapping[int, list[SourceRecord]]:
    """Software to its records, the most trusted source first; one query."""
    found: dict[int, list[SourceRecord]] = {
        one.software.pk: [] for one in entries if one.software is not None
    }
    rows = SourceRecord.objects.filter(software__in=found).select_related("source")
    for record in rows.order_by("-source__priority", "-fetched_at", "pk"):
        found[record.software_id].append(record)
    return found


def answers() -> bool:
    """Whether the database does; raises what it says otherwise."""
    return Software.objects.exists() or True


def by_slug(slug: str) -> Entry | None:
    return next((one for one in ours() if one.slug == slug), None)


def _of_software(
    software: Software, published: Mapping[str, Publication], taken: set[str]
) -> Entry:
    repositories = list(software.repositories.all())
    keys = [one.key for one in repositories]
    publication = next((published[key] for key in keys if key in published), None)
    key = _key(publication.address) if publication else (keys[0] if keys else "")
    url = next((one.url for one in repositories if one.key == key), "")
    # Two software may share a repository; the first of them is the one that it is known for.
    shared = not key or key in taken
    taken.update(keys)
    return _entry(
        id_of(key, software.slug) if shared else id_of(key), key, url, software, publication
    )


def _entry(
    id: UUID, key: str, url: str, software: Software | None, publication: Publication | None
) -> Entry:
    return Entry(id, key, url, software, publication, min(_begins(software, publication)))


def _begins(software: Software | None, publication: Publication | None) -> Iterable[datetime]:
    if software:
        yield software.created_at
    if publication and publication.published_on:
        day = datetime.combine(publication.published_on, time())
        yield timezone.make_aware(day).astimezone(UTC)


def _key(address: str) -> str:
    known = normalise_repository(address)
    return known.key if known else links.short(address).casefold().removesuffix(".git")


def _pk(publication: Publication | None) -> int:
    return publication.pk if publication else 0
