# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which entries may be the same software: ask the identity library, keep its proposals."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.fields.json import KT

from allmende import identity
from allmende.workbench.catalogue.comparing import as_identity
from allmende.workbench.catalogue.models import Apart, Proposal, Software, Source, SourceRecord
from allmende.workbench.catalogue.services import deriving, likening
from allmende.workbench.core import jobs
from allmende.workbench.core.batches import batches

SHOWN_FROM = 0.4
"""Score below which a pair is not worth a person's minute."""


@transaction.atomic
def refresh_all() -> set[int]:
    """Propose anew over the whole catalogue; the software whose proposals changed.

    Near-linear; reads five columns of every record.
    """
    groups = _groups()
    of_record = {record.id: pk for pk, records in groups.items() for record in records}
    first = {pk: records[0].id for pk, records in groups.items()}
    apart = [
        frozenset((first[left], first[right]))
        for left, right in _apart()
        if left in first and right in first
    ]
    everything = [record for records in groups.values() for record in records]
    found = identity.propose(everything, apart, groups=list(groups.values()), minimum=SHOWN_FROM)
    wanted: dict[tuple[int, int], tuple[float, Any]] = {}
    for one in found:
        left, right = sorted((of_record[one.left], of_record[one.right]))
        wanted[left, right] = (one.score, [reason.as_json() for reason in one.reasons])
    likening.refresh()
    return _keep(wanted)


@transaction.atomic
def refresh_about(touched: set[int]) -> set[int]:
    """Drop the proposals these software no longer need, and let a job look for new ones.

    Gives the software whose findings changed with that.
    """
    about = Proposal.objects.filter(Q(left__in=touched) | Q(right__in=touched))
    over = Q(left__merged_into__isnull=False) | Q(right__merged_into__isnull=False)
    for row in Apart.objects.filter(Q(left__in=touched) | Q(right__in=touched)):
        over |= Q(left_id=row.left_id, right_id=row.right_id)
    gone = list(about.filter(over))
    Proposal.objects.filter(pk__in=[one.pk for one in gone]).delete()
    around = touched | {pk for one in gone for pk in (one.left_id, one.right_id)}
    deriving.refresh_findings(list(Software.objects.filter(pk__in=around)))
    jobs.start(None, "catalogue.propose")
    return around


def _keep(wanted: dict[tuple[int, int], tuple[float, Any]]) -> set[int]:
    stale, touched = [], set()
    for row in Proposal.objects.all():
        pair = (row.left_id, row.right_id)
        if wanted.get(pair) == (row.score, row.reasons):
            del wanted[pair]
        else:
            stale.append(row.pk)
            touched |= set(pair)
    for some in batches(stale):
        Proposal.objects.filter(pk__in=some).delete()
    Proposal.objects.bulk_create(
        [
            Proposal(left_id=left, right_id=right, score=score, reasons=reasons)
            for (left, right), (score, reasons) in wanted.items()
        ],
        batch_size=500,
    )
    touched |= {pk for pair in wanted for pk in pair}
    for some in batches(sorted(touched)):
        deriving.refresh_findings(list(Software.objects.filter(pk__in=some)))
    return touched


def _apart() -> Iterator[tuple[int, int]]:
    """Pairs that people keep apart; what was merged since stands for what it became part of."""
    merged = Software.objects.filter(merged_into__isnull=False)
    part_of = dict(merged.values_list("pk", "merged_into_id"))
    for pair in Apart.objects.values_list("left_id", "right_id"):
        left, right = (_whole(pk, part_of) for pk in pair)
        yield left, right


def _whole(pk: int, part_of: Mapping[int, int | None]) -> int:
    while (whole := part_of.get(pk)) is not None:
        pk = whole
    return pk


def _groups() -> dict[int, list[identity.Record]]:
    """The records of every software as the identity library compares them."""
    groups: dict[int, list[identity.Record]] = defaultdict(list)
    rows = (
        SourceRecord.objects.exclude(source__slug=Source.OWN)
        .order_by("pk")
        .values_list(
            "pk",
            "software_id",
            "source__slug",
            KT("entry__name"),  # F reads the name "2048" as a number on SQLite
            KT("entry__homepage"),
            F("entry__repositories"),
            F("entry__identifiers"),
        )
    )
    for pk, software_id, source, name, homepage, repositories, identifiers in rows.iterator(2000):
        groups[software_id].append(
            identity.Record(
                id=pk,
                source=source,
                name=name,
                homepage=homepage,
                repositories=tuple(repositories or ()),
                identifiers=tuple((scheme, value) for scheme, value in identifiers or ()),
            )
        )
    own = SourceRecord.objects.filter(source__slug=Source.OWN, software__merged_into=None)
    for record in own.select_related("source").defer("payload").order_by("pk").iterator(2000):
        groups[record.software_id].append(as_identity(record))
    return groups
