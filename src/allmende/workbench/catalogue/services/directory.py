# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Keep the directory of organisations in step with what the records say, in their transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.workbench.catalogue import mentions
from allmende.workbench.catalogue.mentions import Mention
from allmende.workbench.catalogue.models import (
    Involvement,
    Organisation,
    OrganisationKey,
    Source,
    SourceRecord,
)
from allmende.workbench.core import audit
from allmende.workbench.core.batches import SIZE, batches

Key = tuple[str, str]
_COLUMNS = ["organisation", "software", "since", "contact", "evidence", "gone_at"]


@transaction.atomic
def keep(records: Mapping[int, Sequence[SourceRecord]]) -> None:
    """Make involvements what these records of each software say; constant queries for any number.

    A record that no longer names an organisation leaves the row with a mark. Where the office
    itself lists who uses or supports a software, the sources' rows of that kind go.
    """
    said = [
        (pk, record, mention) for pk, rows in records.items() for record, mention in _counting(rows)
    ]
    if said:
        # Two imports at once must not make one organisation twice; they wait for each other here
        # instead of a moment later, at their events.
        audit.lock_chain()
    found = _Directory(mention for _pk, _record, mention in said).organisations()
    wanted: dict[tuple[int, str, str], Involvement] = {}
    for (pk, record, mention), organisation in zip(said, found, strict=True):
        if organisation is not None:
            key = (record.pk, mention.role, mention.name)
            wanted.setdefault(key, _row(pk, record, mention, organisation))
    _save(records, wanted)


def _counting(records: Sequence[SourceRecord]) -> Iterator[tuple[SourceRecord, Mention]]:
    """What counts of the records' words: the office's own lists alone, where it has some."""
    silenced = _silenced(records)
    for record in records:
        own = record.source.slug == Source.OWN
        for mention in mentions.of(record):
            if own or mention.role not in silenced:
                yield record, mention


def _silenced(records: Sequence[SourceRecord]) -> set[str]:
    """The roles of which the office itself says who has them."""
    lists = {"usages": Involvement.Role.USES, "support": Involvement.Role.SUPPORTS}
    own = [one.entry for one in records if one.source.slug == Source.OWN]
    return {role.value for key, role in lists.items() if any(key in entry for entry in own)}


def _row(pk: int, record: SourceRecord, mention: Mention, organisation: int) -> Involvement:
    return Involvement(
        organisation_id=organisation,
        software_id=pk,
        record_id=record.pk,
        role=str(mention.role),
        name=mention.name,
        since=mention.since,
        contact=mention.contact,
        evidence=mention.evidence,
    )


def _save(
    records: Mapping[int, Sequence[SourceRecord]],
    wanted: Mapping[tuple[int, str, str], Involvement],
) -> None:
    software_of = {one.pk: pk for pk, rows in records.items() for one in rows}
    silenced = {pk: _silenced(rows) for pk, rows in records.items()}
    own = {one.pk for rows in records.values() for one in rows if one.source.slug == Source.OWN}
    new, changed, gone = dict(wanted), [], []
    for some in batches(list(software_of)):
        for row in Involvement.objects.filter(record__in=some):
            now = new.pop((row.record_id, row.role, row.name), None)
            pk = software_of[row.record_id]
            if now is not None:
                if _differs(row, now):
                    now.pk = row.pk
                    changed.append(now)
            elif row.record_id in own or row.role in silenced[pk]:
                gone.append(row.pk)
            elif row.gone_at is None or row.software_id != pk:
                row.gone_at, row.software_id = row.gone_at or timezone.now(), pk
                changed.append(row)
    for some in batches(gone):
        Involvement.objects.filter(pk__in=some).delete()
    Involvement.objects.bulk_create(
        changed, SIZE, update_conflicts=True, unique_fields=["id"], update_fields=_COLUMNS
    )
    Involvement.objects.bulk_create(new.values(), SIZE)


def _differs(row: Involvement, now: Involvement) -> bool:
    names = ("organisation_id", "software_id", "since", "contact", "evidence", "gone_at")
    return any(getattr(row, name) != getattr(now, name) for name in names)


