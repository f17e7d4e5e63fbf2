# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Keep what an import changed, in its own transaction: dated, by field, before and after.

Only what comes from outside: what the office itself writes stands in its events. The first run of
a source is one line with a number, not one for each of its entries.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from allmende.workbench.catalogue.models import Change, Reference, Software, Source, SourceRecord

KEPT = timedelta(days=180)
MOST = 100_000
"""Changes kept at most, the newest; a source that changes everything each day ends here."""
FIELDS = (
    "name",
    "descriptions",
    "licences",
    "latest_release",
    "latest_release_at",
    "archived",
    "repository",
    "homepage",
    "developer",
    "tags",
)
ORGANISATIONS = "organisations"
LISTS = ("tags", ORGANISATIONS)
"""Of these what went and what came is kept; of a licence list the whole, since it is one choice."""
LONGEST, LISTED = 300, 20
"""Letters of a text and items of a list that are kept."""

State = dict[str, Any]


def look(softwares: Sequence[Software]) -> dict[int, State]:
    """What these software say now, to compare with later; one query for any number."""
    used: dict[int, list[str]] = defaultdict(list)
    rows = Reference.objects.filter(software__in=softwares).order_by("organisation")
    for pk, organisation in rows.values_list("software_id", "organisation"):
        used[pk].append(organisation)
    return {
        one.pk: {
            **{field: getattr(one, field) for field in FIELDS},
            ORGANISATIONS: list(dict.fromkeys(used[one.pk])),
        }
        for one in softwares
    }


@dataclass(frozen=True, slots=True)
class Told:
    """Who told something of which software in one batch, and which software is new with it."""

    by: Mapping[int, Collection[Source]]
    """Primary key of a software to the sources that said something new of it."""
    created: Collection[int]
    filling: Collection[int]
    """Primary keys of the sources that come in for the first time."""

    def usually(self, one: Software) -> list[Source]:
        """The sources that told of it and were known before."""
        return [source for source in self.by.get(one.pk, ()) if source.pk not in self.filling]


def keep(before: Mapping[int, State], softwares: Sequence[Software], told: Told) -> None:
    """Keep how these software differ from before, all told of by a source that was known.

    Constant queries for any number.
    """
    now = look(softwares)
    said_by = _sources_of_fields(softwares)
    rows = []
    for one in softwares:
        usual = told.usually(one)
        if one.pk in told.created:
            rows.append(Change(kind=Change.Kind.NEW, software=one, source=usual[0]))
            continue
        for field, was, is_now in _differences(before[one.pk], now[one.pk]):
            who = said_by.get((one.pk, field), usual[0].pk)
            rows.append(
                Change(
                    kind=Change.Kind.CHANGED,
                    software=one,
                    source_id=who,
                    field=field,
                    before=was,
                    after=is_now,
                )
            )
    Change.objects.bulk_create(rows, batch_size=500)


def filled(source: Source, number: int) -> None:
    """Count records that a source brought in its first run; inside the caller's transaction."""
    row, created = Change.objects.select_for_update().get_or_create(
        kind=Change.Kind.FILLED, source=source, defaults={"after": number}
    )
    if not created:
        row.after, row.at = int(row.after or 0) + number, timezone.now()
        row.save(update_fields=["after", "at"])


def seen_or_gone(kind: Change.Kind, source: Source, records: Iterable[SourceRecord]) -> None:
    """Keep that a source no longer lists what these records are about, or lists it again."""
    Change.objects.bulk_create(
        [Change(kind=kind, software_id=one.software_id, source=source) for one in records],
        batch_size=500,
    )


def forget(now: datetime | None = None) -> int:
    """Forget what is older than half a year, and the oldest beyond the number kept."""
    gone, _each = Change.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()
    beyond = Change.objects.order_by("-id").values_list("id", flat=True)[MOST : MOST + 1]
    if last := next(iter(beyond), None):
        gone += Change.objects.filter(id__lte=last).delete()[0]
    return gone


def _differences(before: State, now: State) -> Iterator[tuple[str, Any, Any]]:
    for field, value in now.items():
        was = before[field]
        if was == value or (field == "latest_release_at" and _has_version(before, now)):
            continue
        yield field, *_as_kept(field, was, value)


def _has_version(before: State, now: State) -> bool:
    """A new version says what its date alone would."""
    return bool(before["latest_release"] != now["latest_release"])


def _as_kept(field: str, was: Any, value: Any) -> tuple[Any, Any]:
    if field in LISTS:
        gone = [_cut(one) for one in was if one not in value]
        come = [_cut(one) for one in value if one not in was]
        return gone[:LISTED], come[:LISTED]
    if isinstance(value, dict):
        other = [key for key in {**was, **value} if was.get(key) != value.get(key)]
        return _texts(was, other), _texts(value, other)
    return _cut(was), _cut(value)


def _texts(texts: Mapping[str, Any], languages: Iterable[str]) -> dict[str, Any]:
    return {key: _cut(texts[key]) for key in languages if key in texts}


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_cut(one) for one in value[:LISTED]]
    return value


def _sources_of_fields(softwares: Sequence[Software]) -> dict[tuple[int, str], int]:
    """Whose word each field is now: software and field to the source."""
    records = {
        (one.pk, field): said["record"]
        for one in softwares
        for field, said in one.provenance.items()
        if said.get("record")
    }
    rows = SourceRecord.objects.filter(software__in=softwares).values_list("pk", "source_id")
    source_of = dict(rows)
    found = {key: source_of[pk] for key, pk in records.items() if pk in source_of}
    renamed = {(pk, "repository"): one for (pk, field), one in found.items() if field == _MANY}
    return found | renamed


_MANY = "repositories"
"""What records call the field whose first value is the software's `repository`."""
