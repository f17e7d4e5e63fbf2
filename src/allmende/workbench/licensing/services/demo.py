# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Questions and waivers of the invented office, in its language."""

from datetime import timedelta

from django.utils import timezone

from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.licensing.desk import Enquiry
from allmende.workbench.licensing.models import Question, Waiver
from allmende.workbench.licensing.services import questions, waivers

EMPLOYEE = ""


def seed() -> None:
    """Fill the desk where it is empty; a second call changes nothing."""
    if Question.objects.exists() or Waiver.objects.exists():
        return
    people = {
        figure.role: demo_person(figure.role, figure.first_name, figure.last_name)
        for figure in cast.CAST
    }
    _answered(people)
    questions.ask(
        people[EMPLOYEE],
        Enquiry("GPL", "embed", frozenset({"pass-on"})),
        "Bibliothek nennt nur „GPL“",
        "In der Paketbeschreibung steht nur „GPL“, eine Lizenzdatei fehlt. Wir wollen die "
        "Bibliothek in den Terminservice einbinden und diesen veröffentlichen.",
    )
    questions.ask(
        people[Role.COMMUNITY],
        Enquiry("Elastic-2.0", "use", frozenset({"network"})),
        "Suchdienst mit Elastic-Lizenz für andere Ämter",
        "Dürfen wir den Dienst betreiben, wenn ihn auch andere Ämter über das Netz nutzen?",
    )
    _granted(people[Role.OFFICE])


def _answered(people: dict[str, User]) -> None:
    question = questions.ask(
        people[EMPLOYEE],
        Enquiry("EUPL-1.2", "embed", frozenset({"pass-on", "modify"})),
        "Bibliothek unter der EUPL in einer eigenen Anwendung",
        "Die Bibliothek prüft Adressen. Wir passen sie an und geben die Anwendung an zwei "
        "Nachbarstädte weiter.",
    )
    questions.answer(
        people[Role.LEGAL],
        question,
        text="Möglich, wenn die Bibliothek **ein eigenes Modul** bleibt:\n\n"
        "- Das angepasste Modul wird mit seinem Quelltext unter der EUPL-1.2 weitergegeben.\n"
        "- Die Änderungen sind als solche gekennzeichnet.\n"
        "- Die übrige Anwendung behält unsere Lizenz.",
        language="de",
        level="allowed",
        precedent=True,
    )


def _granted(office: User) -> None:
    today = timezone.localdate()
    waivers.grant(
        office,
        waivers.Terms(
            purl="pkg:npm/node-forge",
            expression="BSD-3-Clause OR GPL-2.0-only",
            contexts=("embed",),
            choose="BSD-3-Clause",
            reason="Das Paket lässt die Wahl; wir nehmen BSD-3-Clause.",
            expires=today + timedelta(days=400),
        ),
    )
    waivers.grant(
        office,
        waivers.Terms(
            purl="pkg:maven/com.puppycrawl.tools/checkstyle",
            expression="",
            contexts=("build-only", "embed"),
            choose="",
            reason="Läuft nur beim Bauen und wird nicht ausgeliefert.",
            expires=today + timedelta(days=40),
        ),
    )
