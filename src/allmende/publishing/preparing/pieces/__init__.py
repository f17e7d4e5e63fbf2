# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is prepared: one module per kind of piece, each with `make(ground)`.

`KINDS` is the table of contents, in the order in which they are made: REUSE comes last, since it
speaks of the files that the others bring. A new kind is a module of this folder and a line here.
`meets` names criteria of the publication check.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece

Make = Callable[[Ground, Kind], Iterator[Piece]]

_KINDS = (
    Kind(
        "licence",
        {"de": "Lizenz", "en": "Licence"},
        {
            "de": "Ohne Lizenztext darf niemand die Software nutzen oder weitergeben.",
            "en": "Without the text of a licence nobody may use the software or pass it on.",
        },
        ("licence-file", "outbound-licence"),
    ),
    Kind(
        "readme",
        {"de": "README mit den vier Fragen", "en": "README with the four questions"},
        {
            "de": "Die README sagt, was die Software macht, warum sie nützt, wie man sie nutzt"
            " oder mitmacht und wo es Hilfe gibt.",
            "en": "The README says what the software does, why it is useful, how to use it or"
            " contribute, and where there is help.",
        },
        ("readme", "readme-questions"),
    ),
    Kind(
        "contributing",
        {"de": "Mitmachen", "en": "Contributing"},
        {
            "de": "Wer beitragen will, erfährt, wie das geht und unter welcher Lizenz.",
            "en": "Whoever wants to contribute learns how, and under which licence.",
        },
        ("contributing-file",),
    ),
    Kind(
        "code-of-conduct",
        {"de": "Verhaltenskodex", "en": "Code of conduct"},
        {
            "de": "Alle wissen, wie sie miteinander umgehen und an wen sie sich wenden.",
            "en": "Everybody knows how people treat each other, and whom to turn to.",
        },
        ("code-of-conduct",),
    ),
    Kind(
        "security",
        {"de": "Schwachstellen melden", "en": "Reporting weaknesses"},
        {
            "de": "Wer eine Schwachstelle findet, meldet sie, ohne dass sie öffentlich wird.",
            "en": "Whoever finds a weakness reports it without making it public.",
        },
        ("security-file", "reporting-by-mail"),
    ),
    Kind(
        "codeowners",
        {"de": "Zuständige", "en": "People in charge"},
        {
            "de": "Die Plattform fragt bei jeder Änderung die Zuständigen.",
            "en": "The forge asks the people in charge about each change.",
        },
        ("maintainers-named",),
    ),
    Kind(
        "publiccode",
        {"de": "Beschreibung für Kataloge", "en": "Description for catalogues"},
        {
            "de": "Kataloge finden die Software durch ihre publiccode.yml.",
            "en": "Catalogues find the software by its publiccode.yml.",
        },
        ("publiccode",),
    ),
    Kind(
        "ci",
        {"de": "Prüfung bei jeder Änderung", "en": "A check of each change"},
        {
            "de": "Was heute geprüft ist, wird bei jeder Änderung wieder geprüft.",
            "en": "What is checked today is checked again with each change.",
        },
    ),
    Kind(
        "notices",
        {"de": "Hinweise zu fremden Bestandteilen", "en": "Third-party notices"},
        {
            "de": "Die Lizenzen der Bestandteile verlangen, dass sie genannt werden.",
            "en": "The licences of the components ask to be named.",
        },
        ("third-party-licences",),
    ),
    Kind(
        "reuse",
        {"de": "Lizenz je Datei (REUSE)", "en": "Licence per file (REUSE)"},
        {
            "de": "Jede Datei sagt, wem sie gehört und unter welcher Lizenz sie steht.",
            "en": "Each file says whose it is and which licence it is under.",
        },
        ("reuse",),
    ),
)
KINDS = {one.key: one for one in _KINDS}
SUBJECTS = ("licences", "reuse", "readme", "community", "publiccode", "ci", "boms", "manifests")
"""Subjects of facts that the pieces ask for."""


def make_all(ground: Ground) -> tuple[Piece, ...]:
    """Every piece, in the order of the table."""
    for kind in _KINDS:
        name = kind.key.replace("-", "_")
        make = cast(Make, import_module(f"{__name__}.{name}").make)
        ground.made.extend(make(ground, kind))
    return tuple(ground.made)


__all__ = ["KINDS", "SUBJECTS", "make_all"]
