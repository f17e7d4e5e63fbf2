# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is known of one SPDX id, each statement with its source."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from allmende.licences.known import listed
from allmende.licences.known.classes import LicenceClass, class_and_source
from allmende.licences.known.contested import Claim, claims_on
from allmende.licences.known.successors import successor_of

# Software and documentation licences that the Free Software Foundation calls nonfree
# (https://www.gnu.org/licenses/license-list.html, as far as SPDX lists them).
_FSF_NONFREE = frozenset(
    one.casefold()
    for one in (
        "Aladdin",
        "APSL-1.0",
        "APSL-1.1",
        "APSL-1.2",
        "Artistic-1.0",
        "CPOL-1.02",
        "JSON",
        "NASA-1.3",
        "OPL-1.0",
        "RHeCos-1.1",
        "RPL-1.1",
        "Watcom-1.0",
    )
)


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """One licence of the SPDX list.

    `fsf_libre` is None where the FSF has not spoken; `replaced_by` is the expression SPDX
    recommends instead of a deprecated id; `contested` who classes it how, where they disagree.
    """

    id: str
    name: str
    licence_class: LicenceClass
    class_source: str
    osi_approved: bool
    fsf_libre: bool | None
    deprecated: bool
    replaced_by: str | None
    address: str
    contested: tuple[Claim, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "class": self.licence_class.value,
            "class_source": self.class_source,
            "osi_approved": self.osi_approved,
            "fsf_libre": self.fsf_libre,
            "deprecated": self.deprecated,
            "replaced_by": self.replaced_by,
            "address": self.address,
            "contested": [claim.as_json() for claim in self.contested],
        }


@lru_cache(1024)
def facts_of(spdx_id: str) -> LicenceFacts | None:
    """What is known of an id of the SPDX licence list, in any case; None for any other text."""
    entry = listed.licences().get(spdx_id.casefold())
    if entry is None:
        return None
    found, source = class_and_source(entry.id)
    return LicenceFacts(
        id=entry.id,
        name=entry.name,
        licence_class=found,
        class_source=source,
        osi_approved=entry.osi_approved,
        fsf_libre=_fsf(entry),
        deprecated=entry.deprecated,
        replaced_by=successor_of(entry.id) if entry.deprecated else None,
        address=f"https://spdx.org/licenses/{entry.id}.html",
        contested=claims_on(entry.id),
    )


def all_ids() -> tuple[str, ...]:
    """Every id of the SPDX licence list, deprecated ones included, sorted."""
    return tuple(sorted(one.id for one in listed.licences().values()))


def _fsf(entry: listed.Listed) -> bool | None:
    if entry.fsf_libre:
        return True
    # The package writes False both for "nonfree" and for "not said", so False alone says nothing.
    return False if entry.id.casefold() in _FSF_NONFREE else None
