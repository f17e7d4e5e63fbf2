# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A repository that lacks nearly everything, and what its people say of it."""

from pathlib import Path
from typing import Any

from tests.repositories.making import Content, Made, make

from allmende.publishing.preparing import Details, Piece, Preparation, prepare
from allmende.repositories import open_repository

LONG = (
    "Portal vergibt Termine in Bürgerbüros. Wer einen Termin braucht, sieht freie Zeiten, bucht"
    " ohne Konto und bekommt eine Erinnerung. Die Beschäftigten sehen, wer wann kommt und was"
    " dafür vorzubereiten ist."
)


def bare(folder: Path, **more: Content) -> Made:
    """A program of two files; `more` by path."""
    made = make(folder)
    made.commit({"src/main.py": "print('Hello')\n", "pyproject.toml": "[project]\n", **more})
    return made


def said(**more: Any) -> Details:
    """Everything that a case and its people can say."""
    return Details.model_validate(
        {
            "name": "Portal",
            "description": {"de": LONG},
            "purpose": {"de": "Andere Verwaltungen können es nachnutzen, ohne neu zu beginnen."},
            "usage": {"de": "Mit Python 3.11 starten:\n\n    python src/main.py"},
            "licence": "MIT",
            "holder": "Gemeinde Beispiel",
            "year": "2026",
            "owners": ("@beispiel/portal",),
            "contacts": [{"name": "Amt für Digitales", "email": "portal@gemeinde.de"}],
            "security_contact": "sicherheit@gemeinde.de",
            "forge": "github",
            "address": "https://github.com/beispiel/portal",
            "languages": ("de", "en"),
            "publiccode": {
                "platforms": ["web"],
                "developmentStatus": "stable",
                "softwareType": "standalone/web",
                "maintenance": {"type": "internal"},
                "localisation": {"localisationReady": True, "availableLanguages": ["de"]},
                "description": {"de": {"features": ["Termine buchen"]}},
            },
            **more,
        }
    )


def prepared(made: Made, details: Details | None = None, **options: Any) -> Preparation:
    with open_repository(made.folder) as repository:
        return prepare(repository, said() if details is None else details, **options)


def applied(made: Made, found: Preparation) -> None:
    """The patch taken by git itself, and committed."""
    made.git("apply", "--whitespace=nowarn", "-", feed=found.patch)
    made.commit(message="Prepare the publication")


def piece(found: Preparation, path: str) -> Piece:
    return next(one for one in found.pieces if one.path == path)


def asked(found: Preparation, path: str) -> str:
    """What still needs a person, in English."""
    return " ".join(one["en"] for one in piece(found, path).needs_human)
