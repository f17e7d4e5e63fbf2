# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What kind of licence an SPDX id is.

Source: the categories of ScanCode LicenseDB (CC-BY-4.0) as license-expression ships them, and for
the network clause the licence texts themselves (AGPL-3.0 section 13 and those modelled on it).
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from license_expression import get_license_index


class LicenceClass(StrEnum):
    """From the freest to the narrowest; unknown stands apart."""

    PUBLIC_DOMAIN = "public-domain"
    PERMISSIVE = "permissive"
    WEAK_COPYLEFT = "weak-copyleft"
    STRONG_COPYLEFT = "strong-copyleft"
    NETWORK_COPYLEFT = "network-copyleft"
    RESTRICTED = "restricted"
    UNKNOWN = "unknown"


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
_NETWORK = ("AGPL-", "OSL-", "RPL-", "CPAL-", "EUPL-")


def class_of(spdx_id: str) -> LicenceClass:
    """The class of one SPDX licence id; UNKNOWN for an id nobody categorised."""
    known = _by_id().get(spdx_id.casefold(), LicenceClass.UNKNOWN)
    copyleft = known in (LicenceClass.WEAK_COPYLEFT, LicenceClass.STRONG_COPYLEFT)
    if copyleft and spdx_id.upper().startswith(_NETWORK):
        return LicenceClass.NETWORK_COPYLEFT
    return known


@cache
def _by_id() -> Mapping[str, LicenceClass]:
    classes: dict[str, LicenceClass] = {}
    for entry in get_license_index():
        found = _CATEGORIES.get(entry.get("category") or "", LicenceClass.UNKNOWN)
        for spdx_id in [entry.get("spdx_license_key"), *entry.get("other_spdx_license_keys", [])]:
            if spdx_id:
                classes.setdefault(spdx_id.casefold(), found)
    return classes
