# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Look at the public repository, and tell what of it is known."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allmende import repositories as library
from allmende.repositories.facts.licences import same_texts
from allmende.workbench.assessments.services import addresses
from allmende.workbench.cases import relations
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries.cases import visible_to
from allmende.workbench.cases.services import lanes
from allmende.workbench.core import events, jobs
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.publications.models import Publication, Verification
from allmende.workbench.publications.services import checked, comparing
from allmende.workbench.publications.services.telling import tell_broken

JOB = "publications.verify"
BEAT = 2.0
"""Seconds between two signs of life."""
LIMITS = library.Limits(clone_seconds=1_800)


@transaction.atomic
def name_address(actor: Any, case: Case, written: str) -> Publication:
    """Say where the software is public, and have that verified. Raises NotAllowed, Refused.

    Whoever asked for the case and the office may, from the approval on.
    """
    require_may_act(actor, case)
    if not takes_address(case):
        raise Refused(_("The public address is named once the publication is approved."))
    place = addresses.read(written)
    if not place.address.startswith(("https://", "file://")):
        raise Refused(_("The public address begins with https://, so that everybody can open it."))
    publication = Publication.objects.select_for_update(of=("self",)).filter(case=case).first()
    if publication is None:
        publication = Publication(case=case)
    if not publication.published_on:
        publication.name, publication.unit = name_of(case), case.unit
    if publication.pk is None or publication.address != place.address:
        # What was verified elsewhere says nothing of this address.
        publication.address, publication.newest = place.address, None
        publication.save()
        events.record(actor, "publications.address-named", publication, address=place.address)
    return start(actor, publication)


@transaction.atomic
def start(actor: Any, publication: Publication) -> Publication:
    """Have the public repository verified; one at a time. Raises NotAllowed, Refused."""
    held = Publication.objects.select_for_update(of=("self",)).select_related("job", "case")
    publication = held.get(pk=publication.pk)
    require_may_act(actor, publication.case)
    if publication.is_verifying:
        raise Refused(_("The public repository is being verified already."))
    publication.job = jobs.start(actor, JOB, publication=publication.pk)
    publication.save(update_fields=["job"])
    events.record(actor, "publications.verifying", publication)
    return publication


def takes_address(case: Case) -> bool:
    """Whether the case is approved and not over."""
    return case.kind == "publication" and case.phase == "decided"


def may_act(actor: Any, case: Case | None) -> bool:
    """Whether somebody sees the case and asked for it, or is of the office."""
    if actor is None:
        return True
    if case is None:
        return bool(actor.has_perm("publications.end"))
    if not visible_to(actor).filter(pk=case.pk).exists():
        return False
    return bool(relations.roles_in(actor, case) & {"requester", "office"})


def require_may_act(actor: Any, case: Case | None) -> None:
    """Raise NotAllowed unless `may_act`."""
    if not may_act(actor, case):
        raise NotAllowed("publications.act")