class _Directory:
    """Which organisation each mention means; those that are new are made."""

    def __init__(self, said: Iterable[Mention]) -> None:
        self.said = list(said)
        keys = {key for one in self.said for key in one.keys}
        self.owner: dict[Key, Organisation] = dict(_owners(keys))
        known = {one.pk: one for one in self.owner.values()}
        self.known = known
        self.numbers: dict[int, set[Key]] = defaultdict(set)
        """The official numbers of an organisation, by the identity of its object."""
        for pk, key in _official(known):
            self.numbers[id(known[pk])].add(key)
        self.fresh: list[Organisation] = []
        self.claims: dict[Key, Organisation] = {}
        self.completed: dict[int, Organisation] = {}

    def organisations(self) -> list[int | None]:
        """The primary key of each mention's organisation; None where it is not known."""
        meant = [self._meant(mention) for mention in self.said]
        Organisation.objects.bulk_create(self.fresh, SIZE)
        Organisation.objects.bulk_update(
            self.completed.values(),
            ["words", "country", "kind", "kind_by_name", "homepage"],
            SIZE,
        )
        OrganisationKey.objects.bulk_create(
            [
                OrganisationKey(organisation_id=owner.pk, scheme=scheme, value=value)
                for (scheme, value), owner in self.claims.items()
            ],
            SIZE,
        )
        return [None if one is None else one.pk for one in meant]

    def _meant(self, mention: Mention) -> Organisation | None:
        organisation = self._found(mention)
        if organisation is None:
            if mention.known_only:
                return None
            organisation = Organisation(name=mention.name)
            self.fresh.append(organisation)
        if not mention.known_only and complete(organisation, mention) and organisation.pk:
            self.completed[organisation.pk] = organisation
        for key in mention.keys:
            if key not in self.owner:
                self.owner[key] = self.claims[key] = organisation
            if key[0] in mentions.OFFICIAL and self.owner[key] is organisation:
                self.numbers[id(organisation)].add(key)
        return organisation

    def _found(self, mention: Mention) -> Organisation | None:
        """By the surest key; who has another official number is another organisation."""
        numbers = dict(key for key in mention.keys if key[0] in mentions.OFFICIAL)
        for key in mention.keys:
            found = self.owner.get(key)
            if found is not None and not any(
                numbers.get(scheme, value) != value for scheme, value in self.numbers[id(found)]
            ):
                return found
        return None


def complete(organisation: Organisation, mention: Mention) -> bool:
    """Add what is not known of an organisation yet; whether that was anything."""
    said = {
        "country": mention.country,
        "homepage": mention.homepage,
        "kind": mention.kind,
    }
    before = _content(organisation)
    for field, value in said.items():
        if value and not getattr(organisation, field):
            setattr(organisation, field, value)
            if field == "kind":
                organisation.kind_by_name = mention.kind_by_name
    if mention.kind and organisation.kind_by_name and not mention.kind_by_name:
        organisation.kind, organisation.kind_by_name = mention.kind, False
    words = searchable(mention.name)
    if f" {words} " not in organisation.words:
        organisation.words = f"{organisation.words or ' '}{words} "
    return _content(organisation) != before


def searchable(name: str) -> str:
    """A name as plain words between blanks, ä as ae, without what only decorates it."""
    return " ".join(filter(None, map(mentions.folded, name.split())))


def _content(one: Organisation) -> tuple[Any, ...]:
    return one.words, one.country, one.kind, one.kind_by_name, one.homepage


def _owners(keys: set[Key]) -> Iterator[tuple[Key, Organisation]]:
    loaded: dict[int, Organisation] = {}
    for some in batches(sorted({value for _scheme, value in keys})):
        for row in OrganisationKey.objects.filter(value__in=some).select_related("organisation"):
            if (key := (row.scheme, row.value)) in keys:
                yield key, loaded.setdefault(row.organisation_id, row.organisation)


def _official(known: Iterable[int]) -> Iterator[tuple[int, Key]]:
    for some in batches(sorted(known)):
        rows = OrganisationKey.objects.filter(organisation__in=some, scheme__in=mentions.OFFICIAL)
        for pk, scheme, value in rows.values_list("organisation_id", "scheme", "value"):
            yield pk, (scheme, value)
