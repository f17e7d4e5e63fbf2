# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Publications of the invented office, and what it does not publish; nothing of it is real."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.core import events
from allmende.workbench.core.models import Unit
from allmende.workbench.publications.models import NotPublished, Publication, Verification
from allmende.workbench.publications.services import noting

COMMIT = "5f0c1b7e9d3a48c26b10f4e87a95d2c3b6e41f08"
LATER = "c2a97d41e08b35f6719e4d0ab86c53f21d7e90b4"
GITHUB = {"de": "GitHub", "en": "GitHub"}
OPENCODE = {"de": "openCode", "en": "openCode"}
HELD: dict[str, Any] = {"content": "same", "public_commit": COMMIT, "further": 0}
MOVED_ON: dict[str, Any] = {
    "content": "later",
    "public_commit": LATER,
    "further": 14,
    "differing": ["README.md", "src/formular.py", "src/pruefung.py"],
    "differing_total": 3,
}
GONE: dict[str, Any] = {
    "reachable": "no",
    "licence": "unknown",
    "licence_found": "",
    "licence_files": [],
    "problem": {
        "de": "Der Server kennt kein Repository unter dieser Adresse.",
        "en": "The server knows no repository at this address.",
    },
}
PUBLISHED: tuple[tuple[dict[str, Any], tuple[tuple[int, dict[str, Any]], ...]], ...] = (
    (
        {
            "name": "Formularassistent (Beispiel)",
            "description": "Führt Schritt für Schritt durch Anträge und prüft die Angaben, "
            "bevor sie abgeschickt werden.",
            "address": "https://git.example.org/it/formularassistent",
            "platforms": [GITHUB, OPENCODE],
            "conditions": [{"text": "Die README nennt die Pflegezusage.", "due_on": None}],
        },
        ((400, HELD), (64, HELD), (34, MOVED_ON), (4, MOVED_ON)),
    ),
    (
        {
            "name": "Spielplatzkarte (Beispiel)",
            "description": "Zeigt Spielplätze mit Ausstattung auf einer Karte.",
            "address": "https://git.example.org/gruen/spielplatzkarte",
            "licence": "EUPL-1.2",
            "platforms": [OPENCODE],
        },
        ((220, HELD), (36, HELD), (6, GONE)),
    ),
    (
        {
            "name": "Warteschlangenanzeige (Beispiel)",
            "description": "Zeigt im Wartebereich, wer als Nächstes an der Reihe ist.",
            "address": "https://git.example.org/it/warteschlange",
            "platforms": [GITHUB],
            "end": "handed-over",
            "end_note": "Ein Zweckverband betreibt die Anwendung für mehrere Städte und pflegt "
            "sie weiter.",
            "successor": "https://git.example.org/zweckverband/warteschlange",
        },
        ((900, HELD), (120, HELD)),
    ),
)
"""A publication, and its verifications: how many days ago, and what differs from a good one."""
HELD_BACK: tuple[dict[str, Any], ...] = (
    {
        "name": "Rettungswege-Planer (Beispiel)",
        "reason": "Die Anwendung enthält Grundrisse, aus denen Sicherungsmaßnahmen von Gebäuden "
        "hervorgehen.",
        "confidential": True,
        "short": "Enthält schutzbedürftige Angaben zu Gebäuden.",
        "released": True,
    },
    {
        "name": "Dienstplaner (Beispiel)",
        "reason": "Der Vertrag von 2019 räumt keine übertragbaren Nutzungsrechte ein; über eine "
        "Erweiterung wird verhandelt.",
        "confidential": False,
        "short": "",
        "released": True,
        "in_days": -7,
    },
)


@transaction.atomic
def seed() -> None:
    """Make the records where the demo has none; a second call changes nothing."""
    if Publication.objects.exists():
        return
    office = next(one for one in cast.CAST if one.role == Role.OFFICE)
    person = demo_person(office.role, office.first_name, office.last_name)
    units: list[Unit | None] = list(Unit.objects.order_by("pk")[:2]) or [None]
    for number, (fields, seen) in enumerate(PUBLISHED):
        _published(person, units[number % len(units)], fields, seen)
    today = timezone.localdate()
    for given in HELD_BACK:
        said = {"unit": units[0], "review_on": today + timedelta(days=300), **given}
        if days := said.pop("in_days", 0):
            said["review_on"] = today + timedelta(days=days)
        if not NotPublished.objects.filter(name=said["name"]).exists():
            noting.note(person, said)


def _published(
    office: User, unit: Unit | None, fields: dict[str, Any], seen: tuple[tuple[int, Any], ...]
) -> None:
    today, first = timezone.localdate(), seen[0][0]
    licence = fields.get("licence", "MIT")
    publication = Publication.objects.create(
        **{
            "unit": unit,
            "licence": licence,
            "commit": COMMIT,
            "maintainers": 2,
            "approved_by": office,
            "approved_on": today - timedelta(days=first + 5),
            "published_on": today - timedelta(days=first),
            "released_on": today - timedelta(days=first),
            "public": True,
            "ended_on": today - timedelta(days=90) if "end" in fields else None,
            **fields,
        }
    )
    for days, differs in seen:
        given = {
            "reachable": "yes",
            "licence": "yes",
            "licence_found": licence,
            "licence_files": ["LICENSE"],
            **differs,
        }
        publication.newest = Verification.objects.create(
            publication=publication,
            at=timezone.now() - timedelta(days=days),
            asked_by=office if days == first else None,
            address=publication.address,
            licence_wanted=licence,
            checked_commit=COMMIT,
            checked_at=timezone.now() - timedelta(days=first + 20),
            **given,
        )
    publication.save()
    events.record(office, "publications.published", publication, commit=COMMIT)
    if publication.end:
        events.record(office, "publications.ended", publication, ended_as=publication.end)
