# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Take in what sources say: new records find their software, changed ones change only that."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from allmende import identity, sources
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.comparing import as_identity
from allmende.workbench.catalogue.models import (
    Identifier,
    Repository,
    Software,
    Source,
    SourceRecord,
)
from allmende.workbench.catalogue.policy import catalogue_policy
from allmende.workbench.catalogue.services import changing, deriving, proposing
from allmende.workbench.catalogue.slugs import slug_for
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.batches import batches
from allmende.workbench.core.events import Happening

BATCH = 500
Progress = Callable[[int, str], None]


@dataclass(slots=True)
class Report:
    """What an import did, counted in records of the sources; `software` counts new software."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    software: int = 0
    problems: list[sources.Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[sources.Problem]:
        """The problems that kept a record out."""
        return [problem for problem in self.problems if problem.level == "error"]

    def add(self, other: "Report") -> None:
        self.read += other.read
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.software += other.software
        self.problems += other.problems

    def as_json(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "software": self.software,
            "problems": [problem.to_json() for problem in self.problems],
        }


def import_files(actor: Any, paths: Sequence[Path], progress: Progress | None = None) -> Report:
    """Import files of one JSON object a line. What cannot be read is in the report."""
    return _import(actor, (item for path in paths for item in sources.read_jsonl(path)), progress)


def import_vitepress(
    actor: Any,
    directory: Path,
    source_slug: str | None = None,
    base_url: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import the software pages of a VitePress site; the source is named after the folder."""
    slug = source_slug or directory.resolve().name
    return _import(actor, sources.read_vitepress(directory, slug, base_url=base_url), progress)


def import_entries(actor: Any, entries: Iterable[sources.Entry]) -> Report:
    """Import entries that are at hand already."""
    return _import(actor, entries, None)


def _import(
    actor: Any, items: Iterable[sources.Entry | sources.Problem], progress: Progress | None
) -> Report:
    require(actor, "catalogue.import_records")
    report, per_source = Report(), defaultdict[str, Report](Report)
    touched: set[int] = set()
    try:
        for batch in batches(items, BATCH):
            entries = [item for item in batch if isinstance(item, sources.Entry)]
            report.problems += [item for item in batch if isinstance(item, sources.Problem)]
            with transaction.atomic():
                counted, changed = take_in(actor, entries)
            touched |= changed
            for slug, one in counted.items():
                per_source[slug].add(one)
                report.add(one)
            if progress:
                progress(report.read, entries[-1].name if entries else "")
    finally:
        # Somebody may stop the import; the batches that are in stay, and shall be found.
        if touched:
            touched |= proposing.refresh_all()
        _note_imports(actor, per_source)
        searching.refresh(touched)
    return report


def take_in(actor: Any, entries: Sequence[sources.Entry]) -> tuple[dict[str, Report], set[int]]:
    """Take in one batch inside the caller's transaction: counts by source, and software touched."""
    return _Batch(actor, entries).take_in()


def _note_imports(actor: Any, per_source: dict[str, Report]) -> None:
    with transaction.atomic():
        known = Source.objects.in_bulk(list(per_source), field_name="slug")
        Source.objects.filter(slug__in=known).update(imported_at=timezone.now())
        events.record_all(
            actor,
            [
                Happening(
                    "catalogue.imported",
                    known[slug],
                    {"read": one.read, "created": one.created, "changed": one.changed},
                )
                for slug, one in per_source.items()
                if one.created or one.changed
            ],
        )


def source_for(written: str) -> Source:
    """The source that entries name so, made from what the registry knows of it when it is new.

    Its slug is fit for an address, and never that of our own words: a file cannot speak for us.
    """
    about = sources.describe(written)
    source, _ = Source.objects.get_or_create(
        slug=slug_for(written, {Source.OWN})[:80],
        defaults={
            "name": about.name[:200],
            "homepage": about.homepage or "",
            "licence": about.licence or "",
            "attribution": about.attribution,
            "priority": about.priority,
            "ours": written in catalogue_policy().own_sources,
        },
    )
    return source


