# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Merge two entries into one, take it back, split a record off, or keep two apart."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import (
    Apart,
    Merge,
    Placement,
    Proposal,
    Software,
    Source,
    SourceRecord,
)
from allmende.workbench.catalogue.services import deriving, proposing
from allmende.workbench.catalogue.services.locking import lock
from allmende.workbench.catalogue.slugs import slug_for
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import Refused


@transaction.atomic
def merge(actor: Any, kept: Software, absorbed: Software) -> Merge:
    """Let `kept` take in all records of `absorbed`, whose address then leads to it.

    Reversible by `undo`. Raises NotAllowed, Refused.
    """
    require(actor, "catalogue.merge_software")
    lock(kept, absorbed)
    if kept.pk == absorbed.pk:
        raise Refused(_("An entry cannot be merged with itself."))
    if kept.merged_into_id or absorbed.merged_into_id:
        raise Refused(_("One of the two was merged already, perhaps by somebody else just now."))
    records = _pks(absorbed.records)
    SourceRecord.objects.filter(pk__in=records).update(software=kept)
    placements = [] if kept.placements.exists() else _pks(absorbed.placements)
    Placement.objects.filter(pk__in=placements).update(software=kept)
    absorbed.merged_into, absorbed.changed_at = kept, timezone.now()
    absorbed.save(update_fields=["merged_into", "changed_at"])
    done = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        records=records,
        placements=placements,
        by_id=getattr(actor, "pk", None),
    )
    deriving.derive([kept])
    _settle({kept.pk, absorbed.pk})
    _record(actor, "catalogue.software-merged", kept, absorbed)
    return done


@transaction.atomic
def undo(actor: Any, merge: Merge) -> None:
    """Give the absorbed entry its records and its address back. Raises NotAllowed, Refused."""
    require(actor, "catalogue.merge_software")
    kept, absorbed = merge.kept, merge.absorbed
    lock(kept, absorbed)
    merge.refresh_from_db()
    if merge.undone_at:
        raise Refused(_("This merge was taken back already."))
    if kept.merged_into_id:
        raise Refused(_("Take the later merge back first."))
    theirs = SourceRecord.objects.filter(pk__in=merge.records, software=kept)
    if not theirs.update(software=absorbed) and merge.records:
        raise Refused(_("Its records belong to other entries by now."))
    Placement.objects.filter(pk__in=merge.placements, software=kept).update(software=absorbed)
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    deriving.derive([kept, absorbed])
    _settle({kept.pk, absorbed.pk})
    _record(actor, "catalogue.merge-undone", kept, absorbed)


@transaction.atomic
def split(actor: Any, record: SourceRecord) -> Software:
    """Give one record an entry of its own and keep the two apart. Raises NotAllowed, Refused."""
    require(actor, "catalogue.merge_software")
    if record.source.slug == Source.OWN:
        raise Refused(_("What we wrote ourselves stays with its entry."))
    left = record.software
    lock(left)
    if left.records.count() < 2:
        raise Refused(_("It is the only record of this entry."))
    name = record.entry["name"]
    taken = set(Software.objects.values_list("slug", flat=True))
    right = Software.objects.create(name=name[:300], slug=slug_for(name, taken))
    record.software = right
    record.save(update_fields=["software"])
    _set_apart(actor, left, right)
    deriving.derive([left, right])
    _settle({left.pk, right.pk})
    events.record(actor, "catalogue.record-split", left, record=str(record.source))
    events.record(actor, "catalogue.software-created", right)
    return right


@transaction.atomic
def keep_apart(actor: Any, one: Software, other: Software) -> None:
    """Say that two entries are not the same. Raises NotAllowed, Refused."""
    require(actor, "catalogue.merge_software")
    if one.pk == other.pk:
        raise Refused(_("An entry is always the same as itself."))
    _set_apart(actor, one, other)
    Proposal.objects.filter(_pair(one, other)).delete()
    both = list(Software.objects.filter(pk__in=[one.pk, other.pk]))
    deriving.refresh_findings(both)
    searching.refresh({one.pk, other.pk})
    events.record(actor, "catalogue.kept-apart", one, other=other.name)
    events.record(actor, "catalogue.kept-apart", other, other=one.name)


def _record(actor: Any, kind: str, kept: Software, absorbed: Software) -> None:
    """In the history of both."""
    for one in (kept, absorbed):
        events.record(actor, kind, one, kept=kept.name, absorbed=absorbed.name)


def _pks(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _pair(one: Software, other: Software) -> Q:
    left, right = sorted((one.pk, other.pk))
    return Q(left_id=left, right_id=right)


def _set_apart(actor: Any, one: Software, other: Software) -> None:
    left, right = sorted((one.pk, other.pk))
    Apart.objects.get_or_create(
        left_id=left, right_id=right, defaults={"by_id": getattr(actor, "pk", None)}
    )


def _settle(touched: set[int]) -> None:
    searching.refresh(touched | proposing.refresh_about(touched))
