# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Prepare what a repository lacks, from the case's answers and what people add to them."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende import repositories as library
from allmende.publishing import preparing
from allmende.publishing.preparing.model import SHAPE
from allmende.repositories.facts.reading.tongue import spoken
from allmende.workbench.cases import relations
from allmende.workbench.cases.models import Case
from allmende.workbench.cases.queries.cases import visible_to
from allmende.workbench.core import events, jobs
from allmende.workbench.core.errors import NotAllowed, Refused
from allmende.workbench.publications.models import Preparation
from allmende.workbench.publications.services import checked, verifying

JOB = "publications.prepare"
BEAT = 2.0
"""Seconds between two signs of life."""
LIMITS = library.Limits(clone_seconds=1_800)
FORGES = ("github", "opencode", "gitlab", "other")
MAINTENANCE = {"staff": "internal", "none": "none"}
"""Answer of the case to the type that publiccode.yml knows; a contract needs more than a word."""


def may_see(actor: Any, case: Case) -> bool:
    """Whether somebody sees the case and asked for it, or is of the office or legal."""
    if not visible_to(actor).filter(pk=case.pk).exists():
        return False
    return bool(relations.roles_in(actor, case) & {"requester", "office", "legal"})


def may_prepare(actor: Any, case: Case) -> bool:
    """Whether somebody asked for the case or is of the office, and the case is not over."""
    return case.phase != "closed" and verifying.may_act(actor, case)


@transaction.atomic
def start(actor: Any, case: Case, said: Mapping[str, Any]) -> Preparation:
    """Keep what people say and have the patch prepared. Raises NotAllowed, Refused."""
    if not may_prepare(actor, case):
        raise NotAllowed("publications.prepare")
    if checked.source_of(case) is None:
        raise Refused(_("The repository of this case can no longer be opened."))
    Preparation.objects.get_or_create(case=case)
    held = Preparation.objects.select_for_update(of=("self",)).select_related("job", "case")
    preparation = held.get(case=case)
    if preparation.is_running:
        raise Refused(_("It is being prepared already."))
    preparation.said = dict(said)
    preparation.job = jobs.start(actor, JOB, preparation=preparation.pk)
    preparation.save(update_fields=["said", "job"])
    events.record(actor, "publications.preparing", case)
    return preparation


def details_of(case: Case, said: Mapping[str, Any]) -> preparing.Details:
    """What the case says, and what people added; whatever nobody said stays empty."""
    values = case.values
    description = _by_language(str(values.get("description") or ""))
    main = str(said.get("language") or next(iter(description), settings.POLICY.office.language))
    unit = str(case.unit) if case.unit else ""
    contact = {"name": unit, "email": str(said.get("contact") or "")}
    given = preparing.Details.model_validate(
        {
            "name": verifying.name_of(case),
            "description": description,
            "purpose": _by_language(str(values.get("public-purpose") or "")),
            "usage": _by_language(str(said.get("usage") or "")),
            "licence": str(values.get("outbound-licence") or ""),
            "owners": str(said.get("owners") or "").replace(",", " ").split(),
            "contacts": [contact] if unit else [],
            "security_contact": str(values.get("security-contact") or ""),
            "forge": next((one for one in FORGES if one in (values.get("platform") or ())), ""),
            "address": str(said.get("address") or ""),
            "languages": [main, "en" if main == "de" else "de"],
            "publiccode": publiccode_of(case, said),
        }
    )
    return preparing.with_office(given, settings.POLICY)


def publiccode_of(case: Case, said: Mapping[str, Any]) -> dict[str, Any]:
    """What only publiccode.yml asks for, under the standard's keys."""
    kind = MAINTENANCE.get(str(case.values.get("maintenance-funding") or ""))
    features = [one.strip() for one in str(said.get("features") or "").splitlines() if one.strip()]
    described = _by_language(str(case.values.get("description") or ""))
    languages = [str(one) for one in said.get("interface_languages") or ()]
    data = {
        "platforms": list(said.get("platforms") or ()),
        "developmentStatus": said.get("status") or "",
        "softwareType": said.get("type") or "",
        "maintenance": {"type": kind} if kind else {},
        "localisation": {
            "localisationReady": len(languages) > 1,
            "availableLanguages": languages,
        }
        if languages
        else {},
        "description": {one: {"features": features} for one in described} if features else {},
    }
    return {key: one for key, one in data.items() if one}


def _by_language(text: str) -> dict[str, str]:
    """A text under the language it is in; the office's where it is too short to tell."""
    if not text.strip():
        return {}
    language = spoken([text]).language
    return {language if language in ("de", "en") else settings.POLICY.office.language: text}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be prepared from; made before the thread, which knows no database."""

    source: str | Path
    commit: str
    details: preparing.Details
    texts: Path
    cache: Path


def prepare(actor: Any, preparation: Preparation, alive: Callable[[], None]) -> Preparation:
    """Open the repository and keep what was prepared. Raises whatever `alive` raises."""
    case = preparation.case
    source = checked.source_of(case)
    if source is None:
        raise Refused(_("The repository of this case can no longer be opened."))
    check = checked.check_of(case)
    order = Order(
        source,
        check.commit if check else "",
        details_of(case, preparation.said),
        preparing.texts_of(settings.POLICY),
        Path(settings.REPOSITORY_CACHE),
    )
    try:
        found = _in_a_thread(order, alive)
    except library.NotARepository as error:
        return _keep(actor, preparation, None, dict(error.why))
    return _keep(actor, preparation, found, None)


def _in_a_thread(order: Order, alive: Callable[[], None]) -> preparing.Preparation:
    # A clone says nothing for minutes, and the job must show that it lives.
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(_prepared, order)
        while not wait([working], timeout=BEAT).done:
            alive()
        return working.result()


def _prepared(order: Order) -> preparing.Preparation:
    order.cache.mkdir(parents=True, exist_ok=True)
    with library.open_repository(order.source, order.cache, limits=LIMITS) as repository:
        known = order.commit and repository.reaches([order.commit])
        return preparing.prepare(
            repository,
            order.details,
            commit=order.commit if known else None,
            texts=order.texts,
        )


@transaction.atomic
def _keep(
    actor: Any,
    preparation: Preparation,
    found: preparing.Preparation | None,
    problem: dict[str, str] | None,
) -> Preparation:
    held = Preparation.objects.select_for_update(of=("self",)).select_related("case")
    preparation = held.get(pk=preparation.pk)
    preparation.problem = problem
    if found is not None:
        told = found.as_json()
        preparation.shape = SHAPE
        preparation.commit = found.commit or ""
        preparation.pieces, preparation.patch = told["pieces"], told["patch"]
        preparation.prepared_at = timezone.now()
        written = sum(one.is_written for one in found.pieces)
        events.record(actor, "publications.prepared", preparation.case, files=written)
    preparation.save()
    return preparation
