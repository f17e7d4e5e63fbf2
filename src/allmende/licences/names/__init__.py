# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Licence names as people and package metadata write them, read as SPDX expressions.

>>> from allmende.licences.names import normalise
>>> normalise("Apache-Lizenz, Version 2.0").expression
'Apache-2.0'
>>> normalise("GPLv2+ or MIT").expression
'GPL-2.0-or-later OR MIT'
>>> normalise("BSD").candidates
('BSD-3-Clause', 'BSD-2-Clause', 'BSD-4-Clause')
"""

from allmende.licences.expressions import Reading, read
from allmende.licences.names.normalising import Match, normalise

__all__ = ["Match", "normalise", "understand"]


def understand(written: str) -> Reading:
    """As `read`, and what is no SPDX expression by the one its name means for certain."""
    reading = read(written)
    if reading.expression is not None:
        return reading
    match = normalise(written)
    if match.expression is None:
        return reading
    meant = read(match.expression)
    return Reading(
        written, meant.expression, meant.deprecated, meant.osi_approved, meant.licence_class
    )
