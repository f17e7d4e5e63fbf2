# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Panels, guards, computations and documents that apps register under the names kinds use.

An app registers at its start (`ready`); a kind that names what nobody registered is an error of
Django's system check and cannot be started.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.functional import Promise

from allmende.documents import Document
from allmende.workbench.cases import kinds
from allmende.workbench.cases.models import Case
from allmende.workbench.core.panels import Panel

Guard = Callable[[Case], bool | None]
"""Whether something holds of a case; None where that cannot be told."""
Computation = Callable[[Any, Case], None]
"""What follows from a step: gets the actor and the saved case, inside the step's transaction."""
PanelGiver = Callable[[HttpRequest, Case], Iterable[Panel]]
DocumentMaker = Callable[[Any, Case, str], Document]
"""Makes a document for a person, of a case, in a language."""
EvidenceGiver = Callable[[Case], Iterable["Evidence"]]
MachineGiver = Callable[[Case], Iterable["MachineAnswer"]]
"""What the machine says now to lines of the checklists of a case; asked when lanes begin."""
MendGiver = Callable[[Any, Case, frozenset[str]], Mapping[str, "Mend"]]
"""Which of these criteria a person can mend where, in a case; asked once for a page."""
GuideGiver = Callable[[str, str], str]
"""The address of a guide's part: of a `lane` or a `group` of the form by its id, else of all."""
Registered = TypeVar("Registered", bound=Callable[..., Any])

GUARDS: dict[str, Guard] = {}
COMPUTATIONS: dict[str, Computation] = {}
PANELS: dict[str, PanelGiver] = {}
DOCUMENTS: dict[str, DocumentMaker] = {}
EVIDENCE: list[EvidenceGiver] = []
MACHINES: list[MachineGiver] = []
MENDS: list[MendGiver] = []
GUIDES: dict[str, GuideGiver] = {}
FEEDS: dict[str, str | Promise] = {}
"""Further calendars that a person's secret opens: name of the address, and what stands in it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: what it is by language, and the hash or key by which it is found."""

    label: dict[str, str]
    key: str


@dataclass(frozen=True, slots=True)
class MachineAnswer:
    """What the machine says to a line of a checklist; `state` is a state of the criteria."""

    lane: str
    item: str
    state: str
    reason: str = ""
    evidence: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mend:
    """A page of the workbench that helps to mend what a criterion found, in the active language."""

    label: str
    address: str


def guard(name: str) -> Callable[[Registered], Registered]:
    """Decorator: this function is the guard of that name."""
    return _under(GUARDS, name)


def computation(name: str) -> Callable[[Registered], Registered]:
    """Decorator: this function is the computation of that name."""
    return _under(COMPUTATIONS, name)


def panel(name: str) -> Callable[[Registered], Registered]:
    """Decorator: this function gives the panels of that name for the page of a case."""
    return _under(PANELS, name)


def document(name: str) -> Callable[[Registered], Registered]:
    """Decorator: this function makes the document of that name."""
    return _under(DOCUMENTS, name)


def evidence(giver: EvidenceGiver) -> EvidenceGiver:
    """Decorator: this function names evidence of a case that lies in its own app."""
    EVIDENCE.append(giver)
    return giver


def machine(giver: MachineGiver) -> MachineGiver:
    """Decorator: this function answers lines of checklists that have a criterion."""
    MACHINES.append(giver)
    return giver


def mend(giver: MendGiver) -> MendGiver:
    """Decorator: this function knows pages that mend what criteria found."""
    MENDS.append(giver)
    return giver


def guide(kind: str) -> Callable[[Registered], Registered]:
    """Decorator: this function gives the addresses of the guide to that kind."""
    return _under(GUIDES, kind)


def feed(view: str, label: str | Promise) -> None:
    """Offer a further calendar beside that of a person's tasks; its view takes the secret."""
    FEEDS[view] = label


def guide_address(kind: str, part: str = "", name: str = "") -> str:
    """Where the guide to a kind tells of it; empty where there is no guide."""
    return GUIDES[kind](part, name) if kind in GUIDES else ""


def mends(user: Any, case: Case, criteria: Iterable[str]) -> dict[str, Mend]:
    """Criterion to the page that mends it, for those of them that have one."""
    asked = frozenset(criteria)
    return {name: one for giver in MENDS if asked for name, one in giver(user, case, asked).items()}


def names() -> kinds.Registry:
    """The names there are, without the criteria."""
    return kinds.Registry(
        guards=frozenset(GUARDS),
        computations=frozenset(COMPUTATIONS),
        panels=frozenset(PANELS),
        documents=frozenset(DOCUMENTS),
    )


def _under(where: dict[str, Any], name: str) -> Callable[[Registered], Registered]:
    def keep(function: Registered) -> Registered:
        if where.setdefault(name, function) is not function:
            raise ValueError(f"{name!r} is registered already")
        return function

    return keep
