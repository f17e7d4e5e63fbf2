# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The EUPL's own list: under which licences a work based on EUPL code may be passed on as well.

Source: Article 5 (compatibility clause) and Appendix of EUPL-1.1 and of EUPL-1.2 (Official Journal
L 128 of 19 May 2017). It works in one direction only, from the EUPL out, and only where the new
work is based on the EUPL code and on another work that is under the licence in question.
"""

from collections.abc import Mapping

_OSL = ("OSL-2.1", "OSL-3.0")
_GPL_2 = ("GPL-2.0-only", "GPL-2.0-or-later")

_APPENDIX: Mapping[str, tuple[str, ...]] = {
    "EUPL-1.1": (*_GPL_2, *_OSL, "CPL-1.0", "EPL-1.0", "CECILL-2.0"),
    "EUPL-1.2": (
        *_GPL_2,
        "GPL-3.0-only",
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "AGPL-3.0-or-later",
        *_OSL,
        "EPL-1.0",
        "CECILL-2.0",
        "CECILL-2.1",
        "MPL-2.0",
        "LGPL-2.1-only",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "CC-BY-SA-3.0",
        "EUPL-1.1",
        "EUPL-1.2",
        "LiLiQ-R-1.1",
        "LiLiQ-Rplus-1.1",
    ),
}
NOT_FOR_SOFTWARE = frozenset({"CC-BY-SA-3.0"})


def appendix_of(inbound: str) -> tuple[str, ...]:
    """The compatible licences an EUPL names, empty for any other licence."""
    return _APPENDIX.get(inbound, ())


def lets_out(inbound: str, outbound: str) -> bool:
    """Whether the EUPL itself lets software flow from `inbound` into a work under `outbound`.

    A later version of the EUPL is always possible (Article 5, copyleft clause).
    """
    if inbound == "EUPL-1.1" and outbound == "EUPL-1.2":
        return True
    return outbound in appendix_of(inbound) and outbound not in NOT_FOR_SOFTWARE
