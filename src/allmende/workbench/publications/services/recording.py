# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Record that something is published, released anew, or has ended."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.models import Case, Condition, Move
from allmende.workbench.cases.services import moving
from allmende.workbench.core import events
from allmende.workbench.core.access import require
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.core.models import Unit
from allmende.workbench.publications.models import NotPublished, Publication
from allmende.workbench.publications.services import verifying

STEPS = {"archived": "archive", "handed-over": "hand-over", "fork-endorsed": "endorse-fork"}
"""How a publication ends, to the step of its case."""


def record_publication(actor: Any, case: Case) -> None:
    """Copy what the case says into its publication; the first time it is published, else released.

    Runs inside the step of the case. Raises Refused where no public address is named.
    """
    publication = Publication.objects.select_for_update(of=("self",)).filter(case=case).first()
    if publication is None:
        raise Refused(_("First name the public address of the repository."))
    first, today = publication.published_on is None, timezone.localdate()
    _copy(publication, case)
    if first:
        publication.published_on = today
        publication.public = may_be_public(case)
    publication.released_on = today
    publication.save()
    # What the office took off the public list stays off it with the next release.
    if publication.public and not case.confidential:
        moving.show(None, case, short_form(publication))
        case.refresh_from_db(fields=["lock_version", "shown"])
    kind = "publications.published" if first else "publications.released"
    newest = publication.newest
    events.record(
        actor,
        kind,
        publication,
        commit=publication.commit,
        tree=publication.tree,
        verification=newest.pk if newest else None,
    )
    for one in NotPublished.objects.filter(case=case, ended_on=None):
        one.ended_on = today
        one.save(update_fields=["ended_on"])
        events.record(actor, "publications.not-published-ended", one)


def may_be_public(case: Case | None) -> bool:
    """Whether the public may read of it; what outlasted its case was read before."""
    return case is None or declared(case).visibility.public == "published"


@transaction.atomic
def set_public(actor: Any, publication: Publication, public: bool) -> None:
    """Take a publication off the public list, or put it back. Raises NotAllowed, Refused."""
    require(actor, "publications.show")
    held = Publication.objects.select_for_update(of=("self",)).select_related("case", "unit")
    publication = held.get(pk=publication.pk)
    case = publication.case
    if publication.published_on is None or not may_be_public(case):
        raise Refused(_("Only what is published can stand on the public list."))
    if publication.public == public:
        return
    publication.public = public
    publication.save(update_fields=["public"])
    if case is not None and public:
        moving.show(actor, case, short_form(publication))
    elif case is not None:
        moving.hide(actor, case)
    events.record(actor, "publications.shown" if public else "publications.hidden", publication)


def short_form(one: Publication) -> dict[str, Any]:
    """What the public reads of a publication; days as ISO 8601."""
    return {
        "name": one.name,
        "description": one.description,
        "licence": one.licence,
        "address": one.address,
        "unit": one.unit.name if one.unit else "",
        "since": one.published_on.isoformat() if one.published_on else "",
        "end": one.end,
        "successor": one.successor,
    }


def record_end(actor: Any, case: Case) -> None:
    """Note on the publication how it ended and why; runs inside the step of the case."""
    publication = Publication.objects.select_for_update(of=("self",)).filter(case=case).first()
    if publication is None:
        raise Refused(_("First name the public address of the repository."))
    move = case.moves.order_by("-id").first()
    publication.end, publication.ended_on = case.state, timezone.localdate()
    publication.end_note = move.reason if move else ""
    publication.save(update_fields=["end", "ended_on", "end_note"])
    events.record(actor, "publications.ended", publication, ended_as=publication.end)


@transaction.atomic
def end(actor: Any, publication: Publication, how: str, note: str, successor: str = "") -> None:
    """End a publication by the step of its case. Raises NotAllowed, Refused."""
    require(actor, "publications.end")
    case = publication.case
    if how not in STEPS:
        raise Refused(_("Say how the publication ends."))
    if how != "archived" and not successor:
        raise Refused(_("Give the address of who carries it on."))
    if case is None or publication.published_on is None or publication.end:
        raise Refused(_("Only what is published and has not ended yet can be ended."))
    if actor is not None and not verifying.may_act(actor, case):
        raise NotAllowed("publications.end")
    moving.take(actor, case, STEPS[how], reason=note)
    if successor:
        Publication.objects.filter(pk=publication.pk).update(successor=successor)
        events.record(actor, "publications.successor-named", publication, address=successor)


def _copy(publication: Publication, case: Case) -> None:
    values, newest = case.values, publication.newest
    publication.name = verifying.name_of(case)
    publication.description = str(values.get("description") or "")
    publication.unit = (
        Unit.objects.filter(pk=values["unit"]).first() if values.get("unit") else None
    )
    publication.unit = publication.unit or case.unit
    publication.platforms = _platforms(case)
    publication.maintainers = len(values.get("maintainers") or []) or None
    if newest:
        publication.licence = newest.licence_found or newest.licence_wanted
        publication.commit, publication.tree = newest.public_commit, newest.public_tree
    approval = Move.objects.filter(case=case, decides=True).order_by("-id").first()
    if approval:
        publication.approved_on = timezone.localdate(approval.at)
        publication.approved_by = approval.by
    publication.conditions = [
        {"text": one.text, "due_on": one.due_on.isoformat() if one.due_on else None}
        for one in Condition.objects.filter(case=case)
    ]


def _platforms(case: Case) -> list[dict[str, str]]:
    field = next((one for one in declared(case).fields if one.id == "platform"), None)
    chosen = case.values.get("platform") or []
    return [one.label for one in field.options if one.id in chosen] if field else []
