# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Ids that the SPDX list deprecates, and what it puts in their place.

Source: SPDX licence list 3.29, the fields "deprecated" and "obsoleted by" of each entry and, for
bzip2-1.0.5 and BSD-2-Clause-FreeBSD, its notes. Net-SNMP has no successor: it stood for a stack
of licences that has changed since.
"""

from collections.abc import Mapping

from allmende.licences.expressions.ids import LICENCES
from allmende.licences.expressions.tree import Leaf, Licence, Unstated, With

_RENAMED: Mapping[str, str] = {
    "BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views",
    "BSD-2-Clause-NetBSD": "BSD-2-Clause",
    "Nunit": "zlib-acknowledgement",
    "StandardML-NJ": "SMLNJ",
    "bzip2-1.0.5": "bzip2-1.0.6",
}
_WITH: Mapping[str, tuple[str, str]] = {
    "GPL-2.0-with-GCC-exception": ("GPL-2.0", "GCC-exception-2.0"),
    "GPL-2.0-with-autoconf-exception": ("GPL-2.0", "Autoconf-exception-2.0"),
    "GPL-2.0-with-bison-exception": ("GPL-2.0", "Bison-exception-2.2"),
    "GPL-2.0-with-classpath-exception": ("GPL-2.0", "Classpath-exception-2.0"),
    "GPL-2.0-with-font-exception": ("GPL-2.0", "Font-exception-2.0"),
    "GPL-3.0-with-GCC-exception": ("GPL-3.0", "GCC-exception-3.1"),
    "GPL-3.0-with-autoconf-exception": ("GPL-3.0", "Autoconf-exception-3.0"),
    "eCos-2.0": ("GPL-2.0-or-later", "eCos-exception-2.0"),
    "wxWindows": ("GPL-2.0-or-later", "WxWindows-exception-3.1"),
}
_EXCEPTIONS: Mapping[str, str] = {"Nokia-Qt-exception-1.1": "Qt-LGPL-exception-1.1"}


def modern(leaf: Leaf) -> Leaf:
    """The leaf as the SPDX list spells it today; unchanged where it has no successor."""
    return leaf if isinstance(leaf, Unstated) else modern_licence(leaf)


def modern_licence(leaf: Licence | With) -> Licence | With:
    """`modern` of what names a licence, which remains one that does."""
    if isinstance(leaf, Licence):
        if leaf.id in _WITH:
            base, exception = _WITH[leaf.id]
            return With(_listed(Licence(base, leaf.plus)), exception)
        return _listed(leaf)
    exception = _EXCEPTIONS.get(leaf.exception, leaf.exception)
    return With(_listed(leaf.licence), exception)


def _listed(licence: Licence) -> Licence:
    """A licence stays one: an exception of its own has no place beside a second WITH."""
    if licence.id.endswith(("-only", "-or-later")):
        return Licence(licence.id)
    versioned = f"{licence.id}-or-later" if licence.plus else f"{licence.id}-only"
    if versioned.lower() in LICENCES:
        return Licence(versioned)
    return Licence(_RENAMED.get(licence.id, licence.id), licence.plus)
