# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a reader meets and does not understand, gathered while it goes on reading."""

from collections.abc import Callable

from allmende.components.bill import NotUnderstood, Text

Where = Callable[[str], str]


def as_pointer(pointer: str) -> str:
    return pointer


class Notes:
    """Gathers up to `limit` notes and says at the end how many more there were.

    Readers name places by JSON pointer of the common shape; `where` turns one into the place of
    the file at hand (XPath, line).
    """

    def __init__(self, where: Where = as_pointer, limit: int = 1_000) -> None:
        self.where = where
        self.limit = limit
        self.beyond = 0
        self.kept: list[NotUnderstood] = []

    def add(self, pointer: str, what: Text) -> None:
        self.add_at(self.where(pointer), what)

    def add_at(self, place: str, what: Text) -> None:
        if len(self.kept) < self.limit:
            self.kept.append(NotUnderstood(place, what))
        else:
            self.beyond += 1

    def all(self) -> tuple[NotUnderstood, ...]:
        if not self.beyond:
            return tuple(self.kept)
        more = {
            "de": f"und {self.beyond} weitere Stellen",
            "en": f"and {self.beyond} more places",
        }
        return (*self.kept, NotUnderstood("", more))


def unknown_key(key: str) -> Text:
    return {
        "de": f"Den Schlüssel „{shown(key)}“ kennt dieses Format nicht",
        "en": f'This format does not know the key "{shown(key)}"',
    }


def wrong_kind(expected_de: str, expected_en: str) -> Text:
    return {"de": f"Erwartet: {expected_de}", "en": f"Expected: {expected_en}"}


TEXT = wrong_kind("ein Text", "a text")
LIST = wrong_kind("eine Liste", "a list")
OBJECT = wrong_kind("ein Objekt", "an object")


def bad_purl(purl: str, why: str) -> Text:
    return {
        "de": f"Keine gültige Package-URL, so übernommen: {shown(purl)}",
        "en": f"Not a valid package URL, kept as written: {shown(purl)} ({shown(why)})",
    }


def without_name() -> Text:
    return {"de": "Komponente ohne Namen", "en": "A component without a name"}


def twice(ref: str) -> Text:
    return {
        "de": f"Die Kennung „{shown(ref)}“ ist mehrfach vergeben",
        "en": f'The reference "{shown(ref)}" is given more than once',
    }


def dangling(ref: str) -> Text:
    return {
        "de": f"„{shown(ref)}“ verweist auf nichts in dieser Stückliste",
        "en": f'"{shown(ref)}" refers to nothing in this bill of materials',
    }


def shown(text: str, most: int = 120) -> str:
    """The text shortened, so that a hostile value does not fill the answer."""
    return text if len(text) <= most else text[: most - 1] + "…"


UNWRAPPED = {
    "de": "Die Stückliste steht in einer Hülle, wie GitHub sie liefert",
    "en": "The bill of materials stands in a wrapper as GitHub hands it out",
}
