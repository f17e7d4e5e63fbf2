# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is looked for in every text of a history: secrets, personal data, internal names."""

from allmende.repositories.detectors import internal, judging, personal, secrets, surroundings
from allmende.repositories.detectors.files_by_name import NamedFile, by_name
from allmende.repositories.detectors.internal import (
    InternalNames,
    PublishedNames,
    read_internal_names,
    read_published_names,
)
from allmende.repositories.detectors.pattern import Candidate, Kind, Pattern


def all_patterns(names: InternalNames | None = None) -> tuple[Pattern, ...]:
    """Every detector; `names` are the office's own hosts, words and mail domains."""
    known = names or InternalNames()
    return (
        *secrets.PATTERNS,
        *personal.patterns(known.own_mail_domains, known.mailboxes, known.version),
        *internal.patterns(known),
    )


def in_place(pattern: Pattern, confidence: float, path: str) -> float:
    """The confidence of a hit in a file of that path: lower in tests, lock files, author lists.

    Kept results know no path, since one content may stand under many.
    """
    if pattern.kind == "secret":
        return judging.in_place(confidence, path)
    return surroundings.by_path(pattern.id, confidence, path) or 0.0


__all__ = [
    "Candidate",
    "InternalNames",
    "Kind",
    "NamedFile",
    "Pattern",
    "PublishedNames",
    "all_patterns",
    "by_name",
    "in_place",
    "read_internal_names",
    "read_published_names",
]
