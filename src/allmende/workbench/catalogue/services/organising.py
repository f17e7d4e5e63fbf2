# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What people decide of organisations: the same or not, and the office's own note."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.catalogue.models import (
    Organisation,
    OrganisationApart,
    OrganisationKey,
    OrganisationMerge,
    OrganisationProposal,
    Software,
)
from allmende.workbench.catalogue.services import deriving, directory
from allmende.workbench.catalogue.services.locking import lock
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.batches import batches
from allmende.workbench.core.errors import Refused


@transaction.atomic
def merge(actor: Any, kept: Organisation, absorbed: Organisation) -> OrganisationMerge:
    """Let `kept` take in what `absorbed` is told by and does; its address then leads there.

    Reversible by `undo`. Raises NotAllowed, Refused.
    """
    require(actor, "catalogue.merge_software")
    lock(kept, absorbed)
    if kept.pk == absorbed.pk:
        raise Refused(_("An organisation cannot be merged with itself."))
    if kept.merged_into_id or absorbed.merged_into_id:
        raise Refused(_("One of the two was merged already, perhaps by somebody else just now."))
    keys = list(absorbed.keys.order_by("pk").values_list("pk", flat=True))
    OrganisationKey.objects.filter(pk__in=keys).update(organisation=kept)
    moved = list(absorbed.involvements.order_by("pk").values_list("pk", flat=True))
    absorbed.involvements.update(organisation=kept)
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    done = OrganisationMerge.objects.create(
        kept=kept, absorbed=absorbed, keys=keys, moved=moved, by_id=getattr(actor, "pk", None)
    )
    about = Q(left__in=[kept, absorbed]) | Q(right__in=[kept, absorbed])
    OrganisationProposal.objects.filter(about).delete()
    _record(actor, "catalogue.organisation-merged", kept, absorbed)
    return done


@transaction.atomic
def undo(actor: Any, merge: OrganisationMerge) -> None:
    """Give the absorbed organisation back what it is told by. Raises NotAllowed, Refused."""
    require(actor, "catalogue.merge_software")
    kept, absorbed = merge.kept, merge.absorbed
    lock(kept, absorbed)
    merge.refresh_from_db()
    if merge.undone_at:
        raise Refused(_("This merge was taken back already."))
    if kept.merged_into_id:
        raise Refused(_("Take the later merge back first."))
    OrganisationKey.objects.filter(pk__in=merge.keys, organisation=kept).update(
        organisation=absorbed
    )
    for some in batches(merge.moved):
        kept.involvements.filter(pk__in=some).update(organisation=absorbed)
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    _find_anew(kept)
    _record(actor, "catalogue.organisation-merge-undone", kept, absorbed)


@transaction.atomic
def keep_apart(actor: Any, one: Organisation, other: Organisation) -> None:
    """Say that two organisations are not the same. Raises NotAllowed, Refused."""
    require(actor, "catalogue.merge_software")
    if one.pk == other.pk:
        raise Refused(_("An organisation is always the same as itself."))
    left, right = sorted((one.pk, other.pk))
    OrganisationApart.objects.get_or_create(
        left_id=left, right_id=right, defaults={"by_id": getattr(actor, "pk", None)}
    )
    OrganisationProposal.objects.filter(left_id=left, right_id=right).delete()
    events.record(actor, "catalogue.organisations-apart", one, other=other.name)
    events.record(actor, "catalogue.organisations-apart", other, other=one.name)


@transaction.atomic
def note(actor: Any, organisation: Organisation, text: str, contact: str) -> None:
    """Keep the office's own note and the role address it knows. Raises NotAllowed, Refused."""
    require(actor, "catalogue.edit_software")
    lock(organisation)
    if organisation.merged_into_id:
        raise Refused(_("This organisation was merged; edit the one that took it in."))
    contact = contact.strip()
    if contact:
        _refuse_a_person(contact)
    if (organisation.note, organisation.contact) == (text.strip(), contact):
        return
    organisation.note, organisation.contact = text.strip(), contact
    organisation.save(update_fields=["note", "contact"])
    events.record(actor, "catalogue.organisation-noted", organisation)


def _refuse_a_person(contact: str) -> None:
    try:
        validate_email(contact)
    except ValidationError:
        raise Refused(_("“{value}” is not a mail address.").format(value=contact)) from None
    if get_user_model().objects.filter(email__iexact=contact).exists():
        raise Refused(_("This is the address of a person; please give the one of a role."))


def _find_anew(kept: Organisation) -> None:
    """Let what these software say find its organisations again, by the keys as they are now."""
    pks = set(kept.involvements.values_list("software_id", flat=True))
    for some in batches(sorted(pks)):
        directory.keep(deriving.records_of(list(Software.objects.filter(pk__in=some))))


def _record(actor: Any, kind: str, kept: Organisation, absorbed: Organisation) -> None:
    for one in (kept, absorbed):
        events.record(actor, kind, one, kept=kept.name, absorbed=absorbed.name)
