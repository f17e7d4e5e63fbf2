# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The licences a policy is tried with where it has to be written down or compared."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allmende.licences.policy import Verdict

WELL_KNOWN = [
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "BSD-2-Clause",
    "ISC",
    "EUPL-1.2",
    "SSPL-1.0",
    "GPL-2.0-only",
    "GPL-3.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "LGPL-2.1-only",
    "LGPL-3.0-only",
    "LGPL-2.1-or-later",
    "MPL-2.0",
    "EPL-2.0",
    "AGPL-3.0-only",
    "AGPL-3.0-or-later",
    "BUSL-1.1",
    "Elastic-2.0",
    "CDDL-1.0",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "PostgreSQL",
    "PHP-3.01",
    "Unlicense",
    "0BSD",
    "Zlib",
    "BSL-1.0",
    "OFL-1.1",
    "ODbL-1.0",
]
"""What people meet most, the first of a group being its example."""

WITH_EXCEPTION = (
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-or-later WITH Classpath-exception-2.0",
    "GPL-3.0-only WITH Classpath-exception-2.0",
    "GPL-3.0-or-later WITH GCC-exception-3.1",
    "GPL-3.0-or-later WITH Bison-exception-2.2",
    "GPL-3.0-or-later WITH Autoconf-exception-3.0",
    "LGPL-3.0-only WITH LGPL-3.0-linking-exception",
    "Apache-2.0 WITH LLVM-exception",
)
"""Licences with exception that packages carry; the SPDX list names exceptions on their own."""


def acceptable(verdict: "Verdict") -> bool:
    """Whether the policy lets it be used without a further question."""
    return verdict.level.value in ("preferred", "allowed")


def known_expressions() -> list[str]:
    """Every id that SPDX still recommends and well-known licences with exception, the best known
    first."""
    from allmende.licences.known import all_ids, facts_of

    current = [one for one in all_ids() if not (facts := facts_of(one)) or not facts.deprecated]
    rank = {one: number for number, one in enumerate((*WELL_KNOWN, *WITH_EXCEPTION))}
    every = {*current, *rank}
    return sorted(every, key=lambda one: (rank.get(one, len(rank)), one.casefold()))
