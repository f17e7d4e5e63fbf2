# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CODE_OF_CONDUCT.md: a short text of our own."""

from collections.abc import Iterator

from allmende.publishing.preparing.details import is_mail
from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.publishing.preparing.pieces.contributing import MAY_BE_LENT
from allmende.publishing.preparing.wording import bulleted, document, gap, paragraphs

PATH = "CODE_OF_CONDUCT.md"
FACT = "community.code-of-conduct"

NO_CONTACT: Text = {
    "de": "Verhaltenskodex: Es fehlt, an wen man sich vertraulich wendet.",
    "en": "Code of conduct: whom to turn to in confidence is missing.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The file, unless there is one."""
    if ground.is_yes(FACT):
        yield ground.kept(kind, ground.place(FACT))
        return
    contact = contact_of(ground)
    title = {"de": "Wie wir miteinander umgehen", "en": "How we treat each other"}
    text = document(title.__getitem__, lambda language: _body(contact, language), ground.details)
    lent = MAY_BE_LENT if ground.may_be_lent(FACT) else None
    yield ground.created(kind, PATH, text, None if contact else NO_CONTACT, lent)


def contact_of(ground: Ground) -> str:
    """A mailbox of the team; that for security where there is no other."""
    mails = ground.details.mails
    security = ground.details.security_contact
    return mails[0] if mails else security if is_mail(security) else ""


def _body(contact: str, language: str) -> str:
    if language == "de":
        rules = (
            "Wir gehen von gutem Willen aus und sagen freundlich, was wir meinen.",
            "Wir sprechen über die Sache, nicht über die Person.",
            "Niemand wird herabgesetzt, gleich wer die Person ist, was sie weiß oder wo sie"
            " arbeitet.",
            "Belästigung, Beleidigung und die Weitergabe privater Angaben anderer haben hier"
            " keinen Platz.",
        )
        return paragraphs(
            [
                "In diesem Projekt arbeiten Menschen aus Verwaltung, Unternehmen und Freizeit"
                " zusammen.",
                bulleted(rules),
                "Das gilt überall, wo sich das Projekt trifft: in Tickets, Durchsichten, Chats"
                " und Räumen.",
                f"Wer etwas erlebt, das dem widerspricht, wendet sich an <{contact}>. Beide Seiten"
                " werden gehört; wer selbst betroffen ist, entscheidet nicht mit. Möglich sind"
                " ein Hinweis, das Ausblenden von Beiträgen und der Ausschluss."
                if contact
                else gap(language, "An wen wendet man sich vertraulich, und wer entscheidet?"),
            ]
        )
    rules = (
        "We assume good will, and say kindly what we mean.",
        "We talk about the matter, not about the person.",
        "Nobody is belittled for who they are, what they know or where they work.",
        "Harassment, insults and passing on other people's private matters have no place here.",
    )
    return paragraphs(
        [
            "In this project people from administrations, companies and free time work together.",
            bulleted(rules),
            "This holds wherever the project meets: in issues, reviews, chats and rooms.",
            f"Whoever meets with something else turns to <{contact}>. Both sides are heard, and who"
            " is concerned does not decide. There may be a warning, contributions may be hidden,"
            " and people may be excluded."
            if contact
            else gap(language, "Whom does one turn to in confidence, and who decides?"),
        ]
    )