class _Batch:
    """One batch of entries on its way in; lives inside one transaction."""

    def __init__(self, actor: Any, entries: Sequence[sources.Entry]) -> None:
        self.actor = actor
        named = {written: source_for(written) for written in {one.source for one in entries}}
        self.sources = {source.slug: source for source in named.values()}
        self.entries = [replace(one, source=named[one.source].slug) for one in entries]
        self.counted: dict[str, Report] = defaultdict(Report)
        self.created: set[int] = set()
        self.dirty: set[int] = set()
        self.told: dict[int, list[Source]] = defaultdict(list)

    def take_in(self) -> tuple[dict[str, Report], set[int]]:
        present = self._present()
        new: dict[tuple[str, str], sources.Entry] = {}
        updated: dict[int, SourceRecord] = {}
        for entry in self.entries:
            key = (entry.source, entry.external_id)
            report = self.counted[entry.source]
            report.read += 1
            if (record := present.get(key)) is None:
                # Two files may hold the same record; the later one counts.
                if key not in new:
                    report.created += 1
                elif new[key] == entry:
                    report.unchanged += 1
                else:
                    report.changed += 1
                new[key] = entry
                continue
            stored = _stored(entry)
            if record.digest == entry.digest and record.entry == stored:
                report.unchanged += 1
                continue
            report.changed += 1
            record.payload, record.digest, record.entry = entry.payload, entry.digest, stored
            record.fetched_at = timezone.now()
            updated[record.pk] = record
            self.dirty.add(record.software_id)
            self.told[record.software_id].append(record.source)
        columns = ["payload", "digest", "entry", "fetched_at"]
        deriving.update_rows(SourceRecord, list(updated.values()), columns)
        self._settle(list(new.values()))
        self._derive()
        return self.counted, self.dirty

    def _present(self) -> dict[tuple[str, str], SourceRecord]:
        ids = [entry.external_id for entry in self.entries]
        rows = SourceRecord.objects.filter(
            source__in=self.sources.values(), external_id__in=ids
        ).select_related("source")
        return {(row.source.slug, row.external_id): row for row in rows}

    def _settle(self, entries: Sequence[sources.Entry]) -> None:
        """Find each new entry's software, or make one."""
        if not entries:
            return
        known, slugs = _Known(entries), _Slugs(entries)
        records, fresh = [], []
        for entry in entries:
            software = known.software_of(entry)
            if software is None:
                software = Software(name=entry.name[:300], slug=slugs.next_for(entry.name))
                fresh.append(software)
                self.counted[entry.source].software += 1
            known.add(_as_record(entry), software)
            records.append(
                SourceRecord(
                    source=self.sources[entry.source],
                    external_id=entry.external_id,
                    software=software,
                    payload=entry.payload,
                    digest=entry.digest,
                    entry=_stored(entry),
                )
            )
        Software.objects.bulk_create(fresh)
        self.created = {software.pk for software in fresh}
        for record in records:
            record.software_id = record.software.pk
            self.told[record.software_id].append(record.source)
        SourceRecord.objects.bulk_create(records)
        self.dirty |= {record.software_id for record in records}

    def _derive(self) -> None:
        softwares = list(Software.objects.filter(pk__in=self.dirty))
        told = changing.Told(self.told, self.created, {one.pk for one in self._filling()})
        watched = [one for one in softwares if told.usually(one)]
        before = changing.look(watched)
        changed = deriving.derive(softwares)
        changing.keep(before, watched, told)
        for source in self._filling():
            if number := self.counted[source.slug].created:
                changing.filled(source, number)
        events.record_all(
            self.actor,
            [
                Happening("catalogue.software-created", software, {})
                if software.pk in self.created
                else Happening(
                    "catalogue.software-changed",
                    software,
                    {"fields": ", ".join(sorted(set(changed[software.pk])))},
                )
                for software in softwares
                if software.pk in self.created or software.pk in changed
            ],
        )

    def _filling(self) -> list[Source]:
        """The sources whose first run this is; of them only how much they bring is kept."""
        return [one for one in self.sources.values() if one.imported_at is None]


def _stored(entry: sources.Entry) -> dict[str, Any]:
    """The entry without what the record keeps in columns of its own, and without empty fields."""
    return {
        key: value
        for key, value in entry.to_json().items()
        if key not in {"payload", "digest"} and value not in (None, "", [], {})
    }


class _Slugs:
    """Slugs given out; asks the database once for the batch, and again only for namesakes."""

    def __init__(self, entries: Sequence[sources.Entry]) -> None:
        wanted = {slug_for(entry.name, ()) for entry in entries}
        self.asked = wanted
        self.given = set(Software.objects.filter(slug__in=wanted).values_list("slug", flat=True))

    def __contains__(self, slug: object) -> bool:
        if slug in self.given:
            return True
        return slug not in self.asked and Software.objects.filter(slug=slug).exists()

    def next_for(self, name: str) -> str:
        slug = slug_for(name, self)
        self.given.add(slug)
        return slug


class _Known:
    """What shares a strong key with any entry of the batch: stored records, and the batch's own."""

    def __init__(self, entries: Sequence[sources.Entry]) -> None:
        self.compared: list[identity.Record] = []
        self.software: list[Software] = []
        self.by_key: dict[identity.Key, list[int]] = defaultdict(list)
        keys = {key for entry in entries for key in identity.strong_keys(_as_record(entry))}
        repositories = [key.value for key in keys if key.scheme == identity.REPOSITORY]
        others = [key for key in keys if key.scheme != identity.REPOSITORY]
        software = set(
            Repository.objects.filter(key__in=repositories).values_list("software_id", flat=True)
        )
        wanted = {(key.scheme, key.value) for key in others}
        rows = Identifier.objects.filter(
            scheme__in={key.scheme for key in others}, value__in={key.value for key in others}
        )
        software |= {row.software_id for row in rows if (row.scheme, row.value) in wanted}
        stored = SourceRecord.objects.filter(software__in=software)
        for record in stored.select_related("source", "software").defer("payload").order_by("pk"):
            self.add(as_identity(record), record.software)

    def add(self, compared: identity.Record, software: Software) -> None:
        place = len(self.compared)
        self.compared.append(replace(compared, id=place))
        self.software.append(software)
        for key in identity.strong_keys(compared):
            self.by_key[key].append(place)

    def software_of(self, entry: sources.Entry) -> Software | None:
        """The software a new entry belongs to; None: it is the first to tell of it."""
        new = _as_record(entry)
        places = {place for key in identity.strong_keys(new) for place in self.by_key.get(key, ())}
        if not places:
            return None
        same = identity.decide(new, [self.compared[place] for place in sorted(places)]).same
        return None if same is None else self.software[int(same)]


def _as_record(entry: sources.Entry) -> identity.Record:
    return identity.Record(
        id="new",
        source=entry.source,
        name=entry.name,
        homepage=entry.homepage,
        repositories=entry.repositories,
        identifiers=entry.identifiers,
    )


def uploads() -> Path:
    """Where uploaded files wait for their import."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
