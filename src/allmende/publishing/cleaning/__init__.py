# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What must not go out of a history, two ways to leave it behind, and whether that succeeded.

>>> from allmende.publishing.cleaning import plan_of
>>> [way.id for way in plan_of("/srv/git/example.git").ways]  # doctest: +SKIP
['rewrite', 'fresh']
"""

from allmende.publishing.cleaning.offences import LIMIT, Offence, OffendingPlace
from allmende.publishing.cleaning.origin import Origin, provenance
from allmende.publishing.cleaning.planning import CleaningPlan, plan, plan_of
from allmende.publishing.cleaning.values import Expressions, expressions_of
from allmende.publishing.cleaning.verifying import Verification, verify
from allmende.publishing.cleaning.ways import Way

__all__ = [
    "LIMIT",
    "CleaningPlan",
    "Expressions",
    "Offence",
    "OffendingPlace",
    "Origin",
    "Verification",
    "Way",
    "expressions_of",
    "plan",
    "plan_of",
    "provenance",
    "verify",
]
