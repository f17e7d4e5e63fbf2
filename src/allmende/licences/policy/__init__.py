# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What an office says to a licence in a context of use, with every rule that spoke.

>>> load_policy("munich").verdict("BSD-3-Clause OR GPL-2.0-only", "embed").chosen
'BSD-3-Clause'
>>> load_policy("munich").verdict("EUPL-1.2", "embed").level.value
'avoid'
"""

from allmende.licences.policy.answers import Reason, UnknownContext, Verdict, Waiver
from allmende.licences.policy.levels import LEVEL_WORDS, Level, badness
from allmende.licences.policy.loading import load_policy
from allmende.licences.policy.model import Context, ExceptionRule, Rule
from allmende.licences.policy.policy import LicencePolicy
from allmende.licences.policy.words import CLASS_WORDS

__all__ = [
    "CLASS_WORDS",
    "LEVEL_WORDS",
    "Context",
    "ExceptionRule",
    "Level",
    "LicencePolicy",
    "Reason",
    "Rule",
    "UnknownContext",
    "Verdict",
    "Waiver",
    "badness",
    "load_policy",
]
