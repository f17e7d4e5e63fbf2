# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Detectors of internal names: hosts, addresses, accounts and words of the office's own net.

>>> from allmende.repositories.detectors import internal
>>> names = internal.InternalNames(words=("Projekt Almrausch",))
>>> [pattern.id for pattern in internal.patterns(names)][-1]
'internal-word'
"""

from allmende.repositories.detectors.internal import addresses, directory, hosts, places
from allmende.repositories.detectors.internal.policy import (
    FILE,
    InternalNames,
    PublishedNames,
    RepositoriesFile,
    read_internal_names,
    read_published_names,
)
from allmende.repositories.detectors.pattern import Pattern


def patterns(names: InternalNames | None = None) -> tuple[Pattern, ...]:
    """All patterns for internal names; what the office lists comes from its policy file."""
    known = names or InternalNames()
    return (
        *hosts.patterns(known),
        *addresses.patterns(),
        *places.patterns(),
        *directory.patterns(known),
    )


__all__ = [
    "FILE",
    "InternalNames",
    "PublishedNames",
    "RepositoriesFile",
    "patterns",
    "read_internal_names",
    "read_published_names",
]
