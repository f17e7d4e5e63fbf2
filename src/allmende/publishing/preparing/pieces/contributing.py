# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CONTRIBUTING.md: how to take part, and under which licence."""

from collections.abc import Iterator

from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.publishing.preparing.wording import bulleted, document, paragraphs

PATH = "CONTRIBUTING.md"
FACT = "community.contributing"

MAY_BE_LENT: Text = {
    "de": "Leiht die Organisation diese Datei allen ihren Repositories (.github), ist sie hier"
    " wegzulassen.",
    "en": "Where the organisation lends this file to all its repositories (.github), leave it out"
    " here.",
}
HOW_TO_BUILD: Text = {
    "de": "CONTRIBUTING: ergänzen, wie man baut und testet.",
    "en": "CONTRIBUTING: add how to build and to test.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The file, unless there is one."""
    if ground.is_yes(FACT):
        yield ground.kept(kind, ground.place(FACT))
        return
    lent = MAY_BE_LENT if ground.may_be_lent(FACT) else None
    title = {"de": "Mitmachen", "en": "Contributing"}
    text = document(title.__getitem__, lambda language: _body(ground, language), ground.details)
    yield ground.created(kind, PATH, text, HOW_TO_BUILD, lent)


def _body(ground: Ground, language: str) -> str:
    details = ground.details
    id = details.licence or ground.value("licence.expression")
    if language == "de":
        place = f"unter <{details.issues}>" if details.issues else "in den Tickets dieses Projekts"
        steps = (
            f"Fehler und Wünsche {place} beschreiben: was geschah, was zu erwarten war, mit"
            " welcher Version.",
            "Größere Änderungen vorher dort ansprechen, damit niemand umsonst arbeitet.",
            "Für eine Änderung das Projekt forken, einen Zweig anlegen und einen Gedanken je"
            " Commit festhalten, mit Test und Dokumentation.",
            "Keine Zugangsdaten, keine personenbezogenen Daten und keine internen Namen"
            " übernehmen: Die Historie ist öffentlich und lässt sich nicht zurückholen.",
        )
        return paragraphs(
            [
                "Alle sind willkommen, mit Code, Übersetzungen, Berichten oder einer Frage.",
                bulleted(steps),
                f"Mit einem Beitrag stimmen Sie zu, dass er unter {id} steht." if id else "",
                "Wie wir miteinander umgehen, steht in [CODE_OF_CONDUCT.md](CODE_OF_CONDUCT.md).",
            ]
        )
    place = f"at <{details.issues}>" if details.issues else "in the issues of this project"
    steps = (
        f"Describe defects and wishes {place}: what happened, what was to be expected, with which"
        " version.",
        "Speak of larger changes there first, so that nobody works in vain.",
        "For a change, fork the project, make a branch, and keep one thought per commit, with test"
        " and documentation.",
        "Bring no credentials, no personal data and no internal names: the history is public and"
        " cannot be taken back.",
    )
    return paragraphs(
        [
            "Everybody is welcome, with code, translations, reports or a question.",
            bulleted(steps),
            f"By contributing you agree that your contribution is under {id}." if id else "",
            "How we treat each other says [CODE_OF_CONDUCT.md](CODE_OF_CONDUCT.md).",
        ]
    )
