# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Cases of the invented office: in several states, between the people of the demo."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.cases import definitions
from allmende.workbench.cases.models import Case, LaneRun
from allmende.workbench.cases.services import (
    conditions,
    filing,
    filling,
    lanes,
    moving,
    starting,
    talking,
)
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import jobs
from allmende.workbench.core.models import Job, Unit

EMPLOYEE = ""
People = Mapping[str, User]
PUBLICATION: Mapping[str, Any] = {
    "name": "Wahlhelfer-App (Beispiel)",
    "description": "Wahlhelfende melden sich an, sehen ihren Einsatz und bestätigen ihn. "
    "Das Wahlamt plant damit die Besetzung der Wahllokale.",
    "kind-of-work": "own-development",
    "platform": ["opencode"],
    "public-purpose": "Andere Kommunen können die Anwendung nachnutzen und gemeinsam pflegen.",
    "reuse": "Wahlämter anderer Städte und Landkreise.",
    "maintenance-effort": "15",
    "maintenance-funding": "staff",
    "security-contact": "sicherheit@example.org",
    "outbound-licence": "MIT",
    "origin": ["employees"],
    "third-party-parts": "no",
    "non-disclosure": "no",
    "personal-data": "unknown",
    "confidential-data": "no",
    "people-named": "yes",
    "people-monitored": "no",
    "name-check": "done",
    "city-logo": "no",
    "patents": "no",
    "cryptography": "no",
    "interface": "yes",
    "history": "whole",
    "announce": "no",
}
LEGAL: Mapping[str, Any] = {
    "question": "Dürfen wir den Quelltext aus einem Dienstleistungsvertrag veröffentlichen?",
    "area": "contract",
    "facts": "Der Vertrag von 2021 räumt einfache Nutzungsrechte ein. Die Anwendung soll "
    "veröffentlicht werden; der Auftragnehmer ist damit einverstanden.",
    "personal-data": "no",
}
SECOND: Mapping[str, Any] = {
    "question": "Wer haftet, wenn unser Beitrag bei anderen einen Fehler verursacht?",
    "area": "liability",
    "facts": "Beschäftigte tragen in der Arbeitszeit zu einem fremden Projekt bei.",
    "personal-data": "no",
}

LICENCE: Mapping[str, Any] = {
    "question": "Dürfen wir den Bestandteil in unserer Anwendung mitliefern? (Beispiel)",
    "licence": "EUPL-1.2",
    "context": "distinct-component",
    "linking": "process",
    "passed-on": "yes",
    "network-use": "yes",
    "changed": "no",
    "exception": "no",
}


def seed(repository: Path) -> None:
    """Make the cases where the demo has none; a second call changes nothing.

    `repository` is the bundle of what is to be published.
    """
    if Case.objects.exists():
        return
    people = {
        figure.role: demo_person(figure.role, figure.first_name, figure.last_name)
        for figure in cast.CAST
    }
    known = definitions.current()
    if "publication" in known:
        _publication_in_review(people, repository)
    for kind, make in MAKERS:
        if kind in known:
            make(people)


def _begun(by: User, kind: str, values: Mapping[str, Any], **more: Any) -> Case:
    """A draft with those of the answers that the kind asks."""
    asked = {one.id: one for one in definitions.current()[kind].fields}
    unit = by.unit or Unit.objects.first()
    if unit is not None and "unit" in asked:
        more.setdefault("unit", str(unit.pk))
    answers = {**values, **more}
    kept = {name: one for name, one in answers.items() if name in asked}
    return starting.start(by, kind, kept, unit=unit)


