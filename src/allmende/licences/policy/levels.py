# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The five answers a policy gives, and which of two is the better one."""

from collections.abc import Mapping
from enum import StrEnum


class Level(StrEnum):
    """What an office says to a licence in a context."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    AVOID = "avoid"
    BLOCKED = "blocked"
    REVIEW = "review"


_ORDER = (Level.PREFERRED, Level.ALLOWED, Level.AVOID, Level.REVIEW, Level.BLOCKED)

LEVEL_WORDS: Mapping[Level, dict[str, str]] = {
    Level.PREFERRED: {"de": "bevorzugt", "en": "preferred"},
    Level.ALLOWED: {"de": "erlaubt", "en": "allowed"},
    Level.AVOID: {"de": "zu vermeiden", "en": "to be avoided"},
    Level.BLOCKED: {"de": "gesperrt", "en": "blocked"},
    Level.REVIEW: {"de": "zu prüfen", "en": "to be reviewed"},
}


def badness(level: Level) -> int:
    """0 for preferred up to 4 for blocked; AND takes the highest part, OR the lowest.

    Review stands between avoid and blocked. What is unknown may turn out blocked, so that in an
    AND it outweighs what is merely to be avoided (whose reason is listed all the same), while
    nothing can outweigh blocked. In an OR one may always take the branch one knows, so that
    "avoid or unknown" is avoid.
    """
    return _ORDER.index(level)
