# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A valid file, and small changes to it."""

from typing import Any

from allmende.publiccode import Problem, check

VALID = """\
# Kept by hand
publiccodeYmlVersion: "0.7"
name: Terminbuch  # as on the website
url: https://example.org/amt/terminbuch.git
platforms:
  - web
developmentStatus: stable
softwareType: standalone/web
description:
  de:
    shortDescription: Termine buchen und absagen
    longDescription: >
      Wer einen Termin im Bürgerbüro braucht, bucht ihn hier ohne Konto, verschiebt ihn oder sagt
      ihn wieder ab. Die Mitarbeitenden sehen, wer wann kommt, und was mitzubringen ist.
    features:
      - Termine buchen
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
    - name: Kim Beispiel
      email: kim@example.org
localisation:
  localisationReady: true
  availableLanguages:
    - de
"""

DATA: dict[str, Any] = {
    "name": "Terminbuch",
    "url": "https://example.org/amt/terminbuch.git",
    "platforms": ["web"],
    "developmentStatus": "stable",
    "softwareType": "standalone/web",
    "description": {
        "de": {
            "shortDescription": "Termine buchen",
            "longDescription": "Termine " * 30,
            "features": ["Termine buchen"],
        }
    },
    "legal": {"license": "EUPL-1.2"},
    "maintenance": {"type": "none"},
    "localisation": {"localisationReady": True, "availableLanguages": ["de"]},
}


def changed(old: str, new: str) -> str:
    """The valid file with one place written otherwise."""
    assert VALID.count(old) == 1, old
    return VALID.replace(old, new)


def with_more(lines: str) -> str:
    """The valid file with lines at its end."""
    return VALID + lines


def problems(text: bytes | str) -> list[tuple[str, str, int]]:
    """Code, key and line of every problem."""
    return [(one.code, one.key, one.line) for one in check(text).problems]


def only(text: bytes | str) -> Problem:
    """The one problem that a text has."""
    (problem,) = check(text).problems
    return problem
