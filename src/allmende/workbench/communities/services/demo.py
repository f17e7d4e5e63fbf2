# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Bodies as the policy knows them; delegates, consultations and assessments are invented."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.communities.models import Body, Consultation
from allmende.workbench.communities.services import assessing, bodies, consulting

ASKED: tuple[dict[str, Any], ...] = (
    {
        "body": "kommunales-open-source-board",
        "title_de": "Umfrage zu gemeinsamen Basisdiensten (Beispiel)",
        "title_en": "Survey on shared base services (example)",
        "kind": "survey",
        "asked": -20,
        "due": 6,
        "state": "in-work",
        "position": "Wir betreiben drei der sieben genannten Dienste selbst und würden zwei davon "
        "gemeinsam pflegen. Zahlen liefert das IT-Referat nach.",
    },
    {
        "body": "zendis",
        "title_de": "Anhörung zu den Abzeichen einer Plattform (Beispiel)",
        "title_en": "Hearing on the badges of a platform (example)",
        "kind": "hearing",
        "asked": -34,
        "due": -3,
        "state": "noted",
    },
    {
        "body": "fitko",
        "title_de": "Entwurf eines Standards für Beschreibungsdateien (Beispiel)",
        "title_en": "Draft of a standard for description files (example)",
        "kind": "standard",
        "asked": -5,
        "due": 41,
        "state": "noted",
    },
    {
        "body": "osba",
        "title_de": "Arbeitsgruppe Beschaffung, Herbsttermin (Beispiel)",
        "title_en": "Working group on procurement, autumn date (example)",
        "kind": "meeting",
        "asked": -10,
        "due": 19,
        "state": "noted",
    },
    {
        "body": "it-planungsrat",
        "title_de": "Beteiligung zu einer Architekturrichtlinie (Beispiel)",
        "title_en": "Consultation on an architecture guideline (example)",
        "kind": "consultation",
        "asked": -90,
        "due": -60,
        "state": "ended",
        "position": "Offene Schnittstellen sollten Voraussetzung sein, nicht Bewertungskriterium.",
        "outcome": "Im zweiten Entwurf als Voraussetzung aufgenommen.",
    },
    {
        "body": "osor",
        "title_de": "Fragebogen zu Programmbüros (Beispiel)",
        "title_en": "Questionnaire on programme offices (example)",
        "kind": "survey",
        "asked": -40,
        "due": -12,
        "state": "declined",
        "reason": "Doppelt zur Umfrage des Vorjahres; die Zahlen haben sich nicht geändert.",
    },
)
"""What is asked, the days counted from today."""
ASSESSED: dict[str, dict[str, Any]] = {
    "ozg-4-3": {
        "state": "partly",
        "evidence": "Vergabevermerke nennen freie Lösungen, eine Begründung der Abweichung fehlt "
        "in zwei von fünf (Beispiel).",
        "review": 120,
    },
    "egovg-16a": {
        "state": "not-applicable",
        "evidence": "Bindet Behörden des Bundes.",
        "review": 300,
    },
    "cra-24": {
        "state": "open",
        "evidence": "Für zwei Projekte ist offen, ob wir Verwalter sind (Beispiel).",
        "review": -4,
    },
}


@transaction.atomic
def seed() -> None:
    """Make the records where the demo has none; a second call changes nothing."""
    bodies.take_in()
    if Consultation.objects.exists():
        return
    office, colleague = _person(Role.OFFICE), _person("")
    known = {one.key: one for one in Body.objects.exclude(key=None)}
    today = timezone.localdate()
    nobody = {"person": None, "name": "", "until": None, "notes": ""}
    board = known["kommunales-open-source-board"]
    since = today - timedelta(days=400)
    said = {**nobody, "person": colleague, "role": "Mitglied (Beispiel)", "since": since}
    bodies.delegate(office, board, said)
    said = {**nobody, "name": "Petra Platzhalter", "role": "Gast (Beispiel)", "since": None}
    bodies.delegate(office, known["zendis"], said)
    for given in ASKED:
        _asked(office, colleague, known[given["body"]], given)
    for key, given in ASSESSED.items():
        assessing.assess(
            office,
            key,
            {
                "state": given["state"],
                "evidence": given["evidence"],
                "reviewed_on": today - timedelta(days=60),
                "review_on": today + timedelta(days=given["review"]),
            },
        )


def _asked(office: User, colleague: User, body: Body, given: dict[str, Any]) -> None:
    today = timezone.localdate()
    found = consulting.save(
        office,
        {
            "body": body,
            **{name: given[name] for name in ("title_de", "title_en", "kind")},
            "address": "https://beteiligung.example.org/",
            "asked_on": today + timedelta(days=given["asked"]),
            "due_on": today + timedelta(days=given["due"]),
            "responsible": colleague if body.key == "fitko" else None,
        },
    )
    if given["state"] != Consultation.State.NOTED:
        said = {name: given.get(name, "") for name in consulting.POSITION_FIELDS}
        consulting.take_position(office, found, {**said, "links": []})


def _person(role: str) -> User:
    one = next(each for each in cast.CAST if each.role == role)
    return demo_person(one.role, one.first_name, one.last_name)