def _publication_in_review(people: People, repository: Path) -> None:
    asker, office = people[EMPLOYEE], people[Role.OFFICE]
    maintainers = [str(asker.pk), str(people[Role.COMMUNITY].pk)]
    case = _begun(asker, "publication", PUBLICATION, maintainers=maintainers)
    kept = filing.attach(asker, case, repository.name, [repository.read_bytes()])
    saved = filling.save_values(asker, case, {"repository": f"sha256:{kept.sha256}"})
    case = moving.take(asker, saved.case, "submit")
    _work_off()
    moving.take(office, _now(case), "begin-review", tier="small-tool")
    _answer_lane(office, case, "third-party", "approve")
    _answer_lane(
        people[Role.LEGAL],
        case,
        "ownership",
        "approve-with-condition",
        conditions=[
            conditions.NewCondition(
                "Schriftliche Bestätigung des zweiten Autors zu den Akten nehmen.",
                definitions.in_working_days(10),
            )
        ],
    )
    talking.comment(asker, _now(case), "Die Testdaten stammen aus einem Generator.")
    talking.comment(office, _now(case), "Danke. Bitte das in der README erwähnen.")


def _publication_draft(people: People) -> None:
    more = {"name": "Formularbaukasten (Beispiel)", "kind-of-work": "documents"}
    first = {key: PUBLICATION[key] for key in ("description", "public-purpose", "platform")}
    _begun(people[Role.COMMUNITY], "publication", {**first, **more})


def _publication_rejected(people: People) -> None:
    asker, office = people[EMPLOYEE], people[Role.OFFICE]
    more = {
        "name": "Netzplan-Werkzeug (Beispiel)",
        "repository": "https://git.example.org/it/netzplan-werkzeug",
        "confidential-data": "yes",
    }
    maintainers = [str(asker.pk), str(office.pk)]
    case = _begun(asker, "publication", {**PUBLICATION, **more}, maintainers=maintainers)
    case = moving.take(asker, case, "submit")
    case = moving.take(
        office, case, "triage-without-check", reason="Das Beispiel hat kein Repository."
    )
    moving.take(
        office,
        case,
        "reject",
        reason="Aus dem Werkzeug lässt sich der Aufbau des Verwaltungsnetzes ablesen. "
        "Ein allgemeiner Teil ohne diese Angaben kann neu beantragt werden.",
    )


def _legal_in_review(people: People) -> None:
    asker, legal = people[EMPLOYEE], people[Role.LEGAL]
    case = _begun(asker, "legal-question", LEGAL)
    case = moving.take(asker, case, "ask")
    case = moving.take(legal, case, "accept")
    talking.comment(legal, case, "Bitte die Anlage 3 des Vertrags hochladen.")


def _legal_waits(people: People) -> None:
    asker, legal = people[Role.COMMUNITY], people[Role.LEGAL]
    case = _begun(asker, "legal-question", SECOND)
    case = moving.take(asker, case, "ask")
    moving.take(
        legal,
        case,
        "query",
        reason="Geht es um Beiträge unter einem CLA, und wenn ja, um welches?",
    )


def _licence_asked(people: People) -> None:
    software = Software.objects.order_by("slug").first()
    if software is None:
        return
    asker = people[Role.COMMUNITY]
    case = _begun(asker, "licence-question", LICENCE, component=software.slug)
    moving.take(asker, case, "ask")


def _answer_lane(by: User, case: Case, lane: str, answer: str, **more: Any) -> None:
    """Answer a lane with all its questions, where it is there and open."""
    run = LaneRun.objects.filter(case=case, lane=lane, current=True, state="running").first()
    if run is None:
        return
    kind = definitions.declared(case)
    for item in lanes.questions(_now(case), kind.lane(lane)):
        if item.question:
            lanes.answer_item(by, run, item.id, "met")
    lanes.answer_lane(by, run, answer, conditions_set=more.get("conditions", ()))


def _work_off() -> None:
    """Do at once what a step has put in line: the worker of the demo is not there yet."""
    waiting = Job.objects.filter(state=Job.State.WAITING).order_by("pk")
    while job := waiting.filter(due_at__lte=timezone.now()).first():
        jobs.run(job.pk)


def _now(case: Case) -> Case:
    return Case.objects.select_related("kept").get(pk=case.pk)


MAKERS: tuple[tuple[str, Callable[[People], None]], ...] = (
    ("publication", _publication_draft),
    ("publication", _publication_rejected),
    ("legal-question", _legal_in_review),
    ("legal-question", _legal_waits),
    ("licence-question", _licence_asked),
)
"""Kind of case, and what makes one of it."""
