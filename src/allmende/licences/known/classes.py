# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What kind of licence an SPDX id is, and who says so.

Source: the categories of ScanCode LicenseDB (CC-BY-4.0) as license-expression ships them; for the
network clause the licence texts themselves; for what LicenseDB does not list yet, `SUPPLEMENT`.
"""

from collections.abc import Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from types import MappingProxyType

from allmende.licences.known import listed
from allmende.licences.known.exceptions import LOWERING, Effect, effect_of


class LicenceClass(StrEnum):
    """From the freest to the narrowest; unknown stands apart."""

    PUBLIC_DOMAIN = "public-domain"
    PERMISSIVE = "permissive"
    WEAK_COPYLEFT = "weak-copyleft"
    STRONG_COPYLEFT = "strong-copyleft"
    NETWORK_COPYLEFT = "network-copyleft"
    RESTRICTED = "restricted"
    UNKNOWN = "unknown"


NO_OVERRIDES: Mapping[str, LicenceClass] = MappingProxyType({})

_CATEGORIES: Mapping[str, LicenceClass] = {
    "Public Domain": LicenceClass.PUBLIC_DOMAIN,
    "Permissive": LicenceClass.PERMISSIVE,
    "Copyleft Limited": LicenceClass.WEAK_COPYLEFT,
    "Copyleft": LicenceClass.STRONG_COPYLEFT,
    "Source-available": LicenceClass.RESTRICTED,
    "Free Restricted": LicenceClass.RESTRICTED,
    "Proprietary Free": LicenceClass.RESTRICTED,
    "Commercial": LicenceClass.RESTRICTED,
}

# Copyleft that offering the software over a network sets off, too: pattern and place in the text.
_NETWORK: Mapping[str, str] = {
    "AGPL-1.0*": "licence text, section 2(d)",
    "AGPL-3.0*": "licence text, section 13",
    "CPAL-1.0": "licence text, section 15",
    "EUPL-1.1": "licence text, article 1",
    "EUPL-1.2": "licence text, article 1",
    "NPOSL-3.0": "licence text, section 5",
    "OSL-*": "licence text, section 5",
    "RPL-*": "licence text, section 1",
}

# Ids of the SPDX list that LicenseDB has no category for; each class is what the text grants.
SUPPLEMENT: Mapping[str, LicenceClass] = {
    "BSD-2-Clause-pos-unchanged": LicenceClass.PERMISSIVE,
    "BSD-3-Clause-Tso": LicenceClass.PERMISSIVE,
    "BSD-Mark-Modifications": LicenceClass.PERMISSIVE,
    "BSD-Source-Code-no-disclaimer": LicenceClass.PERMISSIVE,
    "CC-BY-NC-3.0-IGO": LicenceClass.RESTRICTED,
    "ESA-PL-permissive-2.4": LicenceClass.PERMISSIVE,
    "ESA-PL-strong-copyleft-2.4": LicenceClass.STRONG_COPYLEFT,
    "ESA-PL-weak-copyleft-2.4": LicenceClass.WEAK_COPYLEFT,
    "GPL-2.0-with-bison-exception": LicenceClass.WEAK_COPYLEFT,
    "HPND-SMC": LicenceClass.PERMISSIVE,
    "Hippocratic-3.0-core": LicenceClass.RESTRICTED,
    "MIT-STK": LicenceClass.PERMISSIVE,
    "NIST-PD-TNT": LicenceClass.PUBLIC_DOMAIN,
    "UnRAR": LicenceClass.RESTRICTED,
    "Vixie-Cron": LicenceClass.PERMISSIVE,
    "WordNet": LicenceClass.PERMISSIVE,
    "X11-no-permit-persons": LicenceClass.PERMISSIVE,
}


def class_of(spdx_id: str, overrides: Mapping[str, LicenceClass] = NO_OVERRIDES) -> LicenceClass:
    """The class of one SPDX id, or of `id WITH exception`; UNKNOWN where nobody categorised it.

    `overrides` maps ids or families (`EUPL-*`) to the class an office gives them; an exact id goes
    before a family, and a copyleft licence that an exception opens for linking counts as weak.
    """
    return class_and_source(spdx_id, overrides)[0]


def class_and_source(
    spdx_id: str, overrides: Mapping[str, LicenceClass] = NO_OVERRIDES
) -> tuple[LicenceClass, str]:
    """The class and where it comes from, such as "ScanCode LicenseDB, category Copyleft"."""
    licence, _, exception = spdx_id.partition(" WITH ")
    found, source = _overridden(licence, overrides) or _published(licence)
    effect = effect_of(exception) if exception else Effect.NONE
    if effect in LOWERING and found in COPYLEFT:
        return LicenceClass.WEAK_COPYLEFT, f"text of {exception}"
    return found, source


COPYLEFT = frozenset(
    {LicenceClass.WEAK_COPYLEFT, LicenceClass.STRONG_COPYLEFT, LicenceClass.NETWORK_COPYLEFT}
)


def _overridden(
    licence: str, overrides: Mapping[str, LicenceClass]
) -> tuple[LicenceClass, str] | None:
    if not overrides:
        return None
    plain = licence.casefold().removesuffix("+")
    by_length = sorted(overrides.items(), key=lambda item: ("*" in item[0], -len(item[0])))
    for pattern, found in by_length:
        if fnmatchcase(plain, pattern.casefold()):
            return found, "office policy"
    return None


@lru_cache(4096)
def _published(licence: str) -> tuple[LicenceClass, str]:
    plain = licence.casefold().removesuffix("+")
    category = listed.categories().get(licence.casefold()) or listed.categories().get(plain)
    if category is None:
        supplement = _supplement().get(plain)
        return (supplement, "licence text") if supplement else (LicenceClass.UNKNOWN, "")
    found = _CATEGORIES.get(category, LicenceClass.UNKNOWN)
    if found in COPYLEFT:
        for pattern, place in _NETWORK.items():
            if fnmatchcase(plain, pattern.casefold()):
                return LicenceClass.NETWORK_COPYLEFT, place
    return found, f"ScanCode LicenseDB, category {category}"


@cache
def _supplement() -> Mapping[str, LicenceClass]:
    return {spdx_id.casefold(): found for spdx_id, found in SUPPLEMENT.items()}
