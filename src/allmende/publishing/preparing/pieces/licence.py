# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""LICENSE: the text of the licence, with the notice of who holds the copyright."""

from collections.abc import Iterator

from allmende.licences.expressions import NotAnExpression, licences_of, parse
from allmende.licences.known import facts_of
from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.publishing.preparing.texts import WITH_NOTICE, licence_text
from allmende.repositories.facts.licences import same_texts

PATH = "LICENSE"

NOT_CHOSEN: Text = {
    "de": "Die Lizenz der Veröffentlichung ist noch zu wählen.",
    "en": "The licence of the publication is still to be chosen.",
}
PROPOSED: Text = {
    "de": "Das Regelwerk schlägt diese Lizenz vor; bitte bestätigen.",
    "en": "The policy proposes this licence; please confirm it.",
}
NO_HOLDER: Text = {
    "de": "Wer die Rechte hält, ist einzutragen; der Platz ist mit eckigen Klammern bezeichnet.",
    "en": "Who holds the copyright is to be entered; square brackets mark the place.",
}
UNCERTAIN: Text = {
    "de": "Welche Lizenz die vorhandene Datei enthält, ist nicht sicher; bitte lesen.",
    "en": "Which licence the file holds is not certain; please read it.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The licence file of the main folder."""
    if ground.is_yes("licence.file"):
        yield ground.kept(kind, ground.place("licence.file"), _doubt(ground))
        return
    id = single(ground.details.licence)
    if not id:
        yield Piece(kind, PATH, "open", needs_human=(_choose(ground),))
        return
    found = licence_text(id, ground.details.notice, ground.texts)
    if found is None:
        yield Piece(kind, PATH, "open", needs_human=(no_text(id, PATH),))
        return
    yield ground.created(
        kind,
        PATH,
        found.text,
        PROPOSED if ground.details.licence_proposed else None,
        NO_HOLDER if id in WITH_NOTICE and not ground.details.holder else None,
    )


def single(expression: str) -> str:
    """The id where the expression is one licence without an exception; else empty."""
    try:
        licences = [str(one) for one in licences_of(parse(expression))] if expression else []
    except NotAnExpression:
        return ""
    return licences[0] if len(licences) == 1 and " " not in licences[0] else ""


def no_text(id: str, path: str) -> Text:
    """Where the text of a licence is to be had that nothing installed brings."""
    facts = facts_of(id)
    address = f" ({facts.address})" if facts and facts.address else ""
    return {
        "de": f"Den Text der Lizenz {id} bringt kein installiertes Paket mit; er ist"
        f" unverändert als {path} abzulegen{address}.",
        "en": f"No installed package brings the text of the licence {id}; it is to be put,"
        f" unaltered, at {path}{address}.",
    }


def _choose(ground: Ground) -> Text:
    written = ground.details.licence
    if not written:
        return NOT_CHOSEN
    return {
        "de": f"{written[:80]}: Für jede Lizenz des Ausdrucks ist eine eigene Datei abzulegen.",
        "en": f"{written[:80]}: each licence of the expression needs a file of its own.",
    }


def _doubt(ground: Ground) -> Text | None:
    """What is odd about a licence file that is there already."""
    there, wanted = ground.value("licence.expression"), ground.details.licence
    if there is None:
        return UNCERTAIN
    if not wanted or same_texts(wanted, str(there)):
        return None
    return {
        "de": f"Die Datei enthält {there}, gewählt ist {wanted}; das ist zu klären.",
        "en": f"The file holds {there}, chosen is {wanted}; this is to be settled.",
    }
