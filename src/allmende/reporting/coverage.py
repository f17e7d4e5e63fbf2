# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What was seen of a repository and what was not, in whole sentences."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from allmende.documents import Block, Items, Note, NoteKind, Paragraph
from allmende.reporting.words import Language, Text, count, size

Json = Mapping[str, Any]

SHALLOW: Text = {
    "de": "Die Kopie ist flach: Ältere Fassungen fehlen. Was nicht gefunden wurde, kann dort"
    " stehen.",
    "en": "The clone is shallow: earlier versions are missing. What was not found may stand there.",
}
PARTIAL: Text = {
    "de": "Die Kopie ist unvollständig: Sie enthält nicht alle Dateien.",
    "en": "The clone is partial: it does not hold all files.",
}
NOT_STATED: Text = {
    "de": "Es ist nicht angegeben, was angesehen wurde.",
    "en": "It is not stated what was looked at.",
}
COMPLETE: Text = {
    "de": "Alles, was das Repository enthält, wurde angesehen.",
    "en": "Everything that the repository holds was looked at.",
}
INCOMPLETE: Text = {
    "de": "Nicht alles wurde angesehen.",
    "en": "Not everything was looked at.",
}
_TITLES: Mapping[bool, Text] = MappingProxyType(
    {
        True: {"de": "Vollständig", "en": "Complete"},
        False: {"de": "Unvollständig", "en": "Incomplete"},
    }
)
_GAPS: Mapping[str, tuple[Text, Text]] = MappingProxyType(
    {
        "missing": (
            {"de": "Ein Objekt fehlt", "en": "One object is missing"},
            {"de": "{number} Objekte fehlen", "en": "{number} objects are missing"},
        ),
        "broken": (
            {"de": "Ein Objekt ist nicht lesbar", "en": "One object cannot be read"},
            {"de": "{number} Objekte sind nicht lesbar", "en": "{number} objects cannot be read"},
        ),
        "too_large": (
            {
                "de": "Eine Datei lag über der Größengrenze",
                "en": "One file was over the size limit",
            },
            {
                "de": "{number} Dateien lagen über der Größengrenze",
                "en": "{number} files were over the size limit",
            },
        ),
        "not_reached": (
            {
                "de": "Eine Datei kam wegen der gesetzten Grenze nicht mehr dran",
                "en": "One file was not reached before the limit that was set",
            },
            {
                "de": "{number} Dateien kamen wegen der gesetzten Grenze nicht mehr dran",
                "en": "{number} files were not reached before the limit that was set",
            },
        ),
        "broken_refs": (
            {"de": "Ein Verweis ist defekt", "en": "One ref is broken"},
            {"de": "{number} Verweise sind defekt", "en": "{number} refs are broken"},
        ),
        "refs_left_out": (
            {"de": "Ein Verweis wurde ausgelassen", "en": "One ref was left out"},
            {"de": "{number} Verweise wurden ausgelassen", "en": "{number} refs were left out"},
        ),
        "paths_left_out": (
            {"de": "Ein Pfad wurde ausgelassen", "en": "One path was left out"},
            {"de": "{number} Pfade wurden ausgelassen", "en": "{number} paths were left out"},
        ),
        "cut_at": (
            {
                "de": "An einer Stelle bricht die Historie ab",
                "en": "The history is cut off at one place",
            },
            {
                "de": "An {number} Stellen bricht die Historie ab",
                "en": "The history is cut off at {number} places",
            },
        ),
        "limits_hit": (
            {"de": "Eine gesetzte Grenze wurde erreicht", "en": "One limit was reached"},
            {
                "de": "{number} gesetzte Grenzen wurden erreicht",
                "en": "{number} limits were reached",
            },
        ),
        "alternates": (
            {
                "de": "Ein Ordner außerhalb, auf den verwiesen wird, wurde nicht gelesen",
                "en": "One folder outside that is referred to was not read",
            },
            {
                "de": "{number} Ordner außerhalb, auf die verwiesen wird, wurden nicht gelesen",
                "en": "{number} folders outside that are referred to were not read",
            },
        ),
        "archive-cut": (
            {
                "de": "Ein Archiv wurde nur zum Teil gelesen",
                "en": "One archive was read only in part",
            },
            {
                "de": "{number} Archive wurden nur zum Teil gelesen",
                "en": "{number} archives were read only in part",
            },
        ),
        "archive-unreadable": (
            {"de": "Ein Archiv ließ sich nicht öffnen", "en": "One archive could not be opened"},
            {
                "de": "{number} Archive ließen sich nicht öffnen",
                "en": "{number} archives could not be opened",
            },
        ),
        "archive-nested": (
            {
                "de": "Ein Archiv in einem Archiv wurde nicht geöffnet",
                "en": "One archive inside an archive was not opened",
            },
            {
                "de": "{number} Archive in Archiven wurden nicht geöffnet",
                "en": "{number} archives inside archives were not opened",
            },
        ),
        "overflow": (
            {
                "de": "In einer Datei gab es mehr Treffer, als behalten werden",
                "en": "One file had more matches than are kept",
            },
            {
                "de": "In {number} Dateien gab es mehr Treffer, als behalten werden",
                "en": "{number} files had more matches than are kept",
            },
        ),
        "pdf": (
            {
                "de": "In einer PDF-Datei ist der Text gepackt und wurde nicht gelesen",
                "en": "One PDF holds packed text that was not read",
            },
            {
                "de": "In {number} PDF-Dateien ist der Text gepackt und wurde nicht gelesen",
                "en": "{number} PDFs hold packed text that was not read",
            },
        ),
    }
)


