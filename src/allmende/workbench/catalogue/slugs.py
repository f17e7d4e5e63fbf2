# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of software: readable, unique, and the same for the same name."""

from collections.abc import Container

from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
LONGEST = 100


def slug_for(name: str, taken: Container[str]) -> str:
    """A slug for the name that is not taken yet; "software" where the name has no letters."""
    readable = name.replace("++", " plus plus").replace("#", " sharp").replace("&", " and ")
    base = slugify(readable.translate(_GERMAN))[:LONGEST].strip("-") or "software"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
