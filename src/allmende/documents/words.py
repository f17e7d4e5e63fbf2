# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words that a rendering adds, and how it writes a day."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from allmende.documents.model import Language

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de": {
            "page": "Seite",
            "of": "von",
            "sources": "Quellen",
            "as_of": "Stand",
            "contents": "Inhalt",
            "info": "Hinweis",
            "success": "In Ordnung",
            "warning": "Achtung",
            "danger": "Wichtig",
        },
        "en": {
            "page": "Page",
            "of": "of",
            "sources": "Sources",
            "as_of": "As of",
            "contents": "Contents",
            "info": "Note",
            "success": "In order",
            "warning": "Caution",
            "danger": "Important",
        },
    }
)


def day(value: date, language: Language) -> str:
    """23.11.2026, or 23 November 2026."""
    if language == "de":
        return f"{value:%d.%m.%Y}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
