# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SECURITY.md: a way to report weaknesses that is not public. Without one nothing is claimed."""

from collections.abc import Iterator

from allmende.publishing.preparing.details import is_mail
from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.publishing.preparing.pieces.contributing import MAY_BE_LENT
from allmende.publishing.preparing.wording import appended, bulleted, document, gap, paragraphs

PATH = "SECURITY.md"
FILE, WAY = "community.security-policy", "community.private-reporting"

NO_CONTACT: Text = {
    "de": "Es fehlt der Kontakt für Sicherheitsmeldungen: ein Funktionspostfach, das auch in"
    " Urlaubszeiten gelesen wird.",
    "en": "The contact for security reports is missing: a shared mailbox that is read during"
    " holidays, too.",
}
SWITCH_ON: Text = {
    "de": "In den Einstellungen des Repositorys auf GitHub die private Meldung von Schwachstellen"
    " einschalten.",
    "en": "Switch on private vulnerability reporting in the settings of the repository on GitHub.",
}
READ_THERE: Text = {
    "de": "Die vorhandene Datei ist zu lesen: Ein vertraulicher Meldeweg ist nicht zu erkennen.",
    "en": "The file has to be read: no private way to report was recognised.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The file; one that names no way gets one where it is known."""
    ways = {language: _ways(ground, language) for language in ("de", "en")}
    main = ground.details.main_language
    switch = SWITCH_ON if ground.details.forge == "github" and ground.details.address else None
    if ground.is_yes(FILE):
        path = ground.place(FILE)
        text = ground.text(path) if path.lower().endswith((".md", ".txt")) else None
        if ground.is_yes(WAY):
            yield ground.kept(kind, path)
        elif not ways[main] or text is None:
            yield ground.kept(kind, path, READ_THERE, None if ways[main] else NO_CONTACT)
        else:
            heading = {"de": "## Schwachstellen melden", "en": "## Reporting weaknesses"}[main]
            added = paragraphs([heading, bulleted(ways[main])])
            yield ground.completed(kind, path, appended(text, added), switch, READ_THERE)
        return
    title = {"de": "Schwachstellen melden", "en": "Reporting weaknesses"}
    text = document(title.__getitem__, lambda one: _body(ways[one], one), ground.details)
    lent = MAY_BE_LENT if ground.may_be_lent(FILE) else None
    yield ground.created(kind, PATH, text, None if ways[main] else NO_CONTACT, switch, lent)


def _ways(ground: Ground, language: str) -> list[str]:
    details = ground.details
    contact = details.security_contact
    ways = []
    if is_mail(contact):
        ways.append({"de": f"per E-Mail an <{contact}>", "en": f"by mail to <{contact}>"}[language])
    elif contact.startswith("https://"):
        ways.append(
            {"de": f"im Formular unter <{contact}>", "en": f"in the form at <{contact}>"}[language]
        )
    elif contact:
        ways.append(contact)
    if details.address and details.forge == "github":
        place = f"<{details.address}/security/advisories/new>"
        ways.append(
            {"de": f"vertraulich auf GitHub: {place}", "en": f"in private on GitHub: {place}"}[
                language
            ]
        )
    if details.address and details.is_gitlab:
        ways.append(
            {
                "de": f"als vertrauliches Ticket: <{details.issues}/new?issue[confidential]=true>",
                "en": f"as a confidential issue: <{details.issues}/new?issue[confidential]=true>",
            }[language]
        )
    return ways


def _body(ways: list[str], language: str) -> str:
    if language == "de":
        return paragraphs(
            [
                "Bitte beschreiben Sie eine Schwachstelle nicht in einem öffentlichen Ticket,"
                " sondern melden Sie sie",
                bulleted(ways)
                if ways
                else gap(language, "Auf welchem Weg, der nicht öffentlich ist?"),
                "Sagen Sie, was Sie getan haben, was geschah und mit welcher Version. Deutsch und"
                " Englisch sind gleich recht.",
                gap(
                    language,
                    "Wie bald antworten Sie, und welche Versionen werden gepflegt?",
                ),
            ]
        )
    return paragraphs(
        [
            "Please do not describe a weakness in a public issue, but tell us of it",
            bulleted(ways) if ways else gap(language, "On which way that is not public?"),
            "Say what you did, what happened, and with which version. German and English are both"
            " fine.",
            gap(language, "How soon do you answer, and which versions are maintained?"),
        ]
    )
