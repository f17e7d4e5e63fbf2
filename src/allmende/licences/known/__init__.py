# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is known of each SPDX licence id: its class, who approved it, what replaced it.

>>> facts_of("apache-2.0").licence_class.value
'permissive'
>>> facts_of("GPL-2.0").replaced_by
'GPL-2.0-only'
>>> class_of("GPL-2.0-only WITH Classpath-exception-2.0").value
'weak-copyleft'
"""

from allmende.licences.known.classes import LicenceClass, class_and_source, class_of
from allmende.licences.known.contested import CONTESTED, Claim
from allmende.licences.known.exceptions import Effect, all_exceptions, effect_of, is_exception
from allmende.licences.known.facts import LicenceFacts, all_ids, facts_of

__all__ = [
    "CONTESTED",
    "Claim",
    "Effect",
    "LicenceClass",
    "LicenceFacts",
    "all_exceptions",
    "all_ids",
    "class_and_source",
    "class_of",
    "effect_of",
    "facts_of",
    "is_exception",
]