def complete(coverage: Json | None) -> bool:
    """Whether it is stated that everything was looked at."""
    return coverage is not None and coverage.get("complete") is True


def coverage_blocks(coverage: Json | None, language: Language) -> Iterator[Block]:
    """First whether everything was seen, then what was, then each gap."""
    if coverage is None:
        yield Note(NOT_STATED[language], "warning")
        return
    told = [*lead(coverage, language), seen(coverage, language)]
    level: NoteKind = "success" if complete(coverage) else "warning"
    yield Note(" ".join(told), level, _TITLES[complete(coverage)][language])
    open_ones = tuple(gaps(coverage, language))
    if open_ones:
        yield Items(open_ones)
    if coverage.get("scan", {}) is None:
        yield Paragraph(_NOT_SCANNED[language])


_NOT_SCANNED: Text = {
    "de": "Die Inhalte wurden nicht nach Zugangsdaten, personenbezogenen Daten und internen Namen"
    " durchsucht.",
    "en": "The contents were not searched for secrets, personal data and internal names.",
}


def lead(coverage: Json, language: Language) -> Iterator[str]:
    """The first sentence: shallow before anything else."""
    if coverage.get("shallow"):
        yield SHALLOW[language]
    elif coverage.get("partial") and not complete(coverage):
        yield PARTIAL[language]
    elif complete(coverage):
        yield COMPLETE[language]
    else:
        yield INCOMPLETE[language]


def seen(coverage: Json, language: Language) -> str:
    """Refs, commits and versions of files, as far as they were counted."""
    refs, commits, blobs = (coverage.get(key) for key in ("refs", "commits", "blobs"))
    octets = coverage.get("bytes")
    parts = []
    if refs is not None:
        parts.append(
            _number(refs, ("Branch oder Tag", "Branches und Tags"), ("ref", "refs"), language)
        )
    if commits is not None:
        parts.append(_number(commits, ("Commit", "Commits"), ("commit", "commits"), language))
    if blobs is not None:
        words = ("Dateifassung", "Dateifassungen"), ("version of a file", "versions of files")
        told = _number(blobs, *words, language)
        parts.append(f"{told} ({size(octets, language)})" if octets is not None else told)
    began = {"de": "Gesehen wurden", "en": "Seen were"}[language]
    return f"{began} {', '.join(parts)}." if parts else NOT_STATED[language]


def _number(
    number: int, german: tuple[str, str], english: tuple[str, str], language: Language
) -> str:
    one, many = german if language == "de" else english
    return f"{count(number, language)} {one if number == 1 else many}"


def gaps(coverage: Json, language: Language) -> Iterator[str]:
    """A sentence for each kind of thing that was not seen, with how many."""
    scan = coverage.get("scan") or {}
    for key, (one, many) in _GAPS.items():
        number = max(_size(each.get(key)) for each in (coverage, scan, scan.get("notes") or {}))
        if number:
            text = (one if number == 1 else many)[language]
            yield text.format(number=count(number, language)) + "."


def _size(given: Any) -> int:
    if isinstance(given, int):
        return given
    return len(given) if given else 0