def name_of(case: Case) -> str:
    """What the software shall be called in public."""
    return str(case.values.get("name") or case.title or case.number)[:300]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be looked at and beside what; made before the thread, which knows no database."""

    address: str
    wanted: str
    """The licence that was approved, as SPDX expression; empty: none is known."""
    commit: str
    source: str | Path | None
    checked_at: datetime | None
    cache: Path


@dataclass(slots=True)
class Seen:
    """What one look brought, under the names of Verification."""

    reachable: str = "unknown"
    licence: str = "unknown"
    licence_found: str = ""
    licence_files: list[str] = field(default_factory=list)
    compared: comparing.Compared = field(default_factory=comparing.Compared)
    problem: dict[str, str] | None = None


def verify(actor: Any, publication: Publication, alive: Callable[[], None]) -> Verification:
    """Look, and keep what was seen as the newest verification. Raises whatever `alive` raises."""
    case = publication.case
    check = checked.check_of(case) if case else None
    order = Order(
        publication.address,
        str((case.values.get("outbound-licence") if case else "") or publication.licence),
        check.commit if check else publication.commit,
        checked.source_of(case) if case else None,
        check.inspected_at if check else None,
        Path(settings.REPOSITORY_CACHE),
    )
    seen = _refused(order.address) or _in_a_thread(order, alive)
    return _keep(actor, publication, order, seen)


def _refused(address: str) -> Seen | None:
    """Not called at all, since the address leads inside; nothing is known then."""
    why: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                addresses.read(address)
                addresses.refuse_private(address)
            except Refused as refused:
                why[code] = str(refused)
    return Seen(problem=why) if why else None


def _in_a_thread(order: Order, alive: Callable[[], None]) -> Seen:
    # A clone says nothing for minutes, and the job must show that it lives.
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look, order)
        while not wait([looking], timeout=BEAT).done:
            alive()
        return looking.result()


def look(order: Order) -> Seen:
    """Open the public repository and the checked one; touches no database."""
    order.cache.mkdir(parents=True, exist_ok=True)
    try:
        found = library.inspect(
            order.address,
            cache=order.cache,
            limits=LIMITS,
            subjects={"licences"},
            with_scan=False,
        )
    except library.NotARepository as error:
        return Seen(reachable="no", problem=dict(error.why))
    seen = Seen(reachable="yes")
    _read_licence(seen, {one.key: one for one in found.facts}, order.wanted)
    with ExitStack() as opened:
        try:
            public = opened.enter_context(
                library.open_repository(order.address, order.cache, limits=LIMITS)
            )
        except library.NotARepository as error:
            seen.problem = dict(error.why)
            return seen
        source = _source(order, opened)
        until = order.checked_at.timestamp() if order.checked_at else None
        seen.compared = comparing.compare(public, found.commit, order.commit, source, until)
        seen.problem = seen.compared.problem
    return seen


def _source(order: Order, opened: ExitStack) -> Any:
    if order.source is None:
        return None
    try:
        return opened.enter_context(
            library.open_repository(order.source, order.cache, limits=LIMITS)
        )
    except library.NotARepository:
        return None


def _read_licence(seen: Seen, facts: dict[str, Any], wanted: str) -> None:
    files = (facts["licence.file"].value or []) if "licence.file" in facts else []
    seen.licence_files = [one["path"] for one in files]
    if not files:
        seen.licence = "no"
        return
    fact = facts.get("licence.expression")
    if fact is None or fact.state == "unknown" or not fact.value:
        return
    seen.licence_found = str(fact.value)[:300]
    if wanted:
        seen.licence = "yes" if same_texts(wanted, seen.licence_found) else "no"


@transaction.atomic
def _keep(actor: Any, publication: Publication, order: Order, seen: Seen) -> Verification:
    held = Publication.objects.select_for_update(of=("self",)).select_related("case", "newest")
    publication = held.get(pk=publication.pk)
    compared = asdict(seen.compared)
    del compared["problem"]
    verification = Verification.objects.create(
        publication=publication,
        asked_by=actor,
        address=order.address,
        reachable=seen.reachable,
        licence=seen.licence,
        licence_wanted=order.wanted,
        licence_found=seen.licence_found,
        licence_files=seen.licence_files,
        checked_commit=order.commit,
        checked_at=order.checked_at,
        problem=seen.problem,
        **{**compared, "differing": list(seen.compared.differing)},
    )
    before = publication.newest
    if publication.address == order.address:
        publication.newest = verification
        publication.save(update_fields=["newest"])
    events.record(
        actor,
        "publications.verified",
        publication,
        verification=verification.pk,
        is_reachable=verification.reachable,
        has_licence=verification.licence,
        has_content=verification.content,
        public_commit=verification.public_commit,
        checked_commit=verification.checked_commit,
    )
    if publication.case and takes_address(publication.case) and not publication.published_on:
        jobs.start(None, lanes.ADVANCE, case=publication.case_id)
    tell_broken(publication, verification, before)
    return verification
