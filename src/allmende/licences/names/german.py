# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The German words of licence names, as administrations and their catalogues write them.

All words are folded as `words.fold` does: umlauts spelt out, lower case.
"""

import re

FAMILIES: dict[str, tuple[str, ...]] = {
    "gpl": (
        "gnu allgemeine oeffentliche",
        "allgemeine oeffentliche gnu",
        "allgemeine oeffentliche license der gnu",
        "gnu allgemeine oeffentliche gpl",
        "allgemeine oeffentliche",
    ),
    "lgpl": (
        "gnu kleinere allgemeine oeffentliche",
        "gnu kleine allgemeine oeffentliche",
        "gnu geringere allgemeine oeffentliche",
    ),
    "gfdl": ("gnu freie dokumentationslizenz", "gnu license fuer freie dokumentation"),
    "eupl": (
        "europaeische union public",
        "europaeischen union public",
        "europaeische union oeffentliche",
        "europaeische oeffentliche",
        "oeffentliche license der europaeischen union",
        "oeffentliche license der eu",
        "open source license fuer die europaeische union",
        "open source license der europaeischen union",
        "open source license fuer die eu",
    ),
    "dl de by": (
        "datenlizenz deutschland namensnennung",
        "datenlizenz deutschland by",
        "deutsche datenlizenz namensnennung",
    ),
    "dl de zero": ("datenlizenz deutschland zero", "datenlizenz deutschland null"),
    "dl de": ("datenlizenz deutschland", "deutsche datenlizenz"),
    "d fsl": ("deutsche freie software", "german free software"),
}

CREATIVE_COMMONS: dict[str, str] = {
    "namensnennung": "BY",
    "weitergabe unter gleichen bedingungen": "SA",
    "weitergabe unter gleichen": "SA",
    "nicht kommerziell": "NC",
    "nichtkommerziell": "NC",
    "nicht kommerzielle nutzung": "NC",
    "keine kommerzielle nutzung": "NC",
    "keine bearbeitung": "ND",
    "keine bearbeitungen": "ND",
    "keine ableitungen": "ND",
    "deutschland": "DE",
    "oesterreich": "AT",
    "schweiz": "CH",
    "nicht portiert": "",
    "generisch": "",
}

LATER: tuple[str, ...] = (
    "oder spaeter",
    "oder spaetere",
    "oder spaetere version",
    "oder eine spaetere version",
    "oder einer spaeteren version",
    "oder jede spaetere version",
    "oder jede spaetere",
    "oder (nach ihrer wahl) jede spaetere version",
    "oder nach ihrer wahl jede spaetere version",
    "oder (nach ihrer option) jede spaetere version",
    "oder neuer",
    "oder neuere",
    "oder neuere version",
    "oder eine neuere version",
    "oder einer neueren version",
    "oder jede neuere version",
    "oder hoeher",
    "oder hoehere version",
    "oder folgende",
    "und spaeter",
    "und spaetere",
    "und spaetere version",
    "und neuer",
    "und neuere",
    "und hoeher",
    "ab version",
    "ab",
)
ONLY: tuple[str, ...] = ("nur", "ausschliesslich", "nur version", "nur diese version")

NOISE: tuple[str, ...] = (
    *("die", "der", "das", "unter", "gemaess", "nach", "laut", "in der", "in der fassung"),
    *("lizenziert unter", "lizenziert", "veroeffentlicht unter", "steht unter", "bereitgestellt"),
    *(
        "freigegeben unter",
        "veroeffentlicht",
        "fassung",
        "ist lizenziert unter",
        "nutzungsbedingungen",
        "den",
    ),
)

COUNTS: dict[str, str] = {"null": "0", "eine": "1", "zwei": "2", "drei": "3", "vier": "4"}

BSD_WORDS: dict[str, str] = {
    "neue": "3",
    "neu": "3",
    "ueberarbeitete": "3",
    "modifizierte": "3",
    "vereinfachte": "2",
    "alte": "4",
    "urspruengliche": "4",
    "original": "4",
}

CHOICE: tuple[str, ...] = (
    *("doppellizenz", "doppelt lizenziert", "doppellizenzierung", "duale license"),
    *("dual lizenziert", "wahlweise", "entweder", "duallizenz"),
)

NOTHING_SAID: frozenset[str] = frozenset(
    (
        *("unbekannt", "keine angabe", "keine angaben", "k a", "nicht angegeben", "keine"),
        *("nicht bekannt", "ohne angabe", "ohne license", "keine license", "unklar", "sonstige"),
        *("sonstiges", "andere", "diverse", "verschiedene", "freie software", "offen"),
        *("andere offene license", "andere offene", "freie nutzung", "freie", "offene"),
        *("freie license", "offene license", "eigene license", "nicht festgelegt", "entfaellt"),
    )
)
PROPRIETARY: frozenset[str] = frozenset(
    (
        *("proprietaer", "proprietaere license", "kommerziell", "kommerzielle license"),
        *("alle rechte vorbehalten", "geschlossen", "nicht offen", "eigenentwicklung"),
        *(
            "proprietaere software",
            "nicht quelloffen",
            "hersteller license",
            "andere geschlossene license",
        ),
    )
)
PUBLIC_DOMAIN: frozenset[str] = frozenset(
    (
        *("gemeinfrei", "gemeinfreiheit", "gemeingut", "amtliches werk"),
        "amtliches werk, lizenzfrei nach 5 abs 1 urhg",
    )
)

_MARKS = re.compile(
    r"lizenz|klausel|\b(?:oder|und|nur|ab|nach|ausnahme|entweder|wahlweise|unter|der|die|das"
    r"|gemeinfrei|siehe|namensnennung|keine|europaeische[nr]?|oeffentliche|deutsche|deutschland"
    r"|vereinfachte|modifizierte|neue|unbekannt|proprietaer|lizenziert)\b"
)


def is_german(folded: str) -> bool:
    """Whether a folded name has a German word in it."""
    return bool(_MARKS.search(folded))
