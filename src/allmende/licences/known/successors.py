# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The expression SPDX recommends instead of a deprecated id (SPDX licence list, notes per id)."""

from collections.abc import Mapping

_SUCCESSORS: Mapping[str, str] = {
    "BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views",
    "BSD-2-Clause-NetBSD": "BSD-2-Clause",
    "bzip2-1.0.5": "bzip2-1.0.6",
    "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
    "GPL-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
    "GPL-2.0-with-bison-exception": "GPL-2.0-only WITH Bison-exception-2.2",
    "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "GPL-2.0-with-GCC-exception": "GPL-2.0-only WITH GCC-exception-2.0",
    "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
    "Nunit": "zlib-acknowledgement",
    "StandardML-NJ": "SMLNJ",
    "wxWindows": "LGPL-2.0-or-later WITH WxWindows-exception-3.1",
}
_GNU = ("AGPL-", "GFDL-", "GPL-", "LGPL-")


def successor_of(deprecated_id: str) -> str | None:
    """The modern expression for a deprecated id; None where SPDX names no single one."""
    if found := _SUCCESSORS.get(deprecated_id):
        return found
    if not deprecated_id.startswith(_GNU):
        return None
    if deprecated_id.endswith("+"):
        return f"{deprecated_id.removesuffix('+')}-or-later"
    return f"{deprecated_id}-only"
