# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""CODEOWNERS, at the place where the forge looks for it."""

from collections.abc import Iterator

from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text

FACT = "community.codeowners"
PLACES = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}

NOBODY: Text = {
    "de": "Die Namen der Zuständigen auf der Plattform fehlen: mindestens zwei Personen oder ein"
    " Team, zum Beispiel @organisation/team.",
    "en": "The names of the people in charge on the forge are missing: at least two people or one"
    " team, such as @organisation/team.",
}
ALONE: Text = {
    "de": "Nur eine Person ist genannt; zur Vertretung braucht es eine zweite oder ein Team.",
    "en": "Only one person is named; to stand in for them it takes a second one or a team.",
}
MAY_WRITE: Text = {
    "de": "Alle Genannten brauchen auf der Plattform Schreibrechte, sonst gilt die Zeile nicht.",
    "en": "Everybody named needs write access on the forge, or else the line does not count.",
}


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """One line for all files; an empty file would name nobody and look as if it did."""
    if ground.is_yes(FACT):
        yield ground.kept(kind, ground.place(FACT))
        return
    details = ground.details
    path = PLACES.get("gitlab" if details.is_gitlab else details.forge, "CODEOWNERS")
    owners = details.usable_owners
    if not owners:
        yield Piece(kind, path, "open", needs_human=(NOBODY,))
        return
    alone = len(owners) == 1 and "/" not in owners[0] and not owners[0].startswith("@@")
    yield ground.created(kind, path, f"* {' '.join(owners)}\n", MAY_WRITE, ALONE if alone else None)
