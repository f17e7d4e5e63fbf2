# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Third-party notices, from the bill of materials that lies in the repository."""

from collections.abc import Iterator

from allmende.components import NotABill, parts_of
from allmende.components import read as read_bill
from allmende.licences.notices import Part, notices
from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text

PATH = "THIRD-PARTY-NOTICES.txt"
TITLE = {"de": "Hinweise zu Bestandteilen Dritter", "en": "Third-party notices"}
NAMES = ("third-party-notices", "third_party_notices", "thirdpartynotices", "notices", "notice")

MAKE_A_BILL: Text = {
    "de": "Aus den Manifesten sind die Lizenzen der Bestandteile nicht zu ersehen. Eine"
    " Stückliste (CycloneDX oder SPDX) erzeugen und ins Repository legen, oder die Hinweise mit"
    " „allmende sbom notices“ daraus schreiben.",
    "en": "Manifests do not tell the licences of the components. Make a bill of materials"
    ' (CycloneDX or SPDX) and put it into the repository, or write the notices with "allmende'
    ' sbom notices".',
}
CURRENT: Text = {
    "de": "Prüfen, ob die Stückliste dem heutigen Stand entspricht.",
    "en": "Check whether the bill of materials is that of today.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The notices, where there are parts of others at all."""
    if path := _there(ground):
        yield ground.kept(kind, path)
        return
    parts = list(_parts(ground))
    if parts:
        language = ground.details.main_language
        found = notices(parts, TITLE[language])
        needs = (*_unclear(len(found.unclear)), *_without_text(len(found.missing)))
        yield ground.created(kind, PATH, found.as_text(language), CURRENT, *needs)
    elif ground.is_yes("manifests.present"):
        yield Piece(kind, PATH, "open", needs_human=(MAKE_A_BILL,))


def _there(ground: Ground) -> str:
    for path in ground.look.paths:
        if "/" not in path and path.lower().partition(".")[0] in NAMES:
            return path
    return ""


def _parts(ground: Ground) -> Iterator[Part]:
    for bill in ground.value("sbom.present") or ():
        data = ground.look.tree.read(bill["path"], 20_000_000)
        if data is None:
            continue
        try:
            yield from parts_of(read_bill(data))
        except NotABill:
            continue


def _unclear(number: int) -> Iterator[Text]:
    if number:
        yield {
            "de": f"Bestandteile ohne klare Lizenz: {number}",
            "en": f"Components without a clear licence: {number}",
        }


def _without_text(number: int) -> Iterator[Text]:
    if number:
        yield {
            "de": f"Lizenztexte, die den Hinweisen noch beizulegen sind: {number}",
            "en": f"Licence texts that are still to be put with the notices: {number}",
        }
