# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Secrets: what providers' tokens, keys, addresses with passwords and assignments look like.

Written from the providers' published formats and the standards; each pattern names its source.
A new one is an entry in a table, see docs/recipes/add-a-detector.md.
"""

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.secrets import (
    ai,
    assignments,
    clouds,
    connections,
    encoded,
    files,
    forges,
    headers,
    hosting,
    infrastructure,
    keys,
    mail,
    messaging,
    microsoft,
    monitoring,
    packages,
    payment,
    services,
)

GROUPS: dict[str, tuple[Pattern, ...]] = {
    "forges": forges.PATTERNS,
    "packages": packages.PATTERNS,
    "clouds": clouds.PATTERNS,
    "microsoft": microsoft.PATTERNS,
    "hosting": hosting.PATTERNS,
    "infrastructure": infrastructure.PATTERNS,
    "monitoring": monitoring.PATTERNS,
    "messaging": messaging.PATTERNS,
    "mail": mail.PATTERNS,
    "payment": payment.PATTERNS,
    "ai": ai.PATTERNS,
    "services": services.PATTERNS,
    "keys": keys.PATTERNS,
    "headers": headers.PATTERNS,
    "connections": connections.PATTERNS,
    "files": files.PATTERNS,
    "encoded": encoded.PATTERNS,
    "assignments": assignments.PATTERNS,
}
"""The tables by subject, from what gives itself away to what is judged by its surroundings."""

PATTERNS: tuple[Pattern, ...] = tuple(pattern for table in GROUPS.values() for pattern in table)
"""All of them, in the order of the groups."""

__all__ = ["GROUPS", "PATTERNS"]
