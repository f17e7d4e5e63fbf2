# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which licences are versions of one another.

Derived from the SPDX list: "NAME-1.0-REST" is version 1.0 of the family (NAME, REST), so that a
ported or varied licence (CC-BY-3.0-DE, OFL-1.1-RFN, MPL-2.0-no-copyleft-exception) is apart.
A number without a point is no version ("BSD-3-Clause", "HP-1986").
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from allmende.licences.expressions.tree import Licence

Version = tuple[int | str, ...]

_ID = re.compile(r"(?P<name>.+?)-(?P<version>\d+(?:\.\d+)+)(?P<letter>[a-z]?)(?:-(?P<rest>.+))?")
_OF_THE_PROGRAM = frozenset(
    {"LZMA-SDK", "Python", "SAX-PD", "Sendmail", "bzip2", "libpng", "libselinux"}
)
"""The number is the version of the program that carries the licence, not of the licence."""
_TOLD_OTHERWISE: Mapping[str, tuple[str, Version]] = {
    "SISSL": ("SISSL", (1, 1)),
    "W3C-19980720": ("W3C", (1998,)),
    "W3C": ("W3C", (2002,)),
    "W3C-20150513": ("W3C", (2015,)),
    "Unicode-DFS-2015": ("Unicode-DFS", (2015,)),
    "Unicode-DFS-2016": ("Unicode-DFS", (2016,)),
}
"""Versions by year, or only in the name that the list gives ("... Source License v1.1")."""


@lru_cache(2048)
def version_of(spdx_id: str) -> tuple[str, Version]:
    """Family and version of an id; an id that has no versions is a family of its own.

    -only and -or-later belong to neither.
    """
    if spdx_id in _TOLD_OTHERWISE:
        return _TOLD_OTHERWISE[spdx_id]
    plain = spdx_id.removesuffix("-only").removesuffix("-or-later")
    found = _ID.fullmatch(plain)
    if not found or found["name"] in _OF_THE_PROGRAM or "Ref-" in plain:
        return spdx_id, ()
    family = f"{found['name']}-*-{found['rest']}" if found["rest"] else found["name"]
    numbers = [int(number) for number in found["version"].split(".")]
    return family, (*numbers, found["letter"]) if found["letter"] else tuple(numbers)


def is_or_later(licence: Licence) -> bool:
    """Whether later versions are offered too: by "+" or by the id."""
    return licence.plus or licence.id.endswith("-or-later")
