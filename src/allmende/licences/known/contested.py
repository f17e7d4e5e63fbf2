# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licences that respected sources class differently: who says what, and where.

The class `class_of` gives is one of these; an office that reads the licence differently says so in
`class_overrides` of its policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Claim:
    """How one source classes a licence: who, what they say, and where to read it."""

    who: dict[str, str]
    says: dict[str, str]
    source: str

    def as_json(self) -> dict[str, object]:
        return {"who": self.who, "says": self.says, "source": self.source}


_EUPL = (
    Claim(
        dict.fromkeys(("de", "en"), "ScanCode LicenseDB"),
        {"de": "schwaches Copyleft (Copyleft Limited)", "en": "weak copyleft (Copyleft Limited)"},
        "https://scancode-licensedb.aboutcode.org/",
    ),
    Claim(
        dict.fromkeys(("de", "en"), "Dependency-Track"),
        {"de": "starkes Copyleft (Gruppe Copyleft)", "en": "strong copyleft (group Copyleft)"},
        "https://docs.dependencytrack.org/",
    ),
    Claim(
        {"de": "Landeshauptstadt München", "en": "City of Munich"},
        {"de": "starkes Copyleft", "en": "strong copyleft"},
        "https://opensource.muenchen.de/licenses.html",
    ),
    Claim(
        {"de": "Lizenztext, Artikel 1", "en": "licence text, article 1"},
        {
            "de": "Zugang zu wesentlichen Funktionen, auch online, zählt als Verbreitung: "
            "Copyleft bei Netznutzung",
            "en": "giving access to the essential functionalities, online too, counts as "
            "distribution: network copyleft",
        },
        "https://eupl.eu/",
    ),
    Claim(
        {"de": "Europäische Kommission", "en": "European Commission"},
        {
            "de": "gemäßigtes Copyleft, mit den im Anhang genannten Lizenzen vereinbar",
            "en": "moderate copyleft, interoperable with the licences of its appendix",
        },
        "https://interoperable-europe.ec.europa.eu/collection/eupl",
    ),
)

CONTESTED: Mapping[str, tuple[Claim, ...]] = {
    "EUPL-1.1": _EUPL,
    "EUPL-1.2": _EUPL,
}
"""SPDX id or family (`X-*`) to what the sources say of it."""


def claims_on(spdx_id: str) -> tuple[Claim, ...]:
    """What sources say of a licence they class differently; empty where it is not contested."""
    plain = spdx_id.casefold().removesuffix("+")
    return next(
        (claims for one, claims in CONTESTED.items() if fnmatchcase(plain, one.casefold())), ()
    )
